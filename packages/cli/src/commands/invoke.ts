import { AppError } from "@agentic-pm/errors";
import { openFunctionEnvironment, resolveEvent, runOnce } from "@agentic-pm/local-cloud";
import { serviceOf } from "../invoke/find-function.ts";
import { readEvent } from "../invoke/read-event.ts";
import type { CommonOptions } from "../verb-options.ts";

export interface InvokeOptions extends CommonOptions {
  readonly event?: string;
}

const STAGE = "dev";

/**
 * `agentic-pm invoke`: the deployed bundle of a function, once, with its role's session and its variables, against the
 * cloud that runs. Its answer goes to standard output, its log to standard error.
 * @throws AppError of the cloud, of the event, or FUNCTION_FAILED's own code where the handler fails.
 */
export async function invoke(serviceName: string, functionName: string, options: InvokeOptions): Promise<void> {
  const service = serviceOf(serviceName, functionName);
  const given = readEvent(service.folder, functionName, options.event);
  const deployed = `agentic-pm-${service.name}-${STAGE}-${functionName}`;
  const opened = await openFunctionEnvironment(options.data, deployed);
  const event = await resolveEvent(options.data, given);
  const outcome = await runOnce(opened, event, (text) => process.stderr.write(text));
  if (!outcome.ok) throw failureOf(functionName, outcome.error);
  const answer: unknown = JSON.parse(outcome.payload);
  const shown = options.json ? { function: deployed, answer } : answer;
  process.stdout.write(`${JSON.stringify(shown, null, 2)}\n`);
}

/** The handler's own error: our functions put their remedy behind their cause. */
function failureOf(functionName: string, error: { errorType: string; errorMessage: string }): AppError {
  const [cause = "", remedy] = error.errorMessage.split(" Remedy: ");
  return new AppError(error.errorType, {
    cause,
    remedy: remedy ?? `Look at what ${functionName} wrote above.`,
    details: { function: functionName },
  });
}
