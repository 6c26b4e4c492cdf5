import { ROOT } from "@agentic-pm/packaging";
import type { Figure } from "../figure.ts";
import { lastWords, runProcess } from "../processes/run-process.ts";

const TEN_MINUTES = 600_000;

export const freshClone: Figure = {
  id: "fresh-clone",
  issue: "A",
  what: "npm start -- --once from a fresh clone with empty caches",
  unit: "s",
  reach: "<= 120",
  async measure(lab) {
    if (!lab.options.clone) throw new Error("not run: it downloads every package; ask for it with --clone");
    const folder = lab.path("clone");
    lab.progress("cloning what is committed");
    const cloned = await runProcess("git", ["clone", "--quiet", "--no-local", ROOT, folder]);
    if (cloned.code !== 0) throw new Error(lastWords(cloned));
    lab.progress("npm start -- --once in the clone, with empty caches");
    const run = await runProcess("npm", ["start", "--", "--once", "--data", lab.path("clone-data")], {
      cwd: folder,
      env: {
        npm_config_cache: lab.path("npm-cache"),
        npm_config_store_dir: lab.path("pnpm-store"),
        XDG_CACHE_HOME: lab.path("cache"),
        XDG_STATE_HOME: lab.path("state"),
        XDG_DATA_HOME: lab.path("share"),
      },
      limitMs: TEN_MINUTES,
    });
    if (run.code !== 0) throw new Error(lastWords(run));
    return { value: run.milliseconds / 1000, note: `with its installation; ${lastLine(run.stdout)}` };
  },
};

function lastLine(text: string): string {
  return /^time .*$/m.exec(text)?.[0].replaceAll(/\s+/g, " ") ?? "";
}
