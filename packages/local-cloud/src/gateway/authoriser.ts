import {
  authorize,
  withResourcePolicy,
  type CompiledPolicies,
  type Decision,
  type NamedPolicy,
  type Principal,
} from "@agentic-pm/iam";
import type { DecisionLog } from "./decision-log.ts";
import type { Ask } from "./service-module.ts";

/** Who asks, and under which circumstances. */
export interface Asker {
  readonly principal: Principal;
  readonly policies: CompiledPolicies;
  readonly roleArn: string;
  readonly functionName?: string;
  /** The global condition keys. */
  readonly context: Readonly<Record<string, string | readonly string[]>>;
}

/** Decides asks, and records every decision. */
export class Authoriser {
  readonly #decisions: DecisionLog;
  readonly #combined = new WeakMap<CompiledPolicies, WeakMap<NamedPolicy, CompiledPolicies>>();

  constructor(decisions: DecisionLog) {
    this.#decisions = decisions;
  }

  decide(asker: Asker, ask: Ask, at: number): Decision {
    const policies =
      ask.resourcePolicy === undefined ? asker.policies : this.#withPolicy(asker.policies, ask.resourcePolicy);
    const decision = authorize(policies, {
      principal: asker.principal,
      action: ask.action,
      resource: ask.resource,
      context: ask.context === undefined ? asker.context : { ...asker.context, ...ask.context },
      ...(ask.resourcePolicyIsRequired === undefined ? {} : { resourcePolicyIsRequired: ask.resourcePolicyIsRequired }),
    });
    this.#decisions.record({
      at,
      roleArn: asker.roleArn,
      ...(asker.functionName === undefined ? {} : { functionName: asker.functionName }),
      action: ask.action,
      resource: ask.resource,
      decision,
    });
    return decision;
  }

  /** Compiling a resource policy costs more than asking it: the pair is kept as long as both live. */
  #withPolicy(policies: CompiledPolicies, resourcePolicy: NamedPolicy): CompiledPolicies {
    let byPolicy = this.#combined.get(policies);
    if (byPolicy === undefined) this.#combined.set(policies, (byPolicy = new WeakMap()));
    let combined = byPolicy.get(resourcePolicy);
    if (combined === undefined) byPolicy.set(resourcePolicy, (combined = withResourcePolicy(policies, resourcePolicy)));
    return combined;
  }
}
