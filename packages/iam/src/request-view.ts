import type { AccessRequest, ContextInput, Principal } from "./access.ts";

/** The values of one context key; a key without any value counts as missing. */
export type ContextValue = string | readonly string[];

const ROLE_SESSION = /^arn:[^:]+:sts::(\d{12}):assumed-role\/([^/]+)\//;
const ACCOUNT_ID = /^\d{12}$/;

/** One request, made ready for matching: lower-case action, and context keys found whatever their case. */
export class RequestView {
  readonly request: AccessRequest;
  readonly principal: Principal;
  /** The action in lower case. */
  readonly action: string;
  readonly resource: string;
  /** Whether the principal has a permission boundary, which `NotPrincipal` needs to know. */
  readonly hasBoundary: boolean;
  #byLowerKey: Map<string, ContextInput> | undefined;

  constructor(request: AccessRequest, hasBoundary: boolean) {
    this.request = request;
    this.principal = request.principal;
    this.action = request.action.toLowerCase();
    this.resource = request.resource;
    this.hasBoundary = hasBoundary;
  }

  /** A context key's values, or nothing when the key is missing or has no value. `key` is as the policy writes it. */
  lookup(key: string, lowerKey: string): ContextValue | undefined {
    const context = this.request.context;
    const direct = Object.hasOwn(context, key) ? context[key] : this.#lowerKeys().get(lowerKey);
    return typeof direct === "string" ? direct : toTexts(direct);
  }

  #lowerKeys(): Map<string, ContextInput> {
    if (this.#byLowerKey === undefined) {
      this.#byLowerKey = new Map();
      for (const key of Object.keys(this.request.context)) {
        const value = this.request.context[key];
        if (value !== undefined) this.#byLowerKey.set(key.toLowerCase(), value);
      }
    }
    return this.#byLowerKey;
  }
}

function toTexts(value: Exclude<ContextInput, string> | undefined): ContextValue | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== "object") return String(value);
  return value.length === 0 ? undefined : value.map(String);
}

/** Whether a role's ARN is the role behind this principal. Without `roleArn` the session names it, but not its path. */
export function isRoleOf(roleArn: string, principal: Principal): boolean {
  if (principal.roleArn !== undefined) return roleArn === principal.roleArn;
  if (roleArn === principal.arn) return true;
  const session = ROLE_SESSION.exec(principal.arn);
  if (session === null) return false;
  const [, account, role] = session;
  return roleArn.includes(`:iam::${account}:role/`) && roleArn.endsWith(`/${role}`);
}

/** The account that owns the requested resource. */
export function resourceAccount(request: AccessRequest): string {
  if (request.resourceAccountId !== undefined) return request.resourceAccountId;
  if (!request.resource.startsWith("arn:")) return request.principal.accountId;
  const account = request.resource.split(":", 5)[4] ?? "";
  return ACCOUNT_ID.test(account) ? account : request.principal.accountId;
}
