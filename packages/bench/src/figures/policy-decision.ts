import { join } from "node:path";
import { ROOT } from "@agentic-pm/packaging";
import * as z from "zod";
import type { Figure } from "../figure.ts";
import { runForJson } from "../processes/run-process.ts";

const Answer = z.object({ p50Us: z.number(), p99Us: z.number(), decisions: z.number() });

export const policyDecision: Figure = {
  id: "policy-decision",
  issue: "B",
  what: "policy decision p50: handles resolved, every rule asked",
  unit: "µs",
  reach: "<= 50",
  async measure(lab) {
    lab.progress("ruling on actions of every type");
    const script = join(ROOT, "services", "executor", "bench", "policy.ts");
    const { p50Us, p99Us, decisions } = (await runForJson(Answer, [script])).answer;
    return { value: p50Us, note: `p99 ${p99Us.toFixed(1)} µs over ${decisions} decisions` };
  },
};
