import * as z from "zod";
import { Seal } from "./envelope.ts";
import { PersonHandle, TicketHandle } from "./handles.ts";
import { ActionId, Sha256, SignalId } from "./ids.ts";
import { labelled } from "./labels.ts";
import { Severity } from "./signals.ts";

/** The statuses that an action may ask for; the ticket's own workflow decides whether it is reachable. */
export const TargetStatus = z.enum(["to_do", "in_progress", "in_review", "blocked", "done"]);
export type TargetStatus = z.infer<typeof TargetStatus>;

const line = (max: number) => z.string().trim().min(1).max(max);
/** A day in a plan: what lies in another century is no date of this project. */
const planDate = z.iso
  .date()
  .refine((date) => date >= "2000-01-01" && date < "2100-01-01", "The date is out of range.");

/** A change to one of the project's artefacts. */
export const ArtefactChange = z.discriminatedUnion("artefact", [
  z.strictObject({
    artefact: z.literal("raid_log"),
    kind: z.enum(["risk", "assumption", "issue", "dependency"]),
    title: line(120),
    severity: Severity,
    owner: PersonHandle.optional(),
    ticket: TicketHandle.optional(),
    due: planDate.optional(),
  }),
  z.strictObject({
    artefact: z.literal("decision_log"),
    title: line(120),
    decidedOn: planDate.optional(),
    ticket: TicketHandle.optional(),
  }),
  z.strictObject({
    artefact: z.literal("delivery_state"),
    health: z.enum(["green", "amber", "red"]),
    note: line(280),
    ticket: TicketHandle.optional(),
  }),
  z.strictObject({ artefact: z.literal("backlog_summary"), note: line(280), ticket: TicketHandle.optional() }),
]);
export type ArtefactChange = z.infer<typeof ArtefactChange>;

/** What a model may recommend: a closed union over opaque handles. There is no key, address, URL or id in it. */
export const RecommendedAction = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("jira.comment"), ticket: TicketHandle, text: line(1000) }),
  z.strictObject({ type: z.literal("jira.transition"), ticket: TicketHandle, to: TargetStatus }),
  z.strictObject({
    type: z.literal("mail.send"),
    to: z.array(PersonHandle).min(1).max(5),
    subject: line(120),
    text: line(2000),
  }),
  z.strictObject({ type: z.literal("operator.notify"), subject: line(120), text: line(1000) }),
  z.strictObject({ type: z.literal("artefact.update"), change: ArtefactChange }),
]);
export type RecommendedAction = z.infer<typeof RecommendedAction>;
export type ActionType = RecommendedAction["type"];

/** Stage 2's only output. */
export const Recommendation = z.strictObject({
  actions: z.array(RecommendedAction).max(6),
  /** One sentence for the audit trail; tainted, shown to nobody as a fact. */
  reasoning_summary: z.string().max(280),
});
export type Recommendation = z.infer<typeof Recommendation>;

/** How far an action may go by itself. T3 has no code: it cannot be recommended, resolved or executed. */
export const Tier = z.enum(["T0", "T1", "T2"]);
export type Tier = z.infer<typeof Tier>;

/** How much the operator lets the agent do: watch only, reversible internal work, or state changes after a hold. */
export const AutonomyLevel = z.enum(["observe", "assist", "act"]);
export type AutonomyLevel = z.infer<typeof AutonomyLevel>;

/** What `decide` ruled. */
export const Disposition = z.enum(["execute", "hold", "approve", "refuse"]);
export type Disposition = z.infer<typeof Disposition>;

const recipient = z.strictObject({ address: z.email(), displayName: z.string().max(200), internal: z.boolean() });

/** A resolved effect: real keys and addresses, taken from the registry, plus bounded plain text. */
export const ResolvedEffect = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("jira.comment"),
    issueKey: labelled(z.string()),
    /** The ticket's status when this was decided; a comment that had to wait is void once the ticket has moved. */
    ticketStatus: labelled(z.string()).optional(),
    text: labelled(z.string().max(1000)),
  }),
  z.strictObject({
    type: z.literal("jira.transition"),
    issueKey: labelled(z.string()),
    fromStatus: labelled(z.string()),
    to: labelled(TargetStatus),
  }),
  z.strictObject({
    type: z.literal("mail.send"),
    to: labelled(z.array(recipient).min(1).max(5)),
    subject: labelled(z.string().max(120)),
    text: labelled(z.string().max(2000)),
  }),
  z.strictObject({
    type: z.literal("operator.notify"),
    subject: labelled(z.string().max(120)),
    text: labelled(z.string().max(1000)),
  }),
  z.strictObject({
    type: z.literal("artefact.update"),
    projectKey: labelled(z.string()),
    change: labelled(
      z.strictObject({
        artefact: z.enum(["raid_log", "decision_log", "delivery_state", "backlog_summary"]),
        entry: z.record(z.string().max(40), z.union([z.string().max(280), z.null()])),
      }),
    ),
  }),
]);
export type ResolvedEffect = z.infer<typeof ResolvedEffect>;

/** The command that is hashed, approved and executed: nothing about it is looked up again by a model. */
export const ResolvedCommand = z.strictObject({
  schemaVersion: z.literal(1),
  actionId: ActionId,
  signalId: SignalId,
  tier: Tier,
  effect: ResolvedEffect,
  policyVersion: z.string().max(80),
  /** After this moment the command is void. */
  expiresAt: z.iso.datetime(),
});
export type ResolvedCommand = z.infer<typeof ResolvedCommand>;

/** The life of an action; each step is one conditional write. */
export const ActionStatus = z.enum([
  "ready",
  "held",
  "awaiting_approval",
  "approved",
  "executing",
  "executed",
  "failed",
  "unknown",
  "refused",
  "rejected",
  "expired",
  "voided",
  "undo_requested",
  "undoing",
  "undone",
]);
export type ActionStatus = z.infer<typeof ActionStatus>;

/** What `decide` hands to the workflow for each action: ids and hashes, no content. */
export const DecidedAction = z.strictObject({
  actionId: ActionId,
  commandHash: Sha256,
  type: z.enum(["jira.comment", "jira.transition", "mail.send", "operator.notify", "artefact.update"]),
  disposition: Disposition,
  holdSeconds: z.number().int().nonnegative(),
  reason: z.string().max(300),
  audit: z.strictObject({ seq: z.number().int().nonnegative(), hash: Sha256 }),
  /** For this execution; null where it may not go on: the seal of an action to approve waits in the action's row. */
  seal: Seal.nullable(),
});
export type DecidedAction = z.infer<typeof DecidedAction>;
