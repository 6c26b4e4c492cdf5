import { isAppError } from "@agentic-pm/errors";
import { AwsError } from "../gateway/aws-error.ts";

/** What keeps a template from being applied, and what to do about it. */
export interface PlanProblem {
  /** The resource's logical id, or the section and name, e.g. "Outputs.Table". */
  readonly subject: string;
  /** The property's path inside it. */
  readonly path: string;
  readonly cause: string;
  readonly remedy: string;
}

/** What a fault in the template says, without saying the place twice. @throws what is no fault of the template. */
export function problemOf(subject: string, error: unknown): PlanProblem {
  if (error instanceof AwsError) return { subject, path: "", cause: `${error.code}: ${error.message}`, remedy: "" };
  if (!isAppError(error)) throw error;
  const details = error.details as { readonly subject?: string; readonly path?: string } | undefined;
  const { subject: named = subject, path = "" } = details ?? {};
  const cause = error.message.slice(error.message.indexOf(": ") + 2);
  return { subject: named, path: path.replace(/^Properties\.?/, ""), cause, remedy: error.remedy };
}

/** The first problem of each place. */
export function onePerPlace(problems: readonly PlanProblem[]): readonly PlanProblem[] {
  const places = new Map<string, PlanProblem>();
  for (const problem of problems) {
    const place = `${problem.subject}\n${problem.path}`;
    if (!places.has(place)) places.set(place, problem);
  }
  return [...places.values()];
}
