import type { SanitiseEvent, TriageBrief, VaultedSignal } from "@agentic-pm/contracts";
import type { Finding } from "./normaliser/finding.ts";

/** Stands for a line break in datamarked text. */
export const LINE_MARK = "\u00B6";

/** The trusted half of the triage message. */
export function triageBrief(facts: {
  readonly event: SanitiseEvent;
  readonly raw: VaultedSignal;
  readonly findings: readonly Finding[];
  readonly today: string;
  readonly marker: string;
}): TriageBrief {
  const { event, raw, findings, today, marker } = facts;
  return {
    task: "triage",
    today,
    source: event.source,
    kind: event.kind,
    fields: raw.fields,
    handles: [...event.handles],
    flags: [...findings],
    marker,
  };
}
