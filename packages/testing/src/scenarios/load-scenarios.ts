import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { AppError } from "@agentic-pm/errors";
import { parse } from "yaml";
import { type Arrivals, type Scenario, ScenarioFile } from "./scenario-format.ts";

/** A scenario and the file that it stands in. */
export interface LoadedScenario extends Scenario {
  readonly file: string;
}

/** The scenario files of a folder, by name. */
export function scenarioFilesIn(folder: string): string[] {
  const names = readdirSync(folder).filter((name) => name.endsWith(".yml"));
  return names.toSorted().map((name) => join(folder, name));
}

/** Reads scenario files. Throws SCENARIO_INVALID that names the file, the scenario and the path of what is wrong. */
export function loadScenarios(files: readonly string[]): LoadedScenario[] {
  const loaded = files.flatMap(loadFile);
  const titles = new Set<string>();
  for (const { file, title } of loaded) {
    if (titles.has(title)) throw invalid(file, `two scenarios are called "${title}"`);
    titles.add(title);
  }
  return loaded;
}

function loadFile(path: string): LoadedScenario[] {
  const file = basename(path);
  const read = ScenarioFile.safeParse(yamlOf(path, file));
  if (!read.success) {
    const [issue] = read.error.issues;
    throw invalid(file, `at ${issue?.path.join(".") ?? "the top"}: ${issue?.message ?? "not a scenario file"}`);
  }
  return read.data.scenarios.map((scenario) => {
    checkAliases(scenario, file);
    return { ...scenario, file };
  });
}

function yamlOf(path: string, file: string): unknown {
  try {
    return parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw invalid(file, error instanceof Error ? error.message : String(error));
  }
}

function checkAliases(scenario: Scenario, file: string): void {
  const steps: Arrivals[] = [scenario.given, ...(scenario.later === undefined ? [] : [scenario.later])];
  const known = new Set(steps.flatMap(({ tickets }) => tickets.map(({ alias }) => alias)));
  const named = [
    ...steps.flatMap(({ comments, moves }) => [...comments, ...moves].map(({ on }) => on)),
    ...scenario.then.flatMap(({ on }) => (on !== undefined && /^[A-Z]/u.test(on) ? [on] : [])),
  ];
  const unknown = named.find((alias) => !known.has(alias));
  if (unknown !== undefined) throw invalid(file, `"${scenario.title}" names a ticket ${unknown} that it does not have`);
}

function invalid(file: string, cause: string): AppError {
  return new AppError("SCENARIO_INVALID", {
    cause: `${file}: ${cause}.`,
    remedy: "e2e/scenarios/README.md has the format on one screen.",
  });
}
