import { beforeAll, describe, expect, test } from "@jest/globals";
import { type NamedTemplate, packagedTemplates } from "@agentic-pm/local-cloud";
import { packageServices } from "@agentic-pm/packaging";
import { checkEndpoints } from "../src/check/check-endpoints.ts";
import { iamFacts } from "../src/check/iam-facts.ts";
import { deploymentOf } from "../src/deployment.ts";
import type { Finding } from "../src/finding.ts";
import { of, planted, resourceOf, type Resources, statement } from "./small-template.ts";

const TABLE = "arn:aws:dynamodb:us-east-1:111122223333:table/notes";
const asOurselves = { StringEquals: { "aws:PrincipalAccount": { Ref: "AWS::AccountId" } } };
const policyOf = (change: object): object => ({
  Version: "2012-10-17",
  Statement: [
    {
      Sid: "OurRows",
      Effect: "Allow",
      Principal: "*",
      Action: ["dynamodb:GetItem", "dynamodb:Query"],
      Resource: TABLE,
      Condition: asOurselves,
      ...change,
    },
  ],
});

/** The small template's function put into a VPC, behind a gateway endpoint or one with interfaces. */
function behindEndpoint(change: (resources: Resources) => void = () => {}, kind = "Gateway") {
  const make = (Type: string, Properties: Record<string, unknown>) => ({ Type, Properties });
  return checkEndpoints(
    planted((resources) => {
      Object.assign(resources, {
        Vpc: make("AWS::EC2::VPC", { CidrBlock: "10.0.0.0/16" }),
        Inner: make("AWS::EC2::Subnet", { VpcId: { Ref: "Vpc" }, CidrBlock: "10.0.1.0/24" }),
        Routes: make("AWS::EC2::RouteTable", { VpcId: { Ref: "Vpc" } }),
        OfInner: make("AWS::EC2::SubnetRouteTableAssociation", {
          SubnetId: { Ref: "Inner" },
          RouteTableId: { Ref: "Routes" },
        }),
        Rows: make("AWS::EC2::VPCEndpoint", {
          VpcEndpointType: kind,
          VpcId: { Ref: "Vpc" },
          ServiceName: "com.amazonaws.us-east-1.dynamodb",
          ...(kind === "Gateway" ? { RouteTableIds: [{ Ref: "Routes" }] } : { PrivateDnsEnabled: true }),
          PolicyDocument: policyOf({}),
        }),
      });
      of(resources, "Reader")["VpcConfig"] = { SubnetIds: [{ Ref: "Inner" }], SecurityGroupIds: [] };
      change(resources);
    }),
    iamFacts(),
  );
}
const limit = (change: object) => (resources: Resources) => {
  of(resources, "Rows")["PolicyDocument"] = policyOf(change);
};
const REFUSED = {
  kind: "refused-at-endpoint",
  role: "reader",
  sid: "ReadNotes",
  resource: "Role",
  cause: expect.stringMatching(/^reader may dynamodb:GetItem on .*table\/notes, .*through Rows/),
  remedy: expect.stringContaining("Allow dynamodb:GetItem on it in the policy of Rows"),
};

describe.each(["Gateway", "Interface"])("what a role grants its function behind an endpoint (%s)", (kind) => {
  test("is no finding where the endpoint lets it through", async () => {
    expect(await behindEndpoint(undefined, kind)).toEqual([]);
  });

  test.each([
    ["another action", { Action: "dynamodb:Query" }],
    ["another resource", { Resource: `${TABLE}-of-others` }],
    ["another account", { Condition: { StringEquals: { "aws:PrincipalAccount": "999999999999" } } }],
    ["nothing, by a Deny", { Effect: "Deny" }],
  ])("is found where the endpoint lets through %s only", async (_what, change) => {
    expect(await behindEndpoint(limit(change), kind)).toEqual([expect.objectContaining(REFUSED)]);
  });
});

describe("what does not go through the endpoint, or is not granted, is no finding:", () => {
  const closed = limit({ Action: "dynamodb:Scan" });
  test.each<[string, (resources: Resources) => void]>([
    ["a function outside the VPC", (resources) => delete of(resources, "Reader")["VpcConfig"]],
    ["a gateway in other route tables", (resources) => (of(resources, "Rows")["RouteTableIds"] = [])],
    [
      "an endpoint of another service",
      (resources) => (of(resources, "Rows")["ServiceName"] = "com.amazonaws.us-east-1.s3"),
    ],
    ["an endpoint without a policy", (resources) => delete of(resources, "Rows")["PolicyDocument"]],
    ["what the boundary takes away", (resources) => (statement(resources, "Boundary")["Action"] = "dynamodb:Query")],
    [
      "what only another service may ask for",
      (resources) => {
        statement(resources, "Role")["Condition"] = {
          StringEquals: { "kms:ViaService": "s3.us-east-1.amazonaws.com" },
        };
      },
    ],
  ])("%s", async (_what, change) => {
    const open = (resources: Resources): void => {
      closed(resources);
      change(resources);
    };
    expect(await behindEndpoint(open)).toEqual([]);
  });

  test("but every action that a wildcard stands for is", async () => {
    const wild = (resources: Resources): void => {
      for (const name of ["Role", "Boundary"] as const) statement(resources, name)["Action"] = "dynamodb:*GetItem";
    };
    expect((await behindEndpoint(wild)).map(({ cause }) => cause)).toEqual([
      expect.stringContaining("dynamodb:BatchGetItem"),
    ]);
  });
});

/** When nothing is packaged yet. */
const PACKAGING_MS = 300_000;

describe("the packaged endpoints", () => {
  let templates: readonly NamedTemplate[];
  beforeAll(async () => {
    templates = packagedTemplates(await packageServices());
  }, PACKAGING_MS);

  /** The findings in a network mode, with one action taken out of an endpoint's policy. */
  function without(action: string, endpoint: string, Network: string): Promise<readonly Finding[]> {
    const changed = structuredClone(templates);
    for (const { template } of changed) {
      const { Resources } = template as { Resources: Resources };
      if (Resources[endpoint] === undefined) continue;
      const { Statement } = resourceOf(Resources, endpoint).Properties["PolicyDocument"] as {
        Statement: { Action: string | string[] }[];
      };
      for (const each of Statement) each.Action = [each.Action].flat().filter((one) => one !== action);
    }
    return checkEndpoints(deploymentOf(changed, { Network }), iamFacts());
  }

  test.each([
    [
      "dynamodb:PartiQLUpdate",
      "DynamoDbEndpoint",
      ["nat-instance", "nat-gateway", "endpoints", "full"],
      "close-booking",
    ],
    ["s3:GetObject", "S3Endpoint", ["nat-instance", "nat-gateway", "endpoints", "full"], "sanitise"],
    ["secretsmanager:GetSecretValue", "SecretsEndpoint", ["endpoints", "full"], "recommend"],
    ["rds-data:BeginTransaction", "DataApiEndpoint", ["endpoints", "full"], "index-policy"],
    ["kms:VerifyMac", "KmsEndpoint", ["endpoints", "full"], "decide"],
  ])("let %s through %s, and it is found if they do not", async (action, endpoint, modes, functionName) => {
    for (const Network of modes) {
      const found = await without(action, endpoint, Network);
      expect(found.map(({ role }) => role)).toContain(`agentic-pm-dev-${functionName}`);
      for (const { cause } of found) expect(cause).toMatch(new RegExp(`may ${action} on .* through ${endpoint}`));
      expect(await without("nothing", endpoint, Network)).toEqual([]);
    }
  });
});
