import type { ExecutionStatusChange } from "@agentic-pm/local-cloud";
import * as z from "zod";
import type { OperatorApi } from "./operator-api.ts";

/** What one signal's workflow came to. */
export interface SignalOutcome {
  readonly signalId: string;
  readonly outcome: string;
  readonly actions: readonly { actionId: string; type: string; disposition: string; status: string }[];
  /** Why it was quarantined, or the failing stage's error. */
  readonly error?: string | undefined;
}

const Output = z.object({
  signalId: z.string(),
  outcome: z.string(),
  code: z.string().optional(),
  actions: z
    .array(z.object({ actionId: z.string(), type: z.string(), disposition: z.string(), status: z.string() }))
    .default([]),
});

/** Reads a finished `signal` execution; undefined for other machines and for those still running. */
export function outcomeOf(event: ExecutionStatusChange): SignalOutcome | undefined {
  if (!event.stateMachineArn.includes(":stateMachine:agentic-pm-signal-") || event.status === "RUNNING")
    return undefined;
  const output = Output.safeParse(event.output === undefined ? undefined : JSON.parse(event.output));
  if (output.success) {
    const { code, ...outcome } = output.data;
    return { ...outcome, error: code };
  }
  return {
    signalId: event.name,
    outcome: "failed",
    actions: [],
    error: `${event.error ?? event.status}: ${event.cause ?? ""}`,
  };
}

const POLL_INTERVAL_MS = 150;

/**
 * Asks for a poll and waits until every signal has been dealt with: its workflow ended, or waits for a hold to pass.
 * Rejects with the operator API's error when the poll itself fails.
 */
export async function runMainJob(api: OperatorApi, stop: AbortSignal): Promise<void> {
  await api.pollNow();
  while (!stop.aborted) {
    const [running, held] = await Promise.all([api.runningSignals(), api.heldSignals()]);
    if (running.every((signalId) => held.has(signalId))) return;
    await new Promise((resolve) => setTimeout(resolve, POLL_INTERVAL_MS));
  }
}
