import * as z from "zod";
import { DecidedAction } from "./actions.ts";
import { AuditHead } from "./audit.ts";
import { ExecutionName, Seal } from "./envelope.ts";
import { HandleView } from "./handles.ts";
import { ActionId, Sha256, SignalId } from "./ids.ts";
import { SignalKind, SignalSourceName } from "./signals.ts";

/**
 * Input of the `signal` state machine, and of `sanitise`: handles only. The execution's name is the signal's id, with
 * "-r<n>" behind it when the signal is started again, and the seal is bound to it.
 */
export const SignalHandoff = z.strictObject({
  signalId: SignalId,
  source: SignalSourceName,
  kind: SignalKind,
  projectKey: z.string(),
  vaultKey: z.string(),
  rawSha256: Sha256,
  rawLength: z.number().int().nonnegative(),
  handles: z.array(HandleView).max(32),
  audit: AuditHead,
  seal: Seal,
});
export type SignalHandoff = z.infer<typeof SignalHandoff>;

/** What the state machine adds to every task's input. */
export const ExecutionContext = z.strictObject({ executionName: ExecutionName });

export const SanitiseEvent = z.strictObject({ ...SignalHandoff.shape, ...ExecutionContext.shape });
export type SanitiseEvent = z.infer<typeof SanitiseEvent>;

/** `sanitise` answers with the hash of what it stored, never with the content. */
export const SanitiseResult = z.discriminatedUnion("outcome", [
  z.strictObject({
    outcome: z.literal("sanitised"),
    signalId: SignalId,
    projectKey: z.string(),
    sanitisedSha256: Sha256,
    audit: AuditHead,
    seal: Seal,
  }),
  z.strictObject({ outcome: z.literal("quarantined"), signalId: SignalId, code: z.string(), audit: AuditHead }),
]);
export type SanitiseResult = z.infer<typeof SanitiseResult>;

export const RecommendEvent = z.strictObject({
  signalId: SignalId,
  projectKey: z.string(),
  sanitisedSha256: Sha256,
  audit: AuditHead,
  seal: Seal,
  ...ExecutionContext.shape,
});
export type RecommendEvent = z.infer<typeof RecommendEvent>;

export const RecommendResult = z.discriminatedUnion("outcome", [
  z.strictObject({
    outcome: z.literal("recommended"),
    signalId: SignalId,
    recommendationSha256: Sha256,
    actionCount: z.number().int().nonnegative(),
    audit: AuditHead,
    seal: Seal,
  }),
  /** Nothing to do, budget spent, or the model's answer was unusable after one repair. */
  z.strictObject({
    outcome: z.enum(["nothing_to_do", "skipped", "quarantined"]),
    signalId: SignalId,
    code: z.string(),
    audit: AuditHead,
  }),
]);
export type RecommendResult = z.infer<typeof RecommendResult>;

export const DecideEvent = z.strictObject({
  signalId: SignalId,
  recommendationSha256: Sha256,
  audit: AuditHead,
  seal: Seal,
  ...ExecutionContext.shape,
});
export type DecideEvent = z.infer<typeof DecideEvent>;

export const DecideResult = z.strictObject({ signalId: SignalId, actions: z.array(DecidedAction), audit: AuditHead });
export type DecideResult = z.infer<typeof DecideResult>;

/** What `decide` hands to `execute`, and the input of the `action` state machine. */
export const ActionHandoff = z.strictObject({
  actionId: ActionId,
  commandHash: Sha256,
  audit: AuditHead,
  seal: Seal,
});
export type ActionHandoff = z.infer<typeof ActionHandoff>;

export const ExecuteEvent = z.strictObject({
  ...ActionHandoff.shape,
  ...ExecutionContext.shape,
});
export type ExecuteEvent = z.infer<typeof ExecuteEvent>;

/** Input of `undo`: which action, and which command of it. How it is undone stands in our own records, never here. */
export const UndoEvent = z.strictObject({ actionId: ActionId, commandHash: Sha256, ...ExecutionContext.shape });
export type UndoEvent = z.infer<typeof UndoEvent>;

export const UndoResult = z.strictObject({
  actionId: ActionId,
  /** `refused` and `voided` leave the effect as it is: it may not, or can no longer, be taken back. */
  status: z.enum(["undone", "failed", "refused", "voided"]),
  code: z.string().nullable(),
  audit: AuditHead,
});
export type UndoResult = z.infer<typeof UndoResult>;

export const ExecuteResult = z.strictObject({
  actionId: ActionId,
  status: z.enum(["executed", "failed", "unknown", "refused", "voided", "expired"]),
  code: z.string().nullable(),
  audit: AuditHead,
});
export type ExecuteResult = z.infer<typeof ExecuteResult>;
