import { isAppError, toErrorReport } from "@agentic-pm/errors";
import { CommanderError } from "commander";

/** Says what failed and what to do about it, in words or as JSON. Returns the exit code. */
export function reportFailure(error: unknown, json: boolean): number {
  if (error instanceof CommanderError) return error.exitCode;
  const report = toErrorReport(error);
  if (json) {
    process.stdout.write(`${JSON.stringify({ error: report }, null, 2)}\n`);
    return 1;
  }
  process.stderr.write(`${report.code}: ${report.cause}\n→ ${report.remedy}\n`);
  // A bug's trace helps whoever reports it; an expected failure's would only be in the way.
  if (!isAppError(error) && error instanceof Error && error.stack !== undefined) {
    process.stderr.write(`${error.stack}\n`);
  }
  return 1;
}
