import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { embeddedProvider, type LocalCloud, startCloud } from "@agentic-pm/local-cloud";
import { packageServices, type PackagedService, ROOT } from "@agentic-pm/packaging";
import {
  CloudFormationClient,
  CreateChangeSetCommand,
  DeleteStackCommand,
  DescribeChangeSetCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  ExecuteChangeSetCommand,
  UpdateStackCommand,
} from "@aws-sdk/client-cloudformation";
import { GetFunctionConfigurationCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { parse } from "yaml";

const SLOW = 300_000;
const ROLE = "agentic-pm-deploy-dev";
/** The name that the doctor's command gives it. */
const BOOTSTRAP = "agentic-pm-dev-bootstrap";
const TRIAGE = "agentic-pm-triage-dev";
/** As `stackTags` and the framework itself have them. */
const Tags = Object.entries({ STAGE: "dev", project: "agentic-pm", stage: "dev" }).map(([Key, Value]) => ({
  Key,
  Value,
}));
const Capabilities = ["CAPABILITY_NAMED_IAM" as const];

interface Template {
  readonly Resources: Record<string, { readonly Type: string; Properties: Record<string, unknown> }>;
}

const bootstrap = readFileSync(join(ROOT, "deploy", "bootstrap.yml"), "utf8");
const denied: string[] = [];
let folder: string;
let services: readonly PackagedService[];
let cloud: LocalCloud;
let stacks: CloudFormationClient;
let owner: CloudFormationClient;
let objects: S3Client;
let functions: LambdaClient;
let changes = 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "agentic-pm-deploy-as-role-"));
  services = await packageServices();
  // An administrator's part: the bootstrap and the platform with its boundaries.
  cloud = await startCloud({
    dataDir: join(folder, "data"),
    cacheDir: join(ROOT, ".cache"),
    templates: [{ stackName: BOOTSTRAP, template: parse(bootstrap) as Record<string, never> }],
    services: services.filter(({ name }) => name === "platform"),
    model: embeddedProvider(),
  });
  cloud.onDecisionDenied(({ roleArn, action, resource }) => {
    if (roleArn.endsWith(`/${ROLE}`)) denied.push(`${action} on ${resource}`);
  });
  // The session that deploy.yml's action asks for, by the name that it gives it.
  const config = {
    endpoint: cloud.endpoint,
    region: "us-east-1",
    credentials: cloud.sessionOf(ROLE, "GitHubActions"),
    forcePathStyle: true,
  };
  stacks = new CloudFormationClient(config);
  objects = new S3Client(config);
  functions = new LambdaClient(config);
  owner = new CloudFormationClient({ ...config, credentials: cloud.ownerSession() });
}, SLOW);

afterAll(async () => {
  for (const client of [stacks, owner, objects, functions]) client.destroy();
  await cloud.close();
  rmSync(folder, { recursive: true, force: true });
});

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

async function settled(client: CloudFormationClient, StackName: string): Promise<string> {
  for (;;) {
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName }));
    const status = String(Stacks?.[0]?.StackStatus);
    if (!status.endsWith("_IN_PROGRESS") || status === "REVIEW_IN_PROGRESS") return status;
    await pause();
  }
}

/** A change set made and executed, as the framework does; gives the stack's status in the end. */
async function change(
  stackName: string,
  kind: "CREATE" | "UPDATE",
  body: { TemplateBody: string } | { TemplateURL: string },
): Promise<string> {
  changes += 1;
  const names = { StackName: stackName, ChangeSetName: `change-${changes}` };
  await stacks.send(new CreateChangeSetCommand({ ...names, ...body, ChangeSetType: kind, Capabilities, Tags }));
  const { Status, StatusReason } = await stacks.send(new DescribeChangeSetCommand(names));
  expect([Status, StatusReason]).toEqual(["CREATE_COMPLETE", undefined]);
  await stacks.send(new ExecuteChangeSetCommand(names));
  return await settled(stacks, stackName);
}
async function upload(stackName: string, key: string, Body: Buffer | string): Promise<string> {
  const Bucket = String(cloud.resourcesOf(stackName).get("ServerlessDeploymentBucket")?.physicalId);
  await objects.send(new PutObjectCommand({ Bucket, Key: key, Body }));
  return `https://s3.amazonaws.com/${Bucket}/${key}`;
}

