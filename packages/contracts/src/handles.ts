import * as z from "zod";

/** An opaque name for a ticket within one signal. It is all a model ever sees of the ticket. */
export const TicketHandle = z.string().regex(/^T[1-9]\d{0,2}$/);
/** An opaque name for a person within one signal. */
export const PersonHandle = z.string().regex(/^P[1-9]\d{0,2}$/);
export const Handle = z.union([TicketHandle, PersonHandle]);
export type Handle = z.infer<typeof Handle>;

/** What a handle's bearer is to the signal; set by `intake` from trusted API fields, safe to show a model. */
export const HandleRole = z.enum([
  "subject",
  "linked",
  "mentioned",
  "assignee",
  "reporter",
  "author",
  "sender",
  "project_lead",
  "delivery_lead",
]);
export type HandleRole = z.infer<typeof HandleRole>;

/**
 * The model's view of a handle. Equal correlations mean the same entity in two signals; they cannot be turned back
 * into a key or an address.
 */
export const HandleView = z.strictObject({
  handle: Handle,
  kind: z.enum(["ticket", "person"]),
  role: HandleRole,
  correlation: z.string().regex(/^[0-9a-f]{16}$/),
});
export type HandleView = z.infer<typeof HandleView>;

/** The registry's key of an entity: "ticket#ATLAS-12", "person#<directory id>". */
export const EntityId = z.string().regex(/^(ticket|person|project)#[\w.@:+-]{1,200}$/);
export type EntityId = z.infer<typeof EntityId>;

/** Which entity each handle of a signal means. Only `decide` and `execute` ever read it. */
export const HandleTable = z.record(Handle, z.strictObject({ entityId: EntityId, role: HandleRole }));
export type HandleTable = z.infer<typeof HandleTable>;

/** A person as the directory names them. */
export const PersonEntity = z.strictObject({
  entityId: EntityId,
  kind: z.literal("person"),
  displayName: z.string().max(200),
  address: z.email().nullable(),
  jiraAccountId: z.string().max(200).nullable(),
  /** True when the address is in the company's own domain and the account is no guest. */
  internal: z.boolean(),
  audiences: z.array(z.string()).max(32),
});
export type PersonEntity = z.infer<typeof PersonEntity>;

/** A ticket as Jira's fields name it. */
export const TicketEntity = z.strictObject({
  entityId: EntityId,
  kind: z.literal("ticket"),
  issueKey: z.string().regex(/^[A-Z][A-Z0-9_]{1,20}-\d{1,9}$/),
  projectKey: z.string().regex(/^[A-Z][A-Z0-9_]{1,20}$/),
  status: z.string().max(60),
  /** Who sees what is written on the ticket. */
  audiences: z.array(z.string()).max(32),
});
export type TicketEntity = z.infer<typeof TicketEntity>;

export const Entity = z.discriminatedUnion("kind", [PersonEntity, TicketEntity]);
export type Entity = z.infer<typeof Entity>;
