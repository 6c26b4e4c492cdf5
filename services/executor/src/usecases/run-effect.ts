import type { Clock, ResolvedEffect } from "@agentic-pm/contracts";
import { AppError, isAppError } from "@agentic-pm/errors";
import { inverseOf } from "../domain/effect-inverse.ts";
import type { EffectOutcome } from "../domain/stored-action.ts";
import type { CommandOf, EffectHandler, VendorEffect } from "../ports/effect-handler.ts";
import type { EffectLedger, EffectState } from "../ports/execution-stores.ts";
import { type BreakerPorts, throughBreaker } from "./through-breaker.ts";

export interface EffectPorts extends BreakerPorts {
  readonly effects: EffectLedger;
  readonly clock: Clock;
}

/** How an attempt at an effect ended. Only `unknown` leaves open whether it happened. */
export type EffectResult =
  | { readonly kind: "done"; readonly outcome: EffectOutcome }
  | { readonly kind: "unknown"; readonly error: AppError }
  | { readonly kind: "not_done"; readonly error: AppError }
  | { readonly kind: "rejected"; readonly error: AppError };

/** Looks for an effect that an earlier attempt may have made. Null when there is none. */
export async function findEffect<Effect extends ResolvedEffect>(
  of: CommandOf<Effect>,
  handler: EffectHandler<Effect>,
  ports: EffectPorts,
): Promise<EffectResult | null> {
  const known = await ports.effects.begin(of.command.actionId);
  return known.state === "new" ? null : settle(of, { known, handler }, ports);
}

/** Makes the effect, once: whatever an earlier attempt began is looked up at the vendor first. */
export async function runEffect<Effect extends ResolvedEffect>(
  of: CommandOf<Effect>,
  handler: EffectHandler<Effect>,
  ports: EffectPorts,
): Promise<EffectResult> {
  const earlier = await findEffect(of, handler, ports);
  if (earlier !== null) return earlier;
  const key = of.command.actionId;
  try {
    const made = await call(handler, () => handler.perform(of), ports);
    return await done({ of, made, repeated: false }, ports);
  } catch (error) {
    if (!isAppError(error)) throw error;
    if (error.code === "EFFECT_OUTCOME_UNKNOWN") return { kind: "unknown", error };
    await ports.effects.forget(key);
    return { kind: error.retryable ? "not_done" : "rejected", error };
  }
}

interface Settling<Effect extends ResolvedEffect> {
  readonly known: Exclude<EffectState, { state: "new" }>;
  readonly handler: EffectHandler<Effect>;
}

async function settle<Effect extends ResolvedEffect>(
  of: CommandOf<Effect>,
  { known, handler }: Settling<Effect>,
  ports: EffectPorts,
): Promise<EffectResult | null> {
  if (known.state === "done") return done({ of, made: known, repeated: true }, ports);
  let found: VendorEffect | "absent" | "repeat";
  try {
    found = await call(handler, () => handler.reconcile(of), ports);
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { kind: "unknown", error: stillUnknown(of, error) };
  }
  if (typeof found === "object") return done({ of, made: found, repeated: true }, ports);
  const settledAt = Date.parse(known.startedAt) + handler.settleSeconds * 1000;
  if (found === "absent" && ports.clock.now().getTime() < settledAt) {
    return { kind: "unknown", error: stillUnknown(of) };
  }
  return null;
}

interface Made {
  readonly of: CommandOf<ResolvedEffect>;
  readonly made: VendorEffect;
  readonly repeated: boolean;
}

async function done({ of, made, repeated }: Made, { effects, clock }: EffectPorts): Promise<EffectResult> {
  const { reference } = made;
  const executedAt = clock.now().toISOString();
  await effects.finish(of.command.actionId, { reference, executedAt });
  const inverse = inverseOf(of.command, { reference, executedAt });
  return { kind: "done", outcome: { reference, repeated, executedAt, inverse } };
}

function call<Out>(
  { integration }: { integration: EffectHandler["integration"] },
  make: () => Promise<Out>,
  ports: EffectPorts,
): Promise<Out> {
  return integration === null ? make() : throughBreaker(integration, make, ports);
}

function stillUnknown({ command }: CommandOf<ResolvedEffect>, error?: AppError): AppError {
  return new AppError("EFFECT_OUTCOME_UNKNOWN", {
    cause: `It is not known yet whether the effect of ${command.actionId} happened.`,
    remedy:
      "Nothing to do: the workflow asks the vendor again. If it stays unknown, compare with the vendor's own list.",
    details: { actionId: command.actionId, ...(error === undefined ? {} : { lookup: error.code }) },
    retryable: true,
    ...(error === undefined ? {} : { error }),
  });
}
