import * as z from "zod";
import { HandleView } from "./handles.ts";
import { SanitisedSignal, SignalFlag, SignalKind, SignalSourceName, VaultedSignal } from "./signals.ts";

/** The one tool that triage may answer with: it records, it does nothing. */
export const TRIAGE_TOOL = "record_triage";
/** The one tool that reasoning may answer with. */
export const RECOMMEND_TOOL = "recommend_actions";

/**
 * First content block of the triage message, as JSON: what code vouches for. The second block is the normalised text,
 * datamarked: every run of white space replaced by `marker`, which is random per call.
 */
export const TriageBrief = z.strictObject({
  task: z.literal("triage"),
  today: z.iso.date(),
  source: SignalSourceName,
  kind: SignalKind,
  fields: VaultedSignal.shape.fields,
  handles: z.array(HandleView).max(32),
  flags: z.array(SignalFlag),
  marker: z.string().min(1).max(40),
});
export type TriageBrief = z.infer<typeof TriageBrief>;

/** An earlier signal that shares an entity or a topic with the one at hand; its summary is datamarked too. */
export const RelatedSignal = z.strictObject({
  source: SignalSourceName,
  kind: SignalKind,
  topic: SanitisedSignal.shape.topic,
  severity: SanitisedSignal.shape.severity,
  dates: SanitisedSignal.shape.dates,
  flags: SanitisedSignal.shape.flags,
  fields: SanitisedSignal.shape.fields,
  correlations: z.array(z.string().regex(/^[0-9a-f]{16}$/)).max(32),
  summary: z.string().max(400),
});
export type RelatedSignal = z.infer<typeof RelatedSignal>;

/**
 * An entry that already stands in an artefact, so that it is not recommended twice. A model once wrote its title: a
 * brief carries it datamarked.
 */
export const ArtefactView = z.strictObject({
  artefact: z.enum(["raid_log", "decision_log", "delivery_state", "backlog_summary"]),
  title: z.string().max(400),
  correlations: z.array(z.string().regex(/^[0-9a-f]{16}$/)).max(8),
});
export type ArtefactView = z.infer<typeof ArtefactView>;

/**
 * The only content block of the reasoning message, as JSON. Whatever a model wrote from strangers' text is datamarked:
 * `signal.summary`, the related summaries and the artefacts' titles.
 */
export const RecommendBrief = z.strictObject({
  task: z.literal("recommend"),
  today: z.iso.date(),
  signal: z.strictObject({ ...SanitisedSignal.shape, summary: z.string().max(1200) }),
  related: z.array(RelatedSignal).max(12),
  artefacts: z.array(z.strictObject({ ...ArtefactView.shape, title: z.string().max(1600) })).max(40),
  marker: z.string().min(1).max(40),
});
export type RecommendBrief = z.infer<typeof RecommendBrief>;

/** Replaces every run of white space by the marker, so that a model can tell data from instructions anywhere in it. */
export function datamark(text: string, marker: string): string {
  return text.split(/\s+/u).join(marker);
}

/** The inverse of `datamark`, with single blanks. */
export function undatamark(marked: string, marker: string): string {
  return marked.split(marker).join(" ");
}
