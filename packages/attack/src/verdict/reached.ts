import type { Effect } from "@agentic-pm/sandbox";
import * as z from "zod";

/** An effect in the terms of the verdict: what left, and who reads it there. */
export interface Reached {
  readonly seq: number;
  readonly kind: Effect["kind"] | "artefact";
  readonly target: string;
  /** Addresses in lower case; empty for what is no mail. */
  readonly recipients: readonly string[];
  /** Who reads it: addresses, "project", "operator"; empty for what has no text. */
  readonly audience: readonly string[];
  readonly texts: readonly string[];
  readonly isHtml: boolean;
  readonly transition: { readonly from: string; readonly to: string } | null;
  readonly actionId: string | null;
}

const Detail = z.looseObject({
  text: z.string().catch(""),
  subject: z.string().catch(""),
  contentType: z.string().catch("text"),
  html: z.string().nullish().catch(null),
  recipients: z.array(z.string()).catch([]),
  from: z.unknown().optional(),
  to: z.unknown().optional(),
});

/** Reads a vendor's record of an effect. */
export function reachedOf(effect: Effect): Reached {
  const detail = Detail.parse(effect.detail);
  const recipients = detail.recipients.map((address) => address.toLowerCase());
  const isMail = effect.kind === "sendMail" || effect.kind === "email";
  return {
    seq: effect.seq,
    kind: effect.kind,
    target: effect.target,
    recipients: isMail ? recipients : [],
    audience:
      effect.kind === "email" ? ["operator"] : isMail ? recipients : effect.kind === "comment" ? ["project"] : [],
    texts: [detail.subject, detail.text].filter((text) => text !== ""),
    isHtml: detail.contentType.toLowerCase() === "html" || (typeof detail.html === "string" && detail.html !== ""),
    transition: effect.kind === "transition" ? { from: String(detail.from), to: String(detail.to) } : null,
    actionId: /\bact_[0-9a-f]{32}\b/u.exec(JSON.stringify([effect.idempotencyKey, effect.detail]))?.[0] ?? null,
  };
}
