import type { AskableRole } from "@agentic-pm/boundary-checks";
import { authorize, compilePolicies, type CompiledPolicies, type Statement } from "@agentic-pm/iam";
import {
  endpointName,
  endpointOnTheWay,
  type NetworkModel,
  type Placement,
  readNetwork,
  type ResolvedResource,
} from "@agentic-pm/local-cloud";
import type { Deployment } from "../deployment.ts";
import { type Finding, objectTo } from "../finding.ts";
import { statementsOf, texts } from "../policy-uses.ts";
import { serviceFile } from "../statement-places.ts";
import type { IamFacts } from "./iam-facts.ts";

/** A function in a VPC, with its role. */
interface Traveller {
  readonly placement: Placement;
  readonly role: AskableRole;
}

/** An endpoint whose policy limits what passes. */
interface Gate {
  readonly resource: ResolvedResource;
  readonly policies: CompiledPolicies;
}

/** What a statement of the function's role grants it. */
interface Granted {
  readonly statement: Statement;
  readonly action: string;
  readonly resource: string;
}

/**
 * Whatever a role grants a function in the VPC on a service that it reaches through an endpoint, the endpoint's policy
 * lets through: a permission that ends there fails in AWS alone, and only once the function uses it.
 * @throws AppError IAM_POLICY_MALFORMED.
 */
export async function checkEndpoints({ resources, roles }: Deployment, facts: IamFacts): Promise<readonly Finding[]> {
  const network = readNetwork(resources);
  const gateOf = gates(network, resources);
  const findings: Finding[] = [];
  for (const traveller of travellers(resources, roles)) {
    for (const granted of await grantsOf(traveller.role, facts)) {
      const gate = gateOf(traveller.placement, granted.action);
      if (gate !== undefined && !passes(gate, traveller.role, granted))
        findings.push(finding(traveller, granted, gate));
    }
  }
  return findings;
}

function travellers(resources: readonly ResolvedResource[], roles: readonly AskableRole[]): readonly Traveller[] {
  return resources
    .filter(({ type }) => type === "AWS::Lambda::Function")
    .flatMap(({ physicalId, properties }) => {
      const vpc = (properties["VpcConfig"] ?? {}) as Readonly<Record<string, unknown>>;
      const subnetIds = texts(vpc["SubnetIds"]);
      const role = roles.find(({ resource }) => resource.arn === properties["Role"]);
      if (subnetIds.length === 0 || role === undefined) return [];
      const securityGroupIds = texts(vpc["SecurityGroupIds"]);
      return [{ placement: { functionName: physicalId, subnetIds, securityGroupIds }, role }];
    });
}

/** Within the boundary, wildcards in actions spelt out. */
async function grantsOf(role: AskableRole, facts: IamFacts): Promise<readonly Granted[]> {
  const statements = role.identity
    .flatMap(({ document }) => statementsOf(document))
    .filter((statement) => statement.Effect === "Allow" && !isForServices(statement));
  const granted = await Promise.all(
    statements.map(async (statement) => {
      const actions = await Promise.all(texts(statement.Action).map((action) => spelt(action, facts)));
      const named = texts(statement.Resource);
      return actions.flat().flatMap((action) => named.map((resource) => ({ statement, action, resource })));
    }),
  );
  return granted.flat().filter(({ action, resource }) => role.ask(action, filledIn(resource)).allowed);
}

async function spelt(action: string, facts: IamFacts): Promise<readonly string[]> {
  return /[*?]/.test(action) ? (await facts(action)).map((each) => each.action) : [action];
}

/** What only another service may ask for on the function's behalf does not come through the function's endpoints. */
function isForServices({ Condition: condition }: Statement): boolean {
  const keys = Object.values(condition ?? {}).flatMap((operands) => Object.keys(operands));
  return keys.some((key) => /^(?:kms:ViaService|aws:CalledVia(?:First|Last)?)$/i.test(key));
}

function gates(
  network: NetworkModel,
  resources: readonly ResolvedResource[],
): (placement: Placement, action: string) => Gate | undefined {
  const known = new Map<string, Gate | undefined>();
  for (const { id, policy: document } of network.endpoints) {
    const resource = resources.find(({ type, physicalId }) => type === "AWS::EC2::VPCEndpoint" && physicalId === id);
    if (resource === undefined || document === undefined) continue;
    const policies = compilePolicies({ identity: [], resource: { name: resource.logicalId, document } });
    known.set(id, { resource, policies });
  }
  return (placement, action) => {
    const [service = ""] = action.split(":");
    return known.get(endpointOnTheWay(network, placement, endpointName(service))?.id ?? "");
  };
}

function passes({ resource: endpoint, policies }: Gate, { resource: role }: AskableRole, granted: Granted): boolean {
  const accountId = role.arn.split(":")[4] ?? "";
  const arn = `arn:aws:sts::${accountId}:assumed-role/${role.physicalId}/static`;
  const { allowed } = authorize(policies, {
    principal: { arn, accountId, roleArn: role.arn },
    action: granted.action,
    resource: filledIn(granted.resource),
    context: {
      "aws:PrincipalArn": role.arn,
      "aws:PrincipalAccount": accountId,
      "aws:SecureTransport": "true",
      "aws:SourceVpce": endpoint.physicalId,
    },
  });
  return allowed;
}

function finding({ placement, role }: Traveller, { statement, action, resource }: Granted, gate: Gate): Finding {
  const { logicalId, stackName, properties } = gate.resource;
  const policy = properties["PolicyDocument"] as unknown as Parameters<typeof statementsOf>[0];
  const place = serviceFile(stackName, statementsOf(policy)[0]?.Sid);
  return objectTo(role.resource, {
    kind: "refused-at-endpoint",
    role: role.name,
    sid: statement.Sid,
    property: "Policies",
    cause: `${placement.functionName} may ${action} on ${resource}, but goes there through ${logicalId}, whose policy does not let it pass.`,
    remedy: `Allow ${action} on it in the policy of ${logicalId} (${place}), or take it out of the role.`,
  });
}

function filledIn(pattern: string): string {
  return pattern.replaceAll(/[*?]/g, "x");
}
