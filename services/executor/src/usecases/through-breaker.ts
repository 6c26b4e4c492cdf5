import type { Clock } from "@agentic-pm/contracts";
import { AppError, isAppError } from "@agentic-pm/errors";
import { LogCode, type StructuredLogger } from "@agentic-pm/observability";
import { admission, afterCall, type Breaker, type Integration, probing } from "../domain/circuit-breaker.ts";
import type { BreakerStore } from "../ports/execution-stores.ts";

export interface BreakerPorts {
  readonly breakers: BreakerStore;
  readonly clock: Clock;
  readonly logger: StructuredLogger;
}

/** What speaks against a vendor's health; a refusal or a throttle does not. */
const FAILURES = new Set(["VENDOR_UNAVAILABLE", "EFFECT_OUTCOME_UNKNOWN"]);

/** Makes a call unless the integration's breaker is open. Throws CIRCUIT_OPEN (retryable): then nothing was called. */
export async function throughBreaker<Out>(
  integration: Integration,
  call: () => Promise<Out>,
  ports: BreakerPorts,
): Promise<Out> {
  const breaker = await admit(integration, ports);
  try {
    const answer = await call();
    if (breaker.state !== "closed" || breaker.failures > 0)
      await note(integration, { breaker, outcome: "answered" }, ports);
    return answer;
  } catch (error) {
    const failed = isAppError(error) && FAILURES.has(error.code);
    const outcome = failed ? "failed" : "answered";
    if (failed || breaker.state !== "closed") await note(integration, { breaker, outcome }, ports);
    throw error;
  }
}

async function admit(integration: Integration, { breakers, clock }: BreakerPorts): Promise<Breaker> {
  const breaker = await breakers.read(integration);
  const ruling = admission(breaker, clock.now());
  if (ruling === "yes") return breaker;
  const probe = probing(breaker, clock.now());
  if (ruling === "as_probe" && (await breakers.write(integration, probe))) return probe;
  throw new AppError("CIRCUIT_OPEN", {
    cause: `${integration} failed several times in a row; calls to it are paused until ${breaker.until ?? "a probe succeeds"}.`,
    remedy: "Nothing to do: the workflow tries again. If it stays open, look at the vendor's status page.",
    details: { integration },
    retryable: true,
  });
}

/** A lost race leaves the other call's note: the breaker is a fuse, not a ledger. */
async function note(
  integration: Integration,
  { breaker, outcome }: { breaker: Breaker; outcome: "answered" | "failed" },
  { breakers, clock, logger }: BreakerPorts,
): Promise<void> {
  const next = afterCall(breaker, outcome, clock.now());
  if (!(await breakers.write(integration, next)) || next.state === breaker.state) return;
  if (next.state === "open") logger.warn(LogCode.CIRCUIT_OPENED, { integration, failures: next.failures });
  if (next.state === "closed") logger.info(LogCode.CIRCUIT_CLOSED, { integration });
}
