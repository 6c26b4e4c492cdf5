import { readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ROOT } from "@agentic-pm/packaging";
import { evaluate, type EvaluationFigures, readCases } from "@agentic-pm/travel-language";
import type { Figure } from "../figure.ts";
import type { Lab } from "../lab.ts";

const FOLDER = join(ROOT, "packages", "travel-language", "evaluation");

function figures(lab: Lab): Promise<EvaluationFigures> {
  return lab.once("understanding", async () => {
    lab.progress("reading every written request");
    return evaluate(
      readdirSync(FOLDER)
        .filter((name) => name.endsWith(".jsonl"))
        .toSorted()
        .flatMap((name) => readCases(pathToFileURL(join(FOLDER, name)))),
    );
  });
}

export const rightOrAsked: Figure = {
  id: "travel-right-or-asked",
  issue: "C",
  what: "written requests understood rightly or asked about",
  unit: "%",
  reach: ">= 97",
  async measure(lab) {
    const { cases, rightOrAsked: share, clear, clearUnderstood } = await figures(lab);
    const note =
      `${cases} requests; of the ${clear} that are clear ${clearUnderstood} were understood without asking ` +
      `(${((100 * clearUnderstood) / clear).toFixed(1)} %)`;
    return { value: 100 * share, note };
  },
};

export const wrongAndNotAsked: Figure = {
  id: "travel-wrong-not-asked",
  issue: "C",
  what: "written requests understood wrongly and not asked about",
  unit: "requests",
  reach: "<= 0",
  async measure(lab) {
    const { cases, wrongAndNotAsked: wrong } = await figures(lab);
    return { value: wrong.length, note: `of ${cases}${wrong.length === 0 ? "" : `: ${wrong.join("; ")}`}` };
  },
};