function packagedTemplate({ artefactsDir }: PackagedService, kind: "create" | "update"): string {
  return readFileSync(join(artefactsDir, `cloudformation-template-${kind}-stack.json`), "utf8");
}

/** First the stack with the bucket alone, then packages into it, then everything. */
async function deploy(service: PackagedService): Promise<string> {
  const stackName = `agentic-pm-${service.name}-dev`;
  const made = await change(stackName, "CREATE", { TemplateBody: packagedTemplate(service, "create") });
  if (made !== "CREATE_COMPLETE") return made;
  const body = packagedTemplate(service, "update");
  for (const { Type, Properties } of Object.values((JSON.parse(body) as Template).Resources)) {
    if (Type !== "AWS::Lambda::Function") continue;
    const { S3Key } = Properties["Code"] as { S3Key: string };
    await upload(stackName, S3Key, readFileSync(join(service.artefactsDir, basename(S3Key))));
  }
  return await change(stackName, "UPDATE", { TemplateURL: await upload(stackName, "template.json", body) });
}

/** The triage service with another timeout of `sanitise`, and what else is changed. */
async function updateTriage(timeout: number, more: Template["Resources"] = {}): Promise<string> {
  const triage = services.find(({ name }) => name === "triage");
  if (triage === undefined) throw new Error("there is no triage");
  const template = JSON.parse(packagedTemplate(triage, "update")) as Template;
  const sanitise = template.Resources["SanitiseLambdaFunction"];
  if (sanitise === undefined) throw new Error("there is no sanitise");
  sanitise.Properties["Timeout"] = timeout;
  Object.assign(template.Resources, more);
  const TemplateURL = await upload(TRIAGE, "changed.json", JSON.stringify(template));
  return await change(TRIAGE, "UPDATE", { TemplateURL });
}

async function timeoutOfSanitise(): Promise<number | undefined> {
  const FunctionName = "agentic-pm-triage-dev-sanitise";
  return (await functions.send(new GetFunctionConfigurationCommand({ FunctionName }))).Timeout;
}

/** An administrator's deploy of the bootstrap with other actions in the place of some. */
async function replacing(actions: Readonly<Record<string, readonly string[]>>): Promise<void> {
  const template = parse(bootstrap, (_key, value: unknown) =>
    Array.isArray(value) ? value.flatMap<unknown>((each: unknown) => actions[String(each)] ?? [each]) : value,
  ) as unknown;
  const TemplateBody = JSON.stringify(template);
  await owner.send(new UpdateStackCommand({ StackName: BOOTSTRAP, TemplateBody, Capabilities }));
  expect(await settled(owner, BOOTSTRAP)).toBe("UPDATE_COMPLETE");
}

async function reasons(stackName: string, status: string): Promise<readonly string[]> {
  const { StackEvents = [] } = await stacks.send(new DescribeStackEventsCommand({ StackName: stackName }));
  return StackEvents.filter(({ ResourceStatus }) => ResourceStatus === status).map(
    ({ LogicalResourceId, ResourceStatusReason }) => `${LogicalResourceId}: ${ResourceStatusReason}`,
  );
}

