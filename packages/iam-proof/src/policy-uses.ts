import type { PolicyDocument, Statement } from "@agentic-pm/iam";
import type { ResolvedResource } from "@agentic-pm/local-cloud";

/** A policy document in a template, and where it stands. */
export interface PolicyUse {
  /** Who is spoken of: the role's or the policy's name, or the protected resource's logical id. */
  readonly owner: string;
  /** `grants`: of a role, or a managed policy or boundary for one; `protects`: on a resource; `trusts`: who takes a role. */
  readonly effect: "grants" | "protects" | "trusts";
  readonly resource: ResolvedResource;
  /** The property's path. */
  readonly property: string;
  readonly document: PolicyDocument;
}

/** The property that holds a resource's one policy document, and what the document does. */
const DOCUMENTS: Readonly<Record<string, readonly [path: string, effect: PolicyUse["effect"]]>> = {
  "AWS::IAM::Role": ["AssumeRolePolicyDocument", "trusts"],
  "AWS::IAM::Policy": ["PolicyDocument", "grants"],
  "AWS::IAM::ManagedPolicy": ["PolicyDocument", "grants"],
  "AWS::S3::BucketPolicy": ["PolicyDocument", "protects"],
  "AWS::SQS::QueuePolicy": ["PolicyDocument", "protects"],
  "AWS::SNS::TopicPolicy": ["PolicyDocument", "protects"],
  "AWS::SecretsManager::ResourcePolicy": ["ResourcePolicy", "protects"],
  "AWS::DynamoDB::Table": ["ResourcePolicy.PolicyDocument", "protects"],
  "AWS::KMS::Key": ["KeyPolicy", "protects"],
  "AWS::EC2::VPCEndpoint": ["PolicyDocument", "protects"],
};

/** Every policy document of a resource. */
export function policyUses(resource: ResolvedResource): readonly PolicyUse[] {
  const [path, effect] = DOCUMENTS[resource.type] ?? [];
  const owner = ownerOf(resource);
  const own = path === undefined ? undefined : at(resource.properties, path);
  const inline = list(resource.type === "AWS::IAM::Role" ? resource.properties["Policies"] : undefined);
  return [
    ...(own === undefined || path === undefined || effect === undefined
      ? []
      : [{ owner, effect, resource, property: path, document: asDocument(own) }]),
    ...inline.map((policy, index) => ({
      owner,
      effect: "grants" as const,
      resource,
      property: `Policies[${index}].PolicyDocument`,
      document: asDocument(at(policy, "PolicyDocument")),
    })),
  ];
}

/** The statements of a document, in order; none if it has none. */
export function statementsOf(document: PolicyDocument | undefined): readonly Statement[] {
  return list(document?.Statement) as readonly Statement[];
}

/** One value or several, as a list of texts. */
export function texts(value: unknown): readonly string[] {
  return list(value).map(String);
}

/** The value itself if it is a list, nothing as an empty list, anything else as a list of one. */
function list(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

function ownerOf({ type, physicalId, properties, logicalId }: ResolvedResource): string {
  if (type === "AWS::IAM::Role") return physicalId;
  return String(properties["ManagedPolicyName"] ?? properties["PolicyName"] ?? logicalId);
}

function at(value: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((inner, name) => {
    return typeof inner === "object" && inner !== null ? (inner as Record<string, unknown>)[name] : undefined;
  }, value);
}

/** A document out of a template; what is malformed in it is found where it is read. */
function asDocument(value: unknown): PolicyDocument {
  return value as PolicyDocument;
}
