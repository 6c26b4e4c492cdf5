import { beforeAll, describe, expect, jest, test } from "@jest/globals";
import type { Deployment } from "../src/deployment.ts";
import { askRulePacks, judge } from "../src/rule-packs/check-rule-packs.ts";
import type { RulePack } from "../src/rule-packs/objection.ts";
import { SUPPRESSIONS } from "../src/rule-packs/suppressions.ts";
import { planted } from "./small-template.ts";

jest.setTimeout(60_000);

let deployment: Deployment;
let packs: readonly RulePack[];

beforeAll(async () => {
  deployment = planted((resources) => {
    resources["Vault"] = { Type: "AWS::S3::Bucket", Properties: { BucketName: "vault" } };
    resources["AnybodyReads"] = {
      Type: "AWS::Lambda::Permission",
      Properties: { FunctionName: { Ref: "Reader" }, Action: "lambda:InvokeFunction", Principal: "*" },
    };
    resources["Anything"] = {
      Type: "AWS::IAM::ManagedPolicy",
      Properties: {
        PolicyDocument: {
          Version: "2012-10-17",
          Statement: [{ Sid: "DoAnything", Effect: "Allow", Action: "*", Resource: "*" }],
        },
      },
    };
  });
  packs = await askRulePacks(deployment);
});

/** What the packs say without any reason written. */
const found = (rule: string) => judge(deployment, packs, []).findings.filter(({ property }) => property === rule);

describe("published rules", () => {
  test.each([
    { rule: "AwsSolutions-S1", resource: "Vault", cause: /access logs/ },
    { rule: "AwsSolutions-S10", resource: "Vault", cause: /SSL/ },
    { rule: "AwsSolutions-DDB3", resource: "Notes", cause: /Point-in-time/ },
    { rule: "AwsSolutions-IAM5", resource: "Anything", cause: /wildcard.*Resource::\*/ },
    { rule: "NIST.800.53.R5-IAMNoInlinePolicy", resource: "Role", cause: /inline policy/ },
    { rule: "NIST.800.53.R5-S3BucketVersioningEnabled", resource: "Vault", cause: /versioning/ },
    { rule: "NIST.800.53.R5-LambdaFunctionPublicAccessProhibited", resource: "AnybodyReads", cause: /public/ },
    { rule: "Serverless-LambdaTracing", resource: "Reader", cause: /X-Ray|[Tt]racing/ },
    { rule: "CT.LAMBDA.PR.2", resource: "AnybodyReads", cause: /prohibit public access.*SourceArn/ },
    { rule: "CT.S3.PR.1", resource: "Vault", cause: /block public access/ },
    { rule: "CT.DYNAMODB.PR.1", resource: "Notes", cause: /point-in-time/ },
    { rule: "CT.IAM.PR.2", resource: "Anything", cause: /customer-managed policies/ },
  ])("$rule objects to what is planted, and says what to do", ({ rule, resource, cause }) => {
    expect(found(rule)).toContainEqual(
      expect.objectContaining({
        kind: "published-rule",
        stack: "agentic-pm-notes-dev",
        resource,
        cause: expect.stringMatching(cause),
        remedy: expect.stringContaining("packages/iam-proof/src/rule-packs/suppressions.ts"),
        file: "services/notes/serverless.yml",
      }),
    );
  });

  test("say nothing of what follows them", () => {
    expect(found("CT.CLOUDWATCH.PR.2").map(({ resource }) => resource)).toEqual(["Log"]);
    expect(found("NIST.800.53.R5-CloudWatchLogGroupRetentionPeriod")).toEqual([]);
  });
});

describe("a written reason", () => {
  const reason = { rules: ["AwsSolutions-S1"], resources: ["notes/Vault"], why: "nothing is in it" };

  test("lets that rule object to that resource, and is counted", () => {
    const all = judge(deployment, packs, []);
    const { findings, packs: reports } = judge(deployment, packs, [reason]);
    expect(findings).toHaveLength(all.findings.length - 1);
    expect(reports[0]).toMatchObject({ name: "cdk-nag", suppressed: 1 });
  });

  test("for another resource, another service or another rule lets nothing", () => {
    for (const other of [
      { ...reason, resources: ["notes/Notes"] },
      { ...reason, resources: ["other/Vault"] },
      { ...reason, rules: ["AwsSolutions-S2"] },
    ])
      expect(judge(deployment, packs, [other]).findings).toContainEqual(
        expect.objectContaining({ kind: "published-rule", property: "AwsSolutions-S1", resource: "Vault" }),
      );
  });

  test("that nothing needs any more is a finding for each rule and resource that it names", () => {
    const stale = { rules: ["AwsSolutions-S1", "CT.S3.PR.1"], resources: ["notes/Vault", "notes/Cellar"], why: "-" };
    const { findings } = judge(deployment, packs, [stale]);
    expect(
      findings.filter(({ kind }) => kind === "suppression-without-objection").map(({ cause, file }) => [cause, file]),
    ).toEqual(
      ["AwsSolutions-S1", "CT.S3.PR.1"].map((rule) => [
        expect.stringContaining(`${rule} for notes/Cellar`),
        "packages/iam-proof/src/rule-packs/suppressions.ts",
      ]),
    );
  });

  test("is not stale because its pack could not be asked, and the report says why it was not", () => {
    const [nag] = packs;
    const asked = [nag ?? { name: "cdk-nag", objections: [] }, { name: "guard", objections: [], notAsked: "no Linux" }];
    const { findings, packs: reports } = judge(deployment, asked, [{ ...reason, rules: ["CT.S3.PR.1"] }]);
    expect(findings.filter(({ kind }) => kind === "suppression-without-objection")).toEqual([]);
    expect(reports[1]).toMatchObject({ name: "guard", notAsked: "no Linux" });
  });

  test("is a sentence, and no two are about the same rule and resource", () => {
    const places = SUPPRESSIONS.flatMap(({ rules, resources }) =>
      rules.flatMap((rule) => resources.map((each) => `${rule} ${each}`)),
    );
    expect(new Set(places).size).toBe(places.length);
    expect(SUPPRESSIONS.filter(({ why }) => why.length < 40 || !why.endsWith("."))).toEqual([]);
  });
});

test("templates that the CDK cannot read are told with its words", async () => {
  const templates = [
    { stackName: "broken", template: { Resources: { Odd: { Type: "AWS::S3::Bucket", DependsOn: "Nobody" } } } },
  ];
  await expect(askRulePacks({ ...deployment, templates })).rejects.toMatchObject({ name: "RULES_NOT_ASKED" });
});
