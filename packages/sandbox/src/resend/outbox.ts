import { randomUUID } from "node:crypto";
import type { Journal } from "../journal/journal.ts";
import type { OutboundEmail } from "./email-types.ts";

const KEY_LIFETIME_MS = 24 * 60 * 60 * 1000;

export type SendOutcome =
  | { readonly kind: "sent"; readonly id: string }
  | { readonly kind: "replayed"; readonly id: string }
  | { readonly kind: "conflict" };

/** Every mail that was accepted, and the idempotency keys of the last 24 hours. */
export class Outbox {
  readonly #journal: Journal;
  readonly #clock: () => Date;
  readonly #emails = new Map<string, OutboundEmail>();
  readonly #keys = new Map<string, { id: string; payloadHash: string; at: number }>();

  constructor(journal: Journal, clock: () => Date) {
    this.#journal = journal;
    this.#clock = clock;
    journal.subscribe((entry) => {
      if (entry.type !== "email.sent") return;
      const { email, payloadHash, idempotencyKey, at } = entry;
      this.#emails.set(email.id, email);
      if (idempotencyKey !== undefined)
        this.#keys.set(idempotencyKey, { id: email.id, payloadHash, at: Date.parse(at) });
    });
  }

  emails(): OutboundEmail[] {
    return [...this.#emails.values()];
  }

  email(id: string): OutboundEmail | undefined {
    return this.#emails.get(id);
  }

  /** Sends once per key and payload; the same key with another payload is a conflict. */
  send(
    mail: Omit<OutboundEmail, "id" | "createdAt">,
    payloadHash: string,
    idempotencyKey: string | undefined,
  ): SendOutcome {
    const now = this.#clock();
    const known = idempotencyKey === undefined ? undefined : this.#keys.get(idempotencyKey);
    if (known !== undefined && now.getTime() - known.at < KEY_LIFETIME_MS) {
      return known.payloadHash === payloadHash ? { kind: "replayed", id: known.id } : { kind: "conflict" };
    }
    const email: OutboundEmail = { ...mail, id: randomUUID(), createdAt: now.toISOString() };
    const key = idempotencyKey === undefined ? {} : { idempotencyKey };
    this.#journal.record({ vendor: "resend", type: "email.sent", origin: "api", email, payloadHash, ...key });
    return { kind: "sent", id: email.id };
  }
}
