import { AppError } from "@agentic-pm/errors";
import { compilePolicies, type CompiledPolicies, type NamedPolicy, type PolicyDocument } from "@agentic-pm/iam";
import { arn } from "../gateway/account.ts";
import { openDurableMapSync, type DurableMap } from "../state/durable-map.ts";
import { newIdentifier } from "./access-key.ts";
import type { ManagedPolicy, NewRole, Role } from "./role.ts";

const GLOBAL = { region: "" };

/** The account's roles and managed policies. Without a folder it keeps them in memory only. */
export class RoleDirectory {
  readonly #roles: Map<string, Role>;
  readonly #managed: Map<string, ManagedPolicy>;
  readonly #roleStore: DurableMap<Role> | undefined;
  readonly #managedStore: DurableMap<ManagedPolicy> | undefined;
  readonly #compiled = new Map<string, CompiledPolicies>();
  /** Sessions with a policy of their own, by that policy; emptied whenever a role changes. */
  #narrowed = new WeakMap<NamedPolicy, CompiledPolicies>();

  constructor(folder?: string) {
    this.#roleStore = folder === undefined ? undefined : openDurableMapSync<Role>(`${folder}/roles.jsonl`);
    this.#managedStore =
      folder === undefined ? undefined : openDurableMapSync<ManagedPolicy>(`${folder}/policies.jsonl`);
    this.#roles = new Map(this.#roleStore?.entries());
    this.#managed = new Map(this.#managedStore?.entries());
  }

  /** Creates or replaces a role; on disk when this returns. */
  putRole(role: NewRole): Role {
    const roleArn = arn("iam", `role${role.path ?? "/"}${role.roleName}`, GLOBAL);
    const roleId = this.#roles.get(roleArn)?.roleId ?? newIdentifier("AROA");
    const stored: Role = { ...role, arn: roleArn, roleId };
    this.#roleStore?.put(roleArn, stored);
    this.#roles.set(roleArn, stored);
    this.#forgetCompiled();
    return stored;
  }

  deleteRole(roleArn: string): void {
    this.#roleStore?.remove(roleArn);
    this.#roles.delete(roleArn);
    this.#forgetCompiled();
  }

  /** Creates or replaces a managed policy, which roles may attach or have as their boundary. */
  putManagedPolicy(policy: { name: string; document: PolicyDocument; path?: string }): ManagedPolicy {
    const policyArn = arn("iam", `policy${policy.path ?? "/"}${policy.name}`, GLOBAL);
    const stored: ManagedPolicy = { name: policy.name, document: policy.document, arn: policyArn };
    this.#managedStore?.put(policyArn, stored);
    this.#managed.set(policyArn, stored);
    this.#forgetCompiled();
    return stored;
  }

  deleteManagedPolicy(policyArn: string): void {
    this.#managedStore?.remove(policyArn);
    this.#managed.delete(policyArn);
    this.#forgetCompiled();
  }

  /** Finds a role by ARN or, within the account, by name. */
  find(roleArnOrName: string): Role | undefined {
    const known = this.#roles.get(roleArnOrName);
    if (known !== undefined || roleArnOrName.startsWith("arn:")) return known;
    return [...this.#roles.values()].find((role) => role.roleName === roleArnOrName);
  }

  list(): Role[] {
    return [...this.#roles.values()];
  }

  managedPolicies(): ManagedPolicy[] {
    return [...this.#managed.values()];
  }

  /** What binds a role: compiled at the first question and again after a change. Throws AppError UNKNOWN_ROLE. */
  policiesOf(roleArn: string): CompiledPolicies {
    const known = this.#compiled.get(roleArn);
    if (known !== undefined) return known;
    const compiled = this.#compile(this.get(roleArn));
    this.#compiled.set(roleArn, compiled);
    return compiled;
  }

  /** What binds a session of a role that was narrowed by a policy of its own. */
  policiesOfSession(roleArn: string, sessionPolicy: NamedPolicy): CompiledPolicies {
    const known = this.#narrowed.get(sessionPolicy);
    if (known !== undefined) return known;
    const compiled = this.#compile(this.get(roleArn), sessionPolicy);
    this.#narrowed.set(sessionPolicy, compiled);
    return compiled;
  }

  /** The role; throws AppError UNKNOWN_ROLE. */
  get(roleArn: string): Role {
    const role = this.#roles.get(roleArn);
    if (role !== undefined) return role;
    throw new AppError("UNKNOWN_ROLE", {
      cause: `The role ${roleArn} does not exist.`,
      remedy: "Package and start again: the role's template has to be loaded before it is used.",
      details: { roleArn },
    });
  }

  close(): void {
    this.#roleStore?.close();
    this.#managedStore?.close();
  }

  #forgetCompiled(): void {
    this.#compiled.clear();
    this.#narrowed = new WeakMap();
  }

  #compile(role: Role, session?: NamedPolicy): CompiledPolicies {
    const attached = (role.managedPolicyArns ?? []).map((policyArn) => this.#managedPolicy(policyArn, role));
    return compilePolicies({
      identity: [...role.inlinePolicies, ...attached],
      ...(role.boundaryArn === undefined ? {} : { boundary: this.#managedPolicy(role.boundaryArn, role) }),
      ...(session === undefined ? {} : { session: [session] }),
    });
  }

  #managedPolicy(policyArn: string, role: Role): ManagedPolicy {
    const policy = this.#managed.get(policyArn);
    if (policy !== undefined) return policy;
    throw new AppError("UNKNOWN_MANAGED_POLICY", {
      cause: `The role ${role.roleName} refers to ${policyArn}, which does not exist.`,
      remedy:
        "Write the statements into the role, or define the policy in a template: AWS's own managed policies are not loaded.",
      details: { policyArn, roleArn: role.arn },
    });
  }
}
