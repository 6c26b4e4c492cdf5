import * as z from "zod";

const recipient = z.object({ emailAddress: z.object({ address: z.string().max(320), name: z.string().nullish() }) });
const recipients = z.array(recipient).max(1000).nullish();

const instant = z
  .string()
  .refine((text) => !Number.isNaN(Date.parse(text)), "is no time")
  .transform((text) => new Date(text).toISOString());

export const GraphMessage = z.object({
  id: z.string().min(1).max(400),
  internetMessageId: z.string().max(400).nullish(),
  receivedDateTime: instant,
  subject: z.string().nullish(),
  body: z.object({ contentType: z.enum(["text", "html"]), content: z.string() }),
  from: recipient.nullish(),
  sender: recipient.nullish(),
  toRecipients: recipients,
  ccRecipients: recipients,
  internetMessageHeaders: z.array(z.object({ name: z.string(), value: z.string() })).nullish(),
});
export type GraphMessage = z.infer<typeof GraphMessage>;

/** The fields that a poll asks for: those of `GraphMessage`. */
export const MESSAGE_FIELDS = Object.keys(GraphMessage.shape);

const Removed = z.object({ "@removed": z.unknown().refine((value) => value !== undefined) });

/** True for the trace of a message that is gone. */
export function isRemoved(raw: unknown): boolean {
  return Removed.safeParse(raw).success;
}

/** Messages are parsed one by one: a malformed one is refused alone. */
export const DeltaPage = z.object({
  value: z.array(z.unknown()),
  "@odata.nextLink": z.string().optional(),
  "@odata.deltaLink": z.string().optional(),
});

export const GraphUser = z.object({
  id: z.string().min(1).max(100),
  displayName: z.string().nullish(),
  mail: z.email().nullish(),
  userPrincipalName: z.string().nullish(),
  userType: z.string().nullish(),
});

export const UserPage = z.object({ value: z.array(z.unknown()), "@odata.nextLink": z.string().optional() });
export const MessageList = z.object({ value: z.array(z.object({ id: z.string() })) });