describe("the deploy role's session", () => {
  test(
    "deploys every service after platform, and nothing that CloudFormation does in its name is refused",
    async () => {
      const after = services.filter(({ name }) => name !== "platform");
      const ended: (readonly [string, string])[] = [];
      for (const service of after) ended.push([service.name, await deploy(service)]);
      expect(denied).toEqual([]);
      expect(ended).toEqual(after.map(({ name }) => [name, "UPDATE_COMPLETE"]));
    },
    SLOW,
  );

  test("changes one function", async () => {
    expect(await updateTriage(41)).toBe("UPDATE_COMPLETE");
    expect(await timeoutOfSanitise()).toBe(41);
    expect(denied).toEqual([]);
  });

  test("makes a key by a stack that tags it", async () => {
    const KeyPolicy = {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { AWS: { "Fn::Sub": "arn:aws:iam::${AWS::AccountId}:root" } },
          Action: "kms:*",
          Resource: "*",
        },
      ],
    };
    const TemplateBody = JSON.stringify({
      Resources: { Key: { Type: "AWS::KMS::Key", Properties: { KeyPolicy, EnableKeyRotation: true } } },
    });
    const ended = await change("agentic-pm-keys-dev", "CREATE", { TemplateBody });
    expect([ended, await reasons("agentic-pm-keys-dev", "CREATE_FAILED")]).toEqual(["CREATE_COMPLETE", []]);
    expect(denied).toEqual([]);
  });

  test("may not change the stack that it comes from", async () => {
    const update = new UpdateStackCommand({ StackName: BOOTSTRAP, TemplateBody: "{}", Capabilities });
    await expect(stacks.send(update)).rejects.toThrow(/not authorized to perform: cloudformation:UpdateStack/);
    denied.length = 0;
  });

  test("may not remove a stack, and is told so", async () => {
    await expect(stacks.send(new DeleteStackCommand({ StackName: TRIAGE }))).rejects.toThrow(
      /not authorized to perform: cloudformation:DeleteStack on resource: \S+:stack\/agentic-pm-triage-dev\//,
    );
  });

  test("without one permission fails where that is asked, says so, and the stack is as it was", async () => {
    await replacing({ "lambda:UpdateFunction*": [] });
    expect(await updateTriage(42)).toBe("UPDATE_ROLLBACK_COMPLETE");
    const [reason] = await reasons(TRIAGE, "UPDATE_FAILED");
    expect(reason).toMatch(
      /^SanitiseLambdaFunction: .*not authorized to perform: lambda:UpdateFunctionConfiguration on resource: \S+:function:agentic-pm-triage-dev-sanitise/,
    );
    expect((await reasons(TRIAGE, "UPDATE_ROLLBACK_IN_PROGRESS"))[0]).toContain("[SanitiseLambdaFunction]");
    expect(await timeoutOfSanitise()).toBe(41);
  });

  test("that may not remove what it made cannot take a new stack back, and says what is left; its owner removes it", async () => {
    await replacing({ "sns:*eTopic": ["sns:CreateTopic"], "logs:*eLogGroup": [] });
    const StackName = "agentic-pm-extra-dev";
    const Topic = { Type: "AWS::SNS::Topic", Properties: { TopicName: "agentic-pm-extra-dev" } };
    const Group = {
      Type: "AWS::Logs::LogGroup",
      DependsOn: "Topic",
      Properties: { LogGroupName: "/aws/extra/agentic-pm-extra" },
    };
    const TemplateBody = JSON.stringify({ Resources: { Topic, Group } });
    expect(await change(StackName, "CREATE", { TemplateBody })).toBe("ROLLBACK_FAILED");
    expect(await reasons(StackName, "CREATE_FAILED")).toEqual([
      expect.stringMatching(
        /^Group: .*not authorized to perform: logs:CreateLogGroup on resource: \S+agentic-pm-extra/,
      ),
    ]);
    expect(await reasons(StackName, "DELETE_FAILED")).toEqual([
      expect.stringMatching(
        /^Topic: .*not authorized to perform: sns:DeleteTopic on resource: \S+agentic-pm-extra-dev/,
      ),
    ]);
    expect((await reasons(StackName, "ROLLBACK_FAILED"))[0]).toContain("failed to delete: [Topic]");
    const { Stacks } = await owner.send(new DescribeStacksCommand({ StackName }));
    await owner.send(new DeleteStackCommand({ StackName }));
    expect(await settled(owner, String(Stacks?.[0]?.StackId))).toBe("DELETE_COMPLETE");
  });
});
