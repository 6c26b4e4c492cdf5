import {
  SanitisedSignal,
  type SanitiseEvent,
  type SignalFlag,
  type TriageOutput,
  type VaultedSignal,
} from "@agentic-pm/contracts";
import type { Finding } from "./normaliser/finding.ts";
import { normalise } from "./normaliser/normalise.ts";
import { withoutPlaceholders } from "./triage-answer.ts";

/** What code knows by itself; a model's word on it is not taken. */
const FOUND_BY_CODE: ReadonlySet<SignalFlag> = new Set<SignalFlag>([
  "automatic",
  "truncated",
  "hidden_text_removed",
  "encoded_text_decoded",
  "confusable_characters",
]);
const LONGEST_SUMMARY = 280;

export interface TriageFacts {
  readonly event: SanitiseEvent;
  readonly raw: VaultedSignal;
  readonly findings: readonly Finding[];
  readonly output: TriageOutput;
}

/** The sanitised signal: the model's closed values, and everything that can be known without it set by code. */
export function sanitisedSignal({ event, raw, findings, output }: TriageFacts): SanitisedSignal {
  const { status, priority, dueDate, sprintState, sprintEnd, receivedAt } = raw.fields;
  return SanitisedSignal.parse({
    schemaVersion: 1,
    signalId: event.signalId,
    source: event.source,
    kind: event.kind,
    topic: output.topic,
    severity: output.severity,
    entities: unique(output.entities),
    handles: event.handles,
    dates: unique(output.dates),
    quantities: output.quantities,
    flags: mergedFlags(raw, findings, output.flags),
    fields: { status, priority, dueDate, sprintState, sprintEnd, receivedAt },
    quote: { handle: "Q1", sha256: event.rawSha256, length: event.rawLength },
    summary: plainSummary(output.summary),
  });
}

function mergedFlags(raw: VaultedSignal, findings: readonly Finding[], claimed: readonly SignalFlag[]): SignalFlag[] {
  const flags = claimed.filter((flag) => !FOUND_BY_CODE.has(flag));
  if (raw.fields.automatic) flags.push("automatic");
  if (raw.fields.truncated) flags.push("truncated");
  return unique([...flags, ...findings]);
}

function plainSummary(summary: string): string {
  return withoutPlaceholders(normalise(summary).text).slice(0, LONGEST_SUMMARY).toWellFormed();
}

function unique<Value extends string>(values: readonly Value[]): Value[] {
  return [...new Set(values)].sort();
}
