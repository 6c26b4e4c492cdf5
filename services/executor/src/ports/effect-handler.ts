import type { ResolvedCommand, ResolvedEffect } from "@agentic-pm/contracts";
import type { Integration } from "../domain/circuit-breaker.ts";

/** The effect that a handler carries out, with the command around it. */
export interface CommandOf<Effect extends ResolvedEffect> {
  readonly command: ResolvedCommand;
  readonly effect: Effect;
}

/** What the vendor has of an effect. */
export interface VendorEffect {
  readonly reference: string | null;
}

/**
 * Carries one type of effect out. `perform` throws EFFECT_OUTCOME_UNKNOWN when it cannot tell whether it happened,
 * and other typed errors only when it certainly did not.
 */
export interface EffectHandler<Effect extends ResolvedEffect = ResolvedEffect> {
  /** Whom it calls; null for our own database. */
  readonly integration: Integration | null;
  /** How long after a start the vendor's own list is complete enough to trust an absence. Seconds. */
  readonly settleSeconds: number;
  /** Why the world no longer fits the command (a code), or null. `waited`: it was held, or a person approved it. */
  drift(of: CommandOf<Effect>, waited: boolean): Promise<string | null>;
  perform(of: CommandOf<Effect>): Promise<VendorEffect>;
  /** Looks the effect up at the vendor by its action id. `repeat` where performing it again is harmless. */
  reconcile(of: CommandOf<Effect>): Promise<VendorEffect | "absent" | "repeat">;
}

/** The handler of each type of effect. */
export type EffectHandlers = {
  readonly [Type in ResolvedEffect["type"]]: EffectHandler<Extract<ResolvedEffect, { type: Type }>>;
};
