import { AppError } from "@agentic-pm/errors";
import * as z from "zod";
import type { SocketRules } from "../network/socket-rules.ts";
import { askAsDeveloper } from "./developer-access.ts";

/** A function as Lambda would start it: its variables with a session of its role, and its code. */
export interface FunctionEnvironment {
  readonly functionName: string;
  readonly arn: string;
  readonly handler: string;
  /** The folder with the deployed bundle. */
  readonly taskRoot: string;
  /** Seconds. */
  readonly timeout: number;
  /** MB. */
  readonly memorySize: number;
  readonly logGroupName: string;
  /** The names of the variables that the template gives it. */
  readonly own: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
  /** What its network carries; absent where it stands in none. */
  readonly socketRules?: SocketRules | undefined;
}

const Answer = z.object({
  functionName: z.string(),
  arn: z.string(),
  handler: z.string(),
  taskRoot: z.string(),
  timeout: z.number(),
  memorySize: z.number(),
  logGroupName: z.string(),
  own: z.array(z.string()),
  variables: z.record(z.string(), z.string()),
  // The cloud's own; the worker takes it as it is.
  socketRules: z.custom<SocketRules>((value) => typeof value === "object" && value !== null).optional(),
});

/**
 * Asks the cloud that runs on a data folder for a function's environment. The session in it ends after six hours.
 * @throws AppError CLOUD_NOT_RUNNING, CLOUD_FILE_MALFORMED, FUNCTION_NOT_DEPLOYED.
 */
export async function openFunctionEnvironment(dataDir: string, functionName: string): Promise<FunctionEnvironment> {
  const answer = await askAsDeveloper(dataDir, "OpenFunctionEnvironment", { FunctionName: functionName });
  if (answer.status === 200) return Answer.parse(answer.body);
  const said = JSON.stringify(answer.body);
  throw new AppError("FUNCTION_NOT_DEPLOYED", {
    cause: `The cloud on ${dataDir} does not give out the function ${functionName}: ${said}`,
    remedy: "Check the name; if its service is new, start the cloud again with `npm start`, or deploy the service.",
  });
}
