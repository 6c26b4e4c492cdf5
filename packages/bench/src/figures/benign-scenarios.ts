import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "@agentic-pm/packaging";
import * as z from "zod";
import type { Figure } from "../figure.ts";
import { runForJson } from "../processes/run-process.ts";

const Manifest = z.object({ scripts: z.record(z.string(), z.string()) });
const Answer = z.object({ scenarios: z.number(), passed: z.number() });

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
    const { scenarios, passed } = (await runForJson(Answer, script, { cwd: ROOT, codes: [0, 1] })).answer;
    return { value: (100 * passed) / scenarios, note: `${passed} of ${scenarios}` };
  },
};
