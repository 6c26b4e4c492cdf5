import { expect, test } from "@jest/globals";
import type { OperatorApi, SignalOutcome } from "@agentic-pm/world";
import type { Screen } from "../terminal/screen.ts";
import { createNarrator } from "./narrator.ts";

const plain = (text: string | number | null | undefined): string => String(text);
const paint = { bold: plain, dim: plain, green: plain, yellow: plain, red: plain, cyan: plain };
const api = { signal: async () => undefined, action: async () => undefined } as unknown as OperatorApi;
const outcome = (signalId: string, kind: string, error: string): SignalOutcome => ({
  signalId,
  outcome: kind,
  actions: [],
  error,
});
const log = (message: string) => ({ logGroup: "g", logStream: "s", timestamp: 0, message });

test("a failure's remedy is the one that the function logged, told once for each code", async () => {
  const lines: string[] = [];
  const line = (words: string): void => void lines.push(words);
  const screen: Screen = { begin: line, done: line, line, warn: line, paint };
  const narrator = createNarrator(screen, api);
  const error = { code: "MODEL_UNAVAILABLE", cause: "No answer.", remedy: "Look at the model." };
  narrator.logged(log(JSON.stringify({ code: "INVOCATION_FAILED", error })));
  narrator.logged(log('torn "remedy" line'));
  narrator.outcome(outcome("sig_1", "failed", "MODEL_UNAVAILABLE"));
  narrator.outcome(outcome("sig_2", "failed", "MODEL_UNAVAILABLE"));
  narrator.outcome(outcome("sig_3", "quarantined", "CANARY_ECHOED"));
  await narrator.finished();
  expect(lines).toEqual([
    "✘ ?  sig_1: MODEL_UNAVAILABLE",
    "  → MODEL_UNAVAILABLE: Look at the model.",
    "✘ ?  sig_2: MODEL_UNAVAILABLE",
    "⊘ ?  sig_3: quarantined (CANARY_ECHOED)",
  ]);
  expect(narrator.failures).toBe(2);
});
