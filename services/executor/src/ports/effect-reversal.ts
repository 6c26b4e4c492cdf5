import type { Integration } from "../domain/circuit-breaker.ts";
import type { Inverse } from "../domain/effect-inverse.ts";

/** Whether an effect is still as we made it: it stands, it is gone already, or the world has moved on (a code). */
export type Standing = "standing" | "gone" | { readonly drift: string };

/** Takes one type of effect back. Asking first makes it safe to repeat, so it needs no ledger of its own. */
export interface EffectReversal<Undoing extends Inverse = Inverse> {
  /** Whom it calls; null for our own database. */
  readonly integration: Integration | null;
  standing(inverse: Undoing, actionId: string): Promise<Standing>;
  /** Throws EFFECT_OUTCOME_UNKNOWN when it cannot tell, and other typed errors only when nothing was taken back. */
  takeBack(inverse: Undoing): Promise<void>;
}

/** The reversal of each type of inverse. */
export type EffectReversals = {
  readonly [Type in Inverse["type"]]: EffectReversal<Extract<Inverse, { type: Type }>>;
};
