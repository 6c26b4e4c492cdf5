import { appendFileSync, cpSync, existsSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "@agentic-pm/packaging";
import * as z from "zod";
import type { Figure } from "../figure.ts";
import type { Lab } from "../lab.ts";
import { runForJson } from "../processes/run-process.ts";

const Packaged = z.array(z.object({ name: z.string(), packaged: z.boolean(), milliseconds: z.number() }));

interface PackagingRun {
  /** Services that were packaged again. */
  readonly again: readonly string[];
  readonly milliseconds: number;
}

const NOT_COPIED = new Set([".git", ".agentic-pm", ".cache"]);
const CHANGED = join("services", "triage", "src", "functions", "sanitise.ts");

/** A copy of the tree, so that the real one is neither changed nor packaged; third-party packages are not copied. */
export function copyOfTree(lab: Lab): string {
  const copy = lab.path("tree");
  if (existsSync(copy)) return copy;
  cpSync(ROOT, copy, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (source) => {
      const name = source.slice(ROOT.length + 1);
      return !NOT_COPIED.has(name) && name !== "node_modules";
    },
  });
  symlinkSync(join(ROOT, "node_modules"), join(copy, "node_modules"), "dir");
  return copy;
}

async function packageTree(folder: string, options: readonly string[] = []): Promise<PackagingRun> {
  const script = [join(folder, "packages", "cli", "src", "main.ts"), "package", "--json", ...options];
  const { answer, milliseconds } = await runForJson(Packaged, script, { cwd: folder });
  return { again: answer.filter(({ packaged }) => packaged).map(({ name }) => name), milliseconds };
}

interface Packagings {
  readonly cold: PackagingRun;
  readonly unchanged: PackagingRun;
  readonly changed: PackagingRun;
}

async function packagings(lab: Lab): Promise<Packagings> {
  lab.progress("packaging a copy of the tree");
  const folder = copyOfTree(lab);
  const cold = await packageTree(folder, ["--force"]);
  const unchanged = await packageTree(folder);
  lab.progress(`packaging the copy after a change of ${CHANGED}`);
  appendFileSync(join(folder, CHANGED), "\n// A change, for the measurement.\n");
  return { cold, unchanged, changed: await packageTree(folder) };
}

export const packagingCold: Figure = {
  id: "packaging-cold",
  issue: "D",
  what: "packaging every service with nothing kept",
  unit: "s",
  reach: "<= 25",
  async measure(lab) {
    const { cold } = await lab.once("packaging", () => packagings(lab));
    return { value: cold.milliseconds / 1000, note: `${cold.again.length} services, two at a time` };
  },
};

export const packagingUnchanged: Figure = {
  id: "packaging-unchanged-time",
  issue: "D",
  what: "packaging when nothing changed",
  unit: "s",
  reach: "<= 3",
  async measure(lab) {
    const { unchanged } = await lab.once("packaging", () => packagings(lab));
    return { value: unchanged.milliseconds / 1000, note: `the whole command${named(unchanged)}` };
  },
};

export const nothingRepackaged: Figure = {
  id: "packaging-unchanged",
  issue: "A",
  what: "services packaged again when nothing changed",
  unit: "services",
  reach: "<= 0",
  async measure(lab) {
    const { unchanged } = await lab.once("packaging", () => packagings(lab));
    return {
      value: unchanged.again.length,
      note: `the whole command took ${Math.round(unchanged.milliseconds)} ms${named(unchanged)}`,
    };
  },
};

export const changedServiceAlone: Figure = {
  id: "packaging-alone",
  issue: "A",
  what: "services packaged again when one changed",
  unit: "services",
  reach: "<= 1",
  async measure(lab) {
    const { changed } = await lab.once("packaging", () => packagings(lab));
    if (changed.again.length === 0) throw new Error("the changed service was not packaged again");
    return {
      value: changed.again.length,
      note: `the whole command took ${(changed.milliseconds / 1000).toFixed(1)} s${named(changed)}`,
    };
  },
};

function named({ again }: PackagingRun): string {
  return again.length === 0 ? "" : `; packaged: ${again.join(", ")}`;
}
