import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { embeddedProvider, startCloud, type LocalCloud } from "@agentic-pm/local-cloud";
import { ROOT } from "@agentic-pm/packaging";
import { parse } from "yaml";
import type { CommonOptions } from "../verb-options.ts";
import { createScreen } from "../terminal/screen.ts";
import { modelProvider } from "../up/model-option.ts";
import { orStopped, stopOnSignals } from "../up/stop.ts";

export interface CloudVerbOptions extends CommonOptions {
  readonly port?: number;
  readonly model: string;
}

const STAGE = "dev";
const DEPLOY_ROLE = `agentic-pm-deploy-${STAGE}`;
/** Sessions last an hour: files with new ones are there in time. */
const RENEW_EVERY_MS = 50 * 60_000;
/** The framework asks for a stack's events every five seconds unless told; here they are there at once. */
const POLL_EVERY_MS = 250;

/**
 * `agentic-pm cloud`: the local cloud with nothing in it but the deploy bootstrap, to deploy into with the framework's
 * own commands. Two files in the data folder hold the environment for it; whatever is deployed is there at the next start.
 */
export async function cloud(options: CloudVerbOptions): Promise<void> {
  const dataDir = resolve(options.data);
  const screen = createScreen(options.json ? process.stderr : process.stdout);
  const stop = stopOnSignals();
  const model = options.model === "embedded" ? embeddedProvider() : modelProvider(options.model, process.env);
  const running = await startCloud({
    dataDir: join(dataDir, "cloud"),
    cacheDir: join(ROOT, ".cache"),
    services: [],
    templates: [{ stackName: DEPLOY_ROLE, template: bootstrapTemplate() }],
    model,
    ...(options.port === undefined ? {} : { port: options.port }),
  });
  const files = writeEnvironments(running, dataDir);
  const renewal = setInterval(() => writeEnvironments(running, dataDir), RENEW_EVERY_MS);
  try {
    if (options.json) process.stdout.write(`${JSON.stringify({ endpoint: running.endpoint, ...files })}\n`);
    screen.line(`A local cloud to deploy into, at ${running.endpoint}. In another terminal:`);
    screen.line(`  . ${files.owner}    # the account's owner: the first deploy, which makes the permission boundaries`);
    screen.line(`  . ${files.deployer}   # the pipeline's role of deploy/bootstrap.yml: every deploy after that`);
    screen.line("  npx serverless deploy      # all services, or one in its folder; info, invoke -f, logs -f, remove");
    screen.line(screen.paint.dim("Ctrl-C ends it; what was deployed is there at the next start."));
    await orStopped(stop, new Promise<never>(() => undefined)).catch(() => undefined);
  } finally {
    clearInterval(renewal);
    await running.close();
  }
}

function bootstrapTemplate() {
  return parse(readFileSync(join(ROOT, "deploy", "bootstrap.yml"), "utf8")) as Record<string, never>;
}

/** Writes, for this user only, what a shell has to know to deploy as the one or the other. */
function writeEnvironments(
  running: LocalCloud,
  dataDir: string,
): { readonly owner: string; readonly deployer: string } {
  const files = { owner: join(dataDir, "owner.env"), deployer: join(dataDir, "deploy.env") };
  writeFileSync(files.owner, environment(running, running.ownerSession()), { mode: 0o600 });
  writeFileSync(files.deployer, environment(running, running.sessionOf(DEPLOY_ROLE, "deploy")), { mode: 0o600 });
  return files;
}

function environment({ endpoint }: LocalCloud, session: ReturnType<LocalCloud["ownerSession"]>): string {
  const variables = {
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: session.accessKeyId,
    AWS_SECRET_ACCESS_KEY: session.secretAccessKey,
    AWS_SESSION_TOKEN: session.sessionToken,
    SLS_AWS_MONITORING_FREQUENCY: String(POLL_EVERY_MS),
  };
  return Object.entries(variables)
    .map(([name, value]) => `export ${name}='${value}'\n`)
    .join("");
}
