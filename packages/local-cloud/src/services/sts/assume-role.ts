import type { NamedPolicy, PolicyDocument } from "@agentic-pm/iam";
import type { CredentialStore } from "../../credentials/credential-store.ts";
import type { RoleDirectory } from "../../credentials/role-directory.ts";
import { sessionArn, type Role } from "../../credentials/role.ts";
import { AwsError } from "../../gateway/aws-error.ts";
import { required, type QueryOperation } from "../../gateway/query-module.ts";

const SESSION_NAME = /^[\w+=,.@-]{2,64}$/;
const SHORTEST = 900;
const LONGEST = 43_200;

/** AssumeRole: the role's trust policy must let the caller in. */
export function assumeRole(ports: { roles: RoleDirectory; credentials: CredentialStore }): QueryOperation {
  return {
    asks: (form) => {
      const roleArn = required(form, "RoleArn");
      const role = ports.roles.find(roleArn);
      const externalId = form.get("ExternalId");
      return [
        {
          action: "sts:AssumeRole",
          resource: roleArn,
          context: {
            "sts:RoleSessionName": sessionName(form),
            ...(externalId === null ? {} : { "sts:ExternalId": externalId }),
          },
          // A role that does not exist trusts nobody: the answer must not tell which roles there are.
          resourcePolicy: role === undefined ? TRUSTS_NOBODY : trustPolicy(role),
          resourcePolicyIsRequired: true,
        },
      ];
    },
    run: (form) => {
      const role = ports.roles.get(required(form, "RoleArn"));
      const name = sessionName(form);
      const session = ports.credentials.issueRoleSession(role.arn, name, {
        durationSeconds: duration(form),
        ...sessionPolicy(form),
      });
      return {
        Credentials: {
          AccessKeyId: session.accessKeyId,
          SecretAccessKey: session.secretAccessKey,
          SessionToken: session.sessionToken,
          Expiration: session.expiration.toISOString(),
        },
        AssumedRoleUser: { AssumedRoleId: `${role.roleId}:${name}`, Arn: sessionArn(role.arn, name) },
      };
    },
  };
}

const TRUSTS_NOBODY: NamedPolicy = { name: "trust policy", document: { Version: "2012-10-17", Statement: [] } };
const named = new WeakMap<Role, NamedPolicy>();

function trustPolicy(role: Role): NamedPolicy {
  let policy = named.get(role);
  if (policy === undefined) {
    policy = { name: `trust policy of ${role.roleName}`, document: withResource(role.assumeRolePolicy, role.arn) };
    named.set(role, policy);
  }
  return policy;
}

/** Trust policies name no resource: they speak of the role that they belong to. */
function withResource(document: PolicyDocument, roleArn: string): PolicyDocument {
  const statements = Array.isArray(document.Statement) ? document.Statement : [document.Statement];
  return { ...document, Statement: statements.map((statement) => ({ ...statement, Resource: roleArn })) };
}

function sessionName(form: URLSearchParams): string {
  const name = required(form, "RoleSessionName");
  if (SESSION_NAME.test(name)) return name;
  throw new AwsError(
    "ValidationError",
    `Value '${name}' at 'roleSessionName' failed to satisfy constraint: [\\w+=,.@-]*`,
  );
}

function duration(form: URLSearchParams): number {
  const seconds = Number(form.get("DurationSeconds") ?? 3_600);
  if (Number.isInteger(seconds) && seconds >= SHORTEST && seconds <= LONGEST) return seconds;
  throw new AwsError("ValidationError", `DurationSeconds must be between ${SHORTEST} and ${LONGEST}.`);
}

function sessionPolicy(form: URLSearchParams): { sessionPolicy?: NamedPolicy } {
  const text = form.get("Policy");
  if (text === null) return {};
  try {
    const document: unknown = JSON.parse(text);
    if (typeof document === "object" && document !== null && "Statement" in document) {
      return { sessionPolicy: { name: "session policy", document: document as PolicyDocument } };
    }
  } catch {
    // Falls through to the same answer: it is no policy.
  }
  throw new AwsError("MalformedPolicyDocument", "The policy is not in the valid JSON format.");
}
