import { AppError } from "@agentic-pm/errors";

/** What a deploy asks of the framework. Each rejects when the framework fails. */
export interface DeployTools {
  /** The newest deployment that could be rolled back to; undefined when the service was never deployed. */
  lastDeployment(service: string): Promise<string | undefined>;
  /** The service's own steps are part of it: platform's are the migrations. */
  deploy(service: string): Promise<void>;
  /** Calls what stands there with harmless events; rejects when an answer is not what it should be. */
  smokeTest(): Promise<void>;
  rollBack(service: string, deployment: string): Promise<void>;
  say(line: string): void;
}

interface Done {
  readonly service: string;
  readonly before: string | undefined;
}

/**
 * Deploys the services one after another, and tries out what stands. When a step fails, what was deployed is rolled back
 * in the opposite order. Migrations are only ever added to, so that the code before runs on the schema after.
 * @throws AppError DEPLOY_FAILED saying which step failed, what was rolled back and what could not be.
 */
export async function deployStage(services: readonly string[], tools: DeployTools): Promise<void> {
  const done: Done[] = [];
  let step = "nothing yet";
  try {
    for (const service of services) {
      step = `deploying ${service}`;
      const before = await tools.lastDeployment(service);
      // Counted before it begins: a deploy that breaks off half-way has to be rolled back as well.
      done.push({ service, before });
      tools.say(step);
      await tools.deploy(service);
    }
    step = "the smoke test";
    tools.say(step);
    await tools.smokeTest();
  } catch (error) {
    throw failure(step, error, await rollBackAll(done, tools));
  }
}

async function rollBackAll(done: readonly Done[], tools: DeployTools): Promise<readonly string[]> {
  const outcomes: string[] = [];
  for (const { service, before } of done.toReversed()) {
    if (before === undefined) {
      outcomes.push(`${service} was never deployed before and was left as it is`);
      continue;
    }
    try {
      await tools.rollBack(service, before);
      outcomes.push(`${service} is back at ${before}`);
    } catch (error) {
      outcomes.push(`${service} could NOT be rolled back to ${before}: ${messageOf(error)}`);
    }
  }
  return outcomes;
}

function failure(step: string, error: unknown, outcomes: readonly string[]): AppError {
  return new AppError("DEPLOY_FAILED", {
    cause: `Failed at ${step}: ${messageOf(error)}. ${outcomes.join("; ") || "Nothing had been deployed"}.`,
    remedy: "Mend what the step says, and push again; what could not be rolled back is rolled back by hand.",
  });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
