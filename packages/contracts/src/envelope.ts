import * as z from "zod";
import { canonicalHash } from "./canonical.ts";
import { Labels } from "./labels.ts";

/** Who may hand something on. Each has a key of its own, so none can speak for another. */
export const SealingStage = z.enum([
  "intake",
  "sanitise",
  "recommend",
  "decide",
  "connect",
  "sanitise_request",
  "retrieve",
  "plan",
  "requote",
  "operator",
]);
export type SealingStage = z.infer<typeof SealingStage>;

/** The name of the execution that a hand-over belongs to: a signal's id (and "-r<n>" for a restart), or an approved action's id. */
export const ExecutionName = z.string().min(1).max(80);

/** What travels beside a hand-over: who sealed it, for which execution, the labels of the content, and the HMAC. */
export const Seal = z.strictObject({
  stage: SealingStage,
  executionName: ExecutionName,
  labels: Labels,
  /** HMAC-SHA-256 in base64: 32 bytes. */
  mac: z.string().regex(/^[A-Za-z0-9+/]{43}=$/),
});
export type Seal = z.infer<typeof Seal>;

/** Everything that a seal binds. The hand-over is every member of the event but the seal and the execution's name. */
export interface SealedContent {
  readonly stage: SealingStage;
  readonly executionName: string;
  readonly labels: Labels;
  readonly handover: Readonly<Record<string, unknown>>;
}

/** Why a hand-over is refused. */
export type EnvelopeRefusal = "ENVELOPE_ALTERED" | "ENVELOPE_REPLAYED" | "ENVELOPE_WRONG_STAGE";

/**
 * The bytes that are signed: SHA-256 over the canonical form, in a domain of its own. It is hashed first because KMS
 * takes at most 4096 bytes. Throws NOT_CANONICAL.
 */
export function envelopeBytes({ stage, executionName, labels, handover }: SealedContent): Uint8Array {
  return Buffer.from(canonicalHash("agentic-pm/envelope/v1", { stage, executionName, labels, handover }), "hex");
}

/** What an event hands over. */
export function handoverOf<Event extends { readonly seal: unknown; readonly executionName: string }>(
  event: Event,
): Omit<Event, "seal" | "executionName"> {
  const { seal: _seal, executionName: _name, ...handover } = event;
  return handover;
}

/**
 * What can be refused without the key: another stage's seal, and one made for another execution. Who rewrites the
 * seal's own words to pass here does not pass the HMAC.
 */
export function misdirected(
  seal: Seal,
  expected: { readonly stage: SealingStage; readonly executionName: string },
): EnvelopeRefusal | null {
  if (seal.stage !== expected.stage) return "ENVELOPE_WRONG_STAGE";
  return seal.executionName === expected.executionName ? null : "ENVELOPE_REPLAYED";
}
