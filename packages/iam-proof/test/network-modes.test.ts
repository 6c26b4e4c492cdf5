import { beforeAll, describe, expect, test } from "@jest/globals";
import {
  type NamedTemplate,
  packagedTemplates,
  type ResolvedResource,
  resolveTemplates,
} from "@agentic-pm/local-cloud";
import { packageServices } from "@agentic-pm/packaging";
import { checkDeployment } from "../src/check/check-deployment.ts";
import { deploymentOf } from "../src/deployment.ts";

/** When nothing is packaged yet. */
const PACKAGING_MS = 300_000;
const MODES = ["public", "nat-instance", "nat-gateway", "endpoints", "full"] as const;
const INTERFACE_ACTIONS = [
  "ec2:AssignPrivateIpAddresses",
  "ec2:CreateNetworkInterface",
  "ec2:DeleteNetworkInterface",
  "ec2:DescribeNetworkInterfaces",
  "ec2:DescribeSubnets",
  "ec2:UnassignPrivateIpAddresses",
];
const READERS_OF_STRANGERS = ["sanitise", "sanitise-request", "recommend", "reason-and-plan", "index-policy"];

let templates: readonly NamedTemplate[];
beforeAll(async () => {
  templates = packagedTemplates(await packageServices());
}, PACKAGING_MS);

/** What the whole check objects to; a reason that another mode needs is none. */
async function objections(parameters: Record<string, string>): Promise<readonly unknown[]> {
  const findings = await checkDeployment(deploymentOf(templates, parameters));
  return findings.filter(({ kind }) => kind !== "reason-without-wildcard");
}

interface Standing {
  readonly name: string;
  readonly subnets: readonly string[];
  readonly actions: readonly string[];
  readonly denied: readonly string[];
}

/** Where each function stands, and what its role may ask EC2 for. */
function standings(resources: readonly ResolvedResource[]): readonly Standing[] {
  return resources
    .filter(({ type }) => type === "AWS::Lambda::Function")
    .map(({ properties, physicalId }) => {
      const vpc = properties["VpcConfig"] as { readonly SubnetIds: readonly string[] } | undefined;
      const role = resources.find(({ arn }) => arn === properties["Role"]);
      return {
        name: physicalId.replace(
          /^agentic-pm-(?:triage|reasoning|booking|executor|platform|websocket-gateway)-dev-/,
          "",
        ),
        subnets: vpc?.SubnetIds ?? [],
        actions: ec2Actions(role, "Allow"),
        denied: ec2Actions(role, "Deny"),
      };
    });
}

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
}

function ec2Actions(role: ResolvedResource | undefined, effect: string): readonly string[] {
  const policies = (role?.properties["Policies"] ?? []) as unknown as readonly {
    readonly PolicyDocument: { readonly Statement: readonly Statement[] };
  }[];
  return policies
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
    .filter(({ Effect }) => Effect === effect)
    .flatMap(({ Action }) => Action)
    .filter((action) => action.startsWith("ec2:"))
    .toSorted();
}

describe.each(MODES)("the network mode %s", (Network) => {
  test("resolves in every service, fits AWS's schemas, and grants nothing that must not be", async () => {
    expect(await objections({ Network })).toEqual([]);
  });

  test("lets Lambda make interfaces for functions in the VPC, and for nobody else", () => {
    for (const { name, subnets, actions, denied } of standings(resolveTemplates(templates, { Network }))) {
      const expected = subnets.length === 0 ? [] : INTERFACE_ACTIONS;
      expect({ name, actions, denied }).toEqual({ name, actions: expected, denied: expected });
    }
  });

  test("puts readers of strangers' text where no route leads out, if it has endpoints", () => {
    const isolates = Network === "endpoints" || Network === "full";
    const found = standings(resolveTemplates(templates, { Network })).filter(({ name }) =>
      READERS_OF_STRANGERS.includes(name),
    );
    expect(found).toHaveLength(READERS_OF_STRANGERS.length);
    for (const { subnets } of found) expect(subnets.some((subnet) => subnet.startsWith("Isolated"))).toBe(isolates);
  });
});

test.each(["GuardDuty", "Waf", "CustomerKeys"])(
  "the option %s resolves in every service, and fits AWS's schemas",
  async (option) => {
    expect(await objections({ [option]: "on" })).toEqual([]);
    const [off, on] = [{}, { [option]: "on" }].map((given) => resolveTemplates(templates, given));
    expect(on).not.toEqual(off);
  },
);

test("no option is on by itself", () => {
  const types = new Set(resolveTemplates(templates).map(({ type }) => type));
  for (const type of ["AWS::GuardDuty::Detector", "AWS::WAFv2::WebACL"]) expect(types).not.toContain(type);
});
