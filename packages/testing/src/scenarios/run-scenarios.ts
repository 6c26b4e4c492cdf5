import { Buffer } from "node:buffer";
import { join } from "node:path";
import { embeddedProvider } from "@agentic-pm/local-cloud";
import { packageServices, ROOT } from "@agentic-pm/packaging";
import type { Sandbox } from "@agentic-pm/sandbox";
import { connect, OperatorApi, runMainJob, startWorld, type World } from "@agentic-pm/world";
import * as z from "zod";
import { differences } from "./compare.ts";
import { deliver, type Delivered, type Stage } from "./deliver-scenario.ts";
import { loadScenarios, type LoadedScenario } from "./load-scenarios.ts";
import { observedOf, type ObservedAction } from "./observed.ts";

/** How one scenario ended. */
export interface ScenarioResult {
  readonly file: string;
  readonly title: string;
  readonly expected: number;
  /** What is wrong, in words; empty when everything is right. */
  readonly differences: readonly string[];
  readonly actions: readonly ObservedAction[];
}

export interface ScenarioRun {
  readonly model: string;
  readonly results: readonly ScenarioResult[];
  readonly signals: number;
  /** Mails and notices that the vendors accepted, against those that were executed. */
  readonly outgoing: { readonly reached: number; readonly executed: number };
  readonly milliseconds: number;
}

/**
 * Runs scenario files over one world that is booted for them in `dataDir`, with the embedded model: everything that
 * arrives first, then everything that arrives later. Throws SCENARIO_INVALID before anything is booted.
 */
export async function runScenarios(files: readonly string[], options: { dataDir: string }): Promise<ScenarioRun> {
  const scenarios = loadScenarios(files);
  const services = await packageServices();
  const began = performance.now();
  const world = await startWorld({
    dataDir: options.dataDir,
    cacheDir: join(ROOT, ".cache"),
    services,
    model: embeddedProvider(),
    seed: "empty",
  });
  try {
    const api = new OperatorApi(connect(options.dataDir));
    const played = await play(scenarios, { world, api });
    const run = await judged(played, { world, api });
    api.close();
    return { ...run, milliseconds: Math.round(performance.now() - began) };
  } finally {
    await world.close();
  }
}

interface Cast {
  readonly world: World;
  readonly api: OperatorApi;
}

interface Played {
  readonly today: Date;
  readonly parts: readonly { readonly scenario: LoadedScenario; readonly delivered: Delivered }[];
}

async function play(scenarios: readonly LoadedScenario[], { world, api }: Cast): Promise<Played> {
  const today = new Date();
  const stage: Stage = { sandbox: world.sandbox, today, agentAccountId: await agentAccountOf(world.sandbox) };
  const parts = scenarios.map((scenario) => ({ scenario, delivered: { keys: new Map(), origins: new Set<string>() } }));
  const never = new AbortController().signal;
  for (const { scenario, delivered } of parts) await deliver(scenario.given, delivered, stage);
  await runMainJob(api, never);
  for (const { scenario, delivered } of parts)
    if (scenario.later !== undefined) await deliver(scenario.later, delivered, stage);
  await runMainJob(api, never);
  return { today, parts };
}

async function judged({ today, parts }: Played, { world, api }: Cast): Promise<Omit<ScenarioRun, "milliseconds">> {
  const [signals, actions, effects] = await Promise.all([api.signals(), api.actions(), world.sandbox.effects()]);
  const results = parts.map(({ scenario, delivered }) => {
    const observed = observedOf(delivered, { signals, actions, effects });
    return {
      file: scenario.file,
      title: scenario.title,
      expected: scenario.then.length,
      differences: differences(scenario, observed, { delivered, today }),
      actions: observed.actions,
    };
  });
  const sent = effects.filter(({ kind }) => kind === "sendMail" || kind === "email").length;
  const executed = actions.filter(
    ({ type, status }) => (type === "mail.send" || type === "operator.notify") && status === "executed",
  ).length;
  return { model: world.modelLabel, results, signals: signals.length, outgoing: { reached: sent, executed } };
}

/** The account in whose name the product comments, as Jira tells it. */
async function agentAccountOf({ jira }: Sandbox): Promise<string> {
  const authorization = `Basic ${Buffer.from(`${jira.email}:${jira.apiToken}`).toString("base64")}`;
  const answer = await fetch(`${jira.baseUrl}/rest/api/3/myself`, { headers: { authorization } });
  return z.object({ accountId: z.string() }).parse(await answer.json()).accountId;
}
