import type { NamedPolicy } from "@agentic-pm/iam";
import { ACCOUNT_ID, arn } from "../../gateway/account.ts";

/** One statement of a function's resource policy, as AWS::Lambda::Permission gives it. */
export interface FunctionPermission {
  readonly action: string;
  readonly principal: string;
  readonly sourceArn?: string;
  readonly sourceAccount?: string;
}

/** The resource policies of functions: who may invoke them beside the account's own roles. */
export class FunctionPermissions {
  readonly #statements = new Map<string, Map<string, FunctionPermission>>();
  readonly #policies = new Map<string, NamedPolicy>();

  add(functionName: string, statementId: string, permission: FunctionPermission): void {
    const statements = this.#statements.get(functionName) ?? new Map<string, FunctionPermission>();
    statements.set(statementId, permission);
    this.#statements.set(functionName, statements);
    this.#policies.delete(functionName);
  }

  remove(functionName: string, statementId: string): void {
    this.#statements.get(functionName)?.delete(statementId);
    this.#policies.delete(functionName);
  }

  /** True where a service may invoke the function, for this source where one is given. */
  allowsService(functionName: string, service: string, sourceArn?: string): boolean {
    const statements = [...(this.#statements.get(functionName)?.values() ?? [])];
    return statements.some(
      (statement) =>
        statement.principal === service &&
        (statement.sourceAccount === undefined || statement.sourceAccount === ACCOUNT_ID) &&
        (sourceArn === undefined || statement.sourceArn === undefined || isLike(statement.sourceArn, sourceArn)),
    );
  }

  /** The policy document; undefined where the function has no statements. */
  policyOf(functionName: string): NamedPolicy | undefined {
    const statements = this.#statements.get(functionName);
    if (statements === undefined || statements.size === 0) return undefined;
    const known = this.#policies.get(functionName);
    if (known !== undefined) return known;
    const policy: NamedPolicy = {
      name: `${functionName} (resource policy)`,
      document: {
        Version: "2012-10-17",
        Statement: [...statements].map(([sid, permission]) => statementOf(functionName, sid, permission)),
      },
    };
    this.#policies.set(functionName, policy);
    return policy;
  }
}

/** ArnLike: `*` and `?` stand for characters within one of the ARN's six parts. */
function isLike(pattern: string, sourceArn: string): boolean {
  const partsOf = (text: string): string[] => {
    const parts = text.split(":");
    return [...parts.slice(0, 5), parts.slice(5).join(":")];
  };
  const parts = partsOf(sourceArn);
  return partsOf(pattern).every((part, at) => {
    const expression = part
      .replace(/[.+^${}()|[\]\\]/g, "\\$&")
      .replaceAll("*", ".*")
      .replaceAll("?", ".");
    return new RegExp(`^${expression}$`).test(parts[at] ?? "");
  });
}

function statementOf(functionName: string, sid: string, permission: FunctionPermission) {
  const { principal, sourceArn, sourceAccount } = permission;
  const isService = principal.endsWith(".amazonaws.com");
  return {
    Sid: sid,
    Effect: "Allow" as const,
    Principal: isService ? { Service: principal } : { AWS: principal },
    Action: permission.action,
    Resource: arn("lambda", `function:${functionName}`),
    ...(sourceArn === undefined && sourceAccount === undefined
      ? {}
      : {
          Condition: {
            ...(sourceArn === undefined ? {} : { ArnLike: { "AWS:SourceArn": sourceArn } }),
            ...(sourceAccount === undefined ? {} : { StringEquals: { "AWS:SourceAccount": sourceAccount } }),
          },
        }),
  };
}
