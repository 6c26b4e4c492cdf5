import { AppError } from "@agentic-pm/errors";
import {
  authorize,
  compilePolicies,
  type Decision,
  type NamedPolicy,
  type PolicyDocument,
  type Statement,
  withResourcePolicy,
} from "@agentic-pm/iam";
import type { ResolvedResource } from "@agentic-pm/local-cloud";

/** A role of a template, ready to be asked what it may do at most. */
export interface AskableRole {
  readonly name: string;
  readonly resource: ResolvedResource;
  /** Its identity policies as written: inline, attached and separate ones. */
  readonly identity: readonly NamedPolicy[];
  readonly boundary: NamedPolicy | undefined;
  /** Resources that its own statements name, with wildcards filled in. */
  readonly named: readonly string[];
  /** Conditions on an Allow are taken as met. @throws AppError IAM_POLICY_MALFORMED. */
  readonly ask: (action: string, resource: string) => Decision;
}

/** The roles of all templates: identity policies within the boundary, with the resource policies of what they ask for. */
export function rolesOf(resources: readonly ResolvedResource[]): readonly AskableRole[] {
  const resourcePolicies = resourcePoliciesOf(resources);
  return resources
    .filter(({ type }) => type === "AWS::IAM::Role")
    .map((role) => askable(role, resources, resourcePolicies));
}

function askable(
  role: ResolvedResource,
  resources: readonly ResolvedResource[],
  resourcePolicies: ReadonlyMap<string, NamedPolicy>,
): AskableRole {
  const identity = identityPolicies(role, resources);
  const boundary = boundaryOf(role, resources);
  const compiled = onFirstUse(() =>
    compilePolicies({
      identity: identity.map(atMost),
      ...(boundary === undefined ? {} : { boundary: atMost(boundary) }),
    }),
  );
  const accountId = role.arn.split(":")[4] ?? "";
  const arn = `arn:aws:sts::${accountId}:assumed-role/${role.physicalId}/static`;
  const context = { "aws:PrincipalArn": role.arn, "aws:SecureTransport": "true", "aws:PrincipalAccount": accountId };
  return {
    name: role.physicalId,
    resource: role,
    identity,
    boundary,
    named: [...new Set(identity.flatMap(resourcesNamed))],
    ask: (action, resource) => {
      const [bucketOrWhole = resource] = resource.startsWith("arn:aws:s3:::") ? resource.split("/") : [resource];
      const policies = withResourcePolicy(compiled(), resourcePolicies.get(bucketOrWhole));
      const principal = { arn, accountId, roleArn: role.arn };
      return authorize(policies, { principal, action, resource, context, resourcePolicyIsRequired: false });
    },
  };
}

/** A policy that nobody asks need not be readable: what is wrong with it is told by a check of its own. */
function onFirstUse<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** The policy if every condition on an Allow were met: what the role may do at most. Denies stay as they are. */
function atMost({ name, document }: NamedPolicy): NamedPolicy {
  const statements = [document.Statement].flat() as Statement[];
  const unconditional = statements.map((statement) => {
    const { Condition: condition, ...rest } = statement;
    return statement.Effect === "Allow" || condition === undefined ? rest : statement;
  });
  return { name, document: { ...document, Statement: unconditional } };
}

function resourcesNamed({ document }: NamedPolicy): string[] {
  return ([document.Statement].flat() as Statement[]).flatMap(({ Resource: resource }) =>
    resource === undefined ? ["arn:aws:any:us-east-1:111122223333:any"] : [resource].flat().map(filledIn),
  );
}

function filledIn(pattern: string): string {
  return pattern === "*" ? "arn:aws:any:us-east-1:111122223333:any" : pattern.replaceAll(/[*?]/g, "x");
}

function identityPolicies(role: ResolvedResource, resources: readonly ResolvedResource[]): NamedPolicy[] {
  const inline = list(role.properties["Policies"]).map((policy) => ({
    name: `${role.physicalId}/${text(policy, "PolicyName")}`,
    document: documentIn(policy, "PolicyDocument"),
  }));
  const attached = list(role.properties["ManagedPolicyArns"]).map((arn) => managedPolicy(String(arn), resources, role));
  const separate = resources
    .filter(({ type }) => type === "AWS::IAM::Policy" || type === "AWS::IAM::ManagedPolicy")
    .filter(({ properties }) => list(properties["Roles"]).includes(role.physicalId))
    .map(({ logicalId, properties }) => ({ name: logicalId, document: documentIn(properties, "PolicyDocument") }));
  return [...inline, ...attached, ...separate];
}

function boundaryOf(role: ResolvedResource, resources: readonly ResolvedResource[]): NamedPolicy | undefined {
  const arn = role.properties["PermissionsBoundary"];
  return arn === undefined ? undefined : managedPolicy(String(arn), resources, role);
}

function managedPolicy(arn: string, resources: readonly ResolvedResource[], role: ResolvedResource): NamedPolicy {
  const policy = resources.find((resource) => resource.type === "AWS::IAM::ManagedPolicy" && resource.arn === arn);
  if (policy !== undefined)
    return { name: policy.logicalId, document: documentIn(policy.properties, "PolicyDocument") };
  throw new AppError("POLICY_UNKNOWN", {
    cause: `The role ${role.physicalId} uses the policy ${arn}, which none of the templates holds.`,
    remedy: "Write the policy in a template of this repository, so that it can be checked.",
  });
}

const TARGET: Readonly<Record<string, { readonly target: string; readonly document: string }>> = {
  "AWS::SecretsManager::ResourcePolicy": { target: "SecretId", document: "ResourcePolicy" },
  "AWS::S3::BucketPolicy": { target: "Bucket", document: "PolicyDocument" },
};

/** Resource policies by the ARN of what they protect. */
export function resourcePoliciesOf(resources: readonly ResolvedResource[]): ReadonlyMap<string, NamedPolicy> {
  const policies = new Map<string, NamedPolicy>();
  for (const { type, logicalId, properties, arn } of resources) {
    const attachment = TARGET[type];
    if (attachment !== undefined) {
      const target = resources.find(({ physicalId }) => physicalId === properties[attachment.target]);
      const document = documentIn(properties, attachment.document);
      if (target !== undefined) policies.set(target.arn, { name: logicalId, document });
    }
    if (type === "AWS::DynamoDB::Table" && properties["ResourcePolicy"] !== undefined) {
      policies.set(arn, { name: logicalId, document: documentIn(properties["ResourcePolicy"], "PolicyDocument") });
    }
  }
  return policies;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function member(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function text(value: unknown, name: string): string {
  return String(member(value, name));
}

/** A policy document out of a template; the evaluator checks its inside when it compiles it. */
function documentIn(value: unknown, name: string): PolicyDocument {
  return member(value, name) as PolicyDocument;
}
