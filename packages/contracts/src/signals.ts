import * as z from "zod";
import { VaultCanary } from "./canary.ts";
import { canonicalHash } from "./canonical.ts";
import { Handle, HandleTable, HandleView } from "./handles.ts";
import { Sha256, SignalId } from "./ids.ts";
import { Readers } from "./labels.ts";

export const SignalSourceName = z.enum(["jira", "outlook"]);
export type SignalSourceName = z.infer<typeof SignalSourceName>;

export const SignalKind = z.enum(["ticket", "comment", "sprint", "mail"]);
export type SignalKind = z.infer<typeof SignalKind>;

/** The largest raw text `intake` puts in the vault, in UTF-8 bytes; what is over is cut, and the signal is flagged. */
export const MAX_RAW_TEXT_BYTES = 256 * 1024;

/** One piece of untrusted text, as it came. `html` is parsed by the normaliser, never rendered. */
export const RawText = z.strictObject({
  part: z.enum(["summary", "description", "comment", "subject", "body", "attachment_name", "goal"]),
  format: z.enum(["plain", "html", "adf"]),
  text: z.string(),
});
export type RawText = z.infer<typeof RawText>;

/** What lies in the vault: raw text, plus typed fields that the vendor (not the writer) vouches for. */
export const VaultedSignal = z.strictObject({
  schemaVersion: z.literal(1),
  signalId: SignalId,
  source: SignalSourceName,
  kind: SignalKind,
  /** Seen by no model and in no text: wherever else it turns up, vault text got out. */
  canary: VaultCanary,
  texts: z.array(RawText).max(32),
  fields: z.strictObject({
    status: z.string().max(60).nullable(),
    priority: z.string().max(40).nullable(),
    issueType: z.string().max(40).nullable(),
    dueDate: z.iso.date().nullable(),
    sprintState: z.enum(["active", "closed", "future"]).nullable(),
    sprintEnd: z.iso.date().nullable(),
    storyPoints: z.number().finite().nullable(),
    receivedAt: z.iso.datetime(),
    /** Automatic mail by its headers (Auto-Submitted, List-Unsubscribe, Precedence). */
    automatic: z.boolean(),
    truncated: z.boolean(),
  }),
});
export type VaultedSignal = z.infer<typeof VaultedSignal>;

/** The hash of a vault object: of everything in it, as it was stored and cut. */
export function rawHashOf(stored: VaultedSignal): string {
  return canonicalHash("agentic-pm/raw-signal/v1", stored);
}

/** Where a vault object lies: its key names its content, so that no later one can take its place. */
export function vaultKeyOf(signalId: SignalId, rawSha256: string): string {
  return `signals/${signalId}/${rawSha256}.json`;
}

/** A signal's row in the signals table: no text, only handles, hashes and state. */
export const SignalRecord = z.strictObject({
  signalId: SignalId,
  source: SignalSourceName,
  kind: SignalKind,
  projectKey: z.string(),
  externalId: z.string().max(400),
  receivedAt: z.iso.datetime(),
  vaultKey: z.string(),
  rawSha256: Sha256,
  rawLength: z.number().int().nonnegative(),
  /** `canaryHash` of the vault object's canary. */
  canarySha256: Sha256,
  handles: HandleTable,
  readers: Readers,
});
export type SignalRecord = z.infer<typeof SignalRecord>;

export const Topic = z.enum([
  "blocker",
  "risk",
  "milestone_slip",
  "scope_change",
  "decision",
  "completion",
  "question",
  "status_update",
  "newsletter",
  "notification",
  "other",
]);
export type Topic = z.infer<typeof Topic>;

export const Severity = z.enum(["none", "low", "medium", "high", "critical"]);
export type Severity = z.infer<typeof Severity>;

export const SignalFlag = z.enum([
  "blocked",
  "overdue",
  "due_soon",
  "needs_reply",
  "customer_facing",
  "mentions_money",
  "conflicting_dates",
  "automatic",
  "truncated",
  "hidden_text_removed",
  "encoded_text_decoded",
  "confusable_characters",
  "instruction_like_text",
]);
export type SignalFlag = z.infer<typeof SignalFlag>;

export const QuantityKind = z.enum(["story_points", "days", "percent", "money", "count"]);

/** What the triage model may say about a signal; the tool schema it answers with. Unknown keys are refused. */
export const TriageOutput = z.strictObject({
  topic: Topic,
  severity: Severity,
  entities: z.array(Handle).max(16),
  dates: z.array(z.iso.date()).max(8),
  quantities: z.array(z.strictObject({ kind: QuantityKind, value: z.number().finite().min(-1e9).max(1e9) })).max(8),
  flags: z.array(SignalFlag).max(13),
  summary: z.string().max(280),
});
export type TriageOutput = z.infer<typeof TriageOutput>;

/** Stage 1's only output. Its summary stays tainted for ever; everything else is typed and closed. */
export const SanitisedSignal = z.strictObject({
  schemaVersion: z.literal(1),
  signalId: SignalId,
  source: SignalSourceName,
  kind: SignalKind,
  topic: Topic,
  severity: Severity,
  entities: z.array(Handle).max(16),
  handles: z.array(HandleView).max(32),
  dates: z.array(z.iso.date()).max(8),
  quantities: TriageOutput.shape.quantities,
  flags: z.array(SignalFlag).max(13),
  fields: z.strictObject({
    status: z.string().max(60).nullable(),
    priority: z.string().max(40).nullable(),
    dueDate: z.iso.date().nullable(),
    sprintState: z.enum(["active", "closed", "future"]).nullable(),
    sprintEnd: z.iso.date().nullable(),
    receivedAt: z.iso.datetime(),
  }),
  quote: z.strictObject({ handle: z.literal("Q1"), sha256: Sha256, length: z.number().int().nonnegative() }),
  summary: z.string().max(280),
});
export type SanitisedSignal = z.infer<typeof SanitisedSignal>;
