import type { Clock } from "@agentic-pm/contracts";
import { isAppError } from "@agentic-pm/errors";
import type { ActTask } from "../domain/act-task.ts";
import { ownFieldsOf } from "../domain/page-facts.ts";
import type { Act, ActRun, CallResult } from "../ports/act-model.ts";
import type { PortalDriver } from "../ports/portal-driver.ts";

export const MOST_STEPS = 12;
const MOST_MS = 25_000;

interface ActPorts {
  readonly driver: PortalDriver;
  readonly run: ActRun;
  readonly clock: Clock;
}

/** How an act ended. `failed` leaves the page where it is; `code` says why. */
export type ActEnd =
  | { readonly kind: "returned"; readonly steps: number }
  | { readonly kind: "failed"; readonly steps: number; readonly code: string };

/**
 * Lets the act model work on the page until it returns, throws, asks for what the task does not cover, or runs out of
 * steps or time. What the browser may send is armed for this act and disarmed after it.
 */
export async function runAct(task: ActTask, { driver, run, clock }: ActPorts): Promise<ActEnd> {
  const act = await run.act(task.text);
  const ownFields = ownFieldsOf(await driver.facts(), task.form.paths);
  driver.arm({ step: "form", ...task.form, ownFields });
  let end: ActEnd;
  try {
    end = await stepThrough(task, { act, driver, clock });
  } finally {
    driver.arm({ step: "nothing" });
  }
  await act.end(end.kind === "returned" ? "SUCCEEDED" : end.code === "ACT_TIMED_OUT" ? "TIMED_OUT" : "FAILED");
  return end;
}

interface Stepping {
  readonly act: Act;
  readonly driver: PortalDriver;
  readonly clock: Clock;
}

async function stepThrough(task: ActTask, { act, driver, clock }: Stepping): Promise<ActEnd> {
  const until = clock.now().getTime() + MOST_MS;
  let results: readonly CallResult[] = [
    { callId: "initiateAct", content: [{ text: "{}" }] },
    { callId: "takeObservation", content: [{ text: await driver.observation() }] },
  ];
  for (let steps = 1; steps <= MOST_STEPS; steps += 1) {
    if (clock.now().getTime() > until) return { kind: "failed", steps, code: "ACT_TIMED_OUT" };
    try {
      const { calls } = await act.step(results);
      const made: CallResult[] = [];
      for (const call of calls) {
        if (call.name === "return") return { kind: "returned", steps };
        if (call.name === "throw") return { kind: "failed", steps, code: "ACT_GAVE_UP" };
        const text = call.name === "takeObservation" ? await driver.observation() : "null";
        if (call.name !== "takeObservation" && call.name !== "think") await driver.perform(call, task);
        made.push({ callId: call.callId, content: [{ text }] });
      }
      results = made;
    } catch (error) {
      return { kind: "failed", steps, code: codeOf(error) };
    }
  }
  return { kind: "failed", steps: MOST_STEPS, code: "ACT_TOO_MANY_STEPS" };
}

function codeOf(error: unknown): string {
  return isAppError(error) ? error.code : "ACT_BROKE_OFF";
}
