import { spawn } from "node:child_process";
import { appendFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { ROOT } from "@agentic-pm/packaging";
import type { Figure } from "../figure.ts";
import type { Lab } from "../lab.ts";
import { lastWords, runProcess } from "../processes/run-process.ts";
import { copyOfTree } from "./packaging.ts";

const TEN_MINUTES = 600_000;
const CHANGED = join("src", "functions", "sanitise.ts");

interface Deploys {
  /** Milliseconds of the whole compose file, and of one changed function alone. */
  readonly whole: number;
  readonly oneFunction: number;
}

/** Deploys a copy of the tree into an empty cloud, with the framework's own commands. */
async function deploys(lab: Lab): Promise<Deploys> {
  const folder = copyOfTree(lab);
  const data = lab.path("deploy");
  const main = join(ROOT, "packages", "cli", "src", "main.ts");
  const cloud = spawn(process.execPath, [main, "cloud", "--json", "--data", data], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const ended = new Promise((resolve) => cloud.once("exit", resolve));
  try {
    // Its first words say that it is up.
    await new Promise<void>((resolve, reject) => {
      cloud.stdout.once("data", () => resolve());
      cloud.once("exit", (code) => reject(new Error(`the cloud ended with ${code}`)));
    });
    const serverless = frameworkIn(join(data, "owner.env"));
    lab.progress("deploying the whole compose file");
    const whole = await serverless(folder, ["deploy"]);
    lab.progress("deploying one changed function");
    const triage = join(folder, "services", "triage");
    appendFileSync(join(triage, CHANGED), "\nexport const measuredDeploy = true;\n");
    return { whole, oneFunction: await serverless(triage, ["deploy", "function", "--function", "sanitise"]) };
  } finally {
    cloud.kill("SIGINT");
    await ended;
  }
}

/** Runs the framework with what an environment file says, and tells how long it took. */
function frameworkIn(environmentFile: string) {
  const text = readFileSync(environmentFile, "utf8").replaceAll(/^export /gm, "");
  const variables = Object.entries(parseEnv(text)).map(([name, value]) => [name, value ?? ""]);
  const env: Record<string, string> = { SLS_NOTIFICATIONS_MODE: "off", ...Object.fromEntries(variables) };
  const command = join(ROOT, "node_modules", "serverless", "bin", "serverless.js");
  return async (cwd: string, words: readonly string[]): Promise<number> => {
    const run = await runProcess(process.execPath, [command, ...words], { cwd, env, limitMs: TEN_MINUTES });
    if (run.code !== 0) throw new Error(`serverless ${words.join(" ")} ${lastWords(run)}`);
    return run.milliseconds;
  };
}

export const deployWhole: Figure = {
  id: "deploy-compose",
  issue: "D",
  what: "serverless deploy of the whole compose file into an empty local cloud",
  unit: "s",
  reach: "<= 60",
  async measure(lab) {
    const { whole } = await lab.once("deploys", () => deploys(lab));
    return { value: whole / 1000, note: "nothing packaged before; seven services" };
  },
};

export const deployOneFunction: Figure = {
  id: "deploy-function",
  issue: "D",
  what: "serverless deploy function after a change of it",
  unit: "s",
  reach: "<= 10",
  async measure(lab) {
    const { oneFunction } = await lab.once("deploys", () => deploys(lab));
    return { value: oneFunction / 1000 };
  },
};
