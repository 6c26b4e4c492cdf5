import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "@agentic-pm/packaging";
import * as z from "zod";
import type { Figure } from "../figure.ts";
import { runForJson } from "../processes/run-process.ts";

const Manifest = z.object({ scripts: z.record(z.string(), z.string()) });
const Answer = z.object({ results: z.array(z.object({ title: z.string(), differences: z.array(z.unknown()) })) });

export const benignScenarios: Figure = {
  id: "benign-scenarios",
  issue: "B",
  what: "benign scenarios in which exactly the expected actions came out",
  unit: "%",
  reach: ">= 100",
  async measure(lab) {
    const { scripts } = Manifest.parse(JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")));
    const command = scripts["scenarios"];
    if (command === undefined) throw new Error("there is no `pnpm scenarios` yet");
    lab.progress("running the scenarios of e2e/scenarios");
    const script = [...command.split(" ").slice(1), "--json"];
    const { results } = (await runForJson(Answer, script, { codes: [0, 1] })).answer;
    const missed = results.filter(({ differences }) => differences.length > 0).map(({ title }) => title);
    const passed = results.length - missed.length;
    const note = `${passed} of ${results.length}${missed.length === 0 ? "" : `; missed: ${missed.join("; ")}`}`;
    return { value: (100 * passed) / Math.max(results.length, 1), note };
  },
};
