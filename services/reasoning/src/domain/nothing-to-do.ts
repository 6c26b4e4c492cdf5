import type { SanitisedSignal, Topic } from "@agentic-pm/contracts";

const SILENT: ReadonlySet<Topic> = new Set<Topic>(["newsletter", "notification", "other"]);

/** Signals that nobody would act on: no model is asked about them. */
export function isNothingToDo({ topic, severity }: SanitisedSignal): boolean {
  return SILENT.has(topic) && severity === "none";
}
