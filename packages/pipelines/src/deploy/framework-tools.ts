import { join } from "node:path";
import { ROOT, servicesInDeployOrder } from "@agentic-pm/packaging";
import type { DeployTools } from "./deploy-stage.ts";

/** Runs a command in a folder and answers its standard output; rejects when its exit code is not 0. */
export type RunCommand = (command: readonly string[], folder: string) => Promise<string>;

/** Functions that do nothing when they are called with an empty day, and the events to call them with. */
const SMOKE_CALLS = [
  { service: "platform", function: "migrate", event: "events/migrate.json" },
  { service: "executor", function: "intake", event: "events/intake.json" },
] as const;

/** What the framework's commands do not tell or do. */
export interface StageTools {
  /** The template that a stack stands on; undefined where there is no such stack. */
  readonly templateOf: (stackName: string) => Promise<string | undefined>;
  readonly canaries: () => Promise<void>;
}

/** The tools of a deploy by the framework's own commands, in each service's folder. */
export function frameworkTools(stage: string, run: RunCommand, { templateOf, canaries }: StageTools): DeployTools {
  const folders = new Map(servicesInDeployOrder().map(({ name, folder }) => [name, folder]));
  const serverless = (service: string, ...words: readonly string[]): Promise<string> =>
    run([join(ROOT, "node_modules", ".bin", "serverless"), ...words, "--stage", stage], folders.get(service) ?? ROOT);
  const invoke = (name: string, service: string, event: string): Promise<string> =>
    serverless(service, "invoke", "--function", name, "--path", event);
  return {
    lastDeployment: async (service) => timestampOf((await templateOf(`agentic-pm-${service}-${stage}`)) ?? ""),
    deploy: async (service) => void (await serverless(service, "deploy", "--package", ".serverless")),
    smokeTest: async () => {
      for (const call of SMOKE_CALLS) await invoke(call.function, call.service, call.event);
      await canaries();
    },
    rollBack: async (service, deployment) => void (await serverless(service, "rollback", "--timestamp", deployment)),
    say: (line) => void process.stdout.write(`${line}\n`),
  };
}

/**
 * The timestamp of the deployment whose code a template names. The newest upload is another one after a rollback, or
 * after a deploy that failed.
 */
export function timestampOf(template: string): string | undefined {
  return /"serverless\/[\w-]+\/[\w-]+\/(\d{13})-/.exec(template)?.[1];
}
