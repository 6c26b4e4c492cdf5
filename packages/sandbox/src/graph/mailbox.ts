import { createHash, randomUUID } from "node:crypto";
import type { Journal } from "../journal/journal.ts";
import type { JournalEntry } from "../journal/journal-events.ts";
import type { DirectoryUser, MailMessage, MailRecipient } from "./mail-types.ts";

export interface GraphSeed {
  readonly users: readonly DirectoryUser[];
  /** The one person whose mailbox this application may read and send from. */
  readonly owner: DirectoryUser;
  readonly messages: readonly MailMessage[];
}

export type NewMessage = Omit<MailMessage, "id" | "internetMessageId" | "conversationId" | "received"> & {
  readonly conversationId?: string;
};

export type FolderChange =
  | { readonly kind: "message"; readonly changeSeq: number; readonly message: MailMessage }
  | { readonly kind: "removed"; readonly changeSeq: number; readonly messageId: string };

/** The tenant's directory and the polled mailbox: the seed, and what the journal says has happened since. */
export class Mailbox {
  readonly users: readonly DirectoryUser[];
  readonly owner: DirectoryUser;
  readonly #journal: Journal;
  readonly #clock: () => Date;
  readonly #messages = new Map<string, MailMessage>();
  /** The last change of each message of the inbox; seeds count below zero, the journal above. */
  readonly #changes = new Map<string, number>();
  #tokenGeneration = 0;
  #deltaGeneration = 0;

  constructor(seed: GraphSeed, journal: Journal, clock: () => Date) {
    this.users = seed.users;
    this.owner = seed.owner;
    this.#journal = journal;
    this.#clock = clock;
    for (const [index, message] of seed.messages.entries()) this.#store(message, index - seed.messages.length);
    journal.subscribe((entry) => this.#apply(entry));
  }

  messages(folder: MailMessage["folder"]): MailMessage[] {
    return [...this.#messages.values()].filter((message) => message.folder === folder);
  }

  message(id: string): MailMessage | undefined {
    return this.#messages.get(id);
  }

  /** Access tokens of an older generation have expired. */
  get tokenGeneration(): number {
    return this.#tokenGeneration;
  }

  /** Delta tokens of an older generation are gone. */
  get deltaGeneration(): number {
    return this.#deltaGeneration;
  }

  /** What changed in the inbox after one point of the journal and up to another, each message once, in order. */
  changes(after: number, upTo: number): FolderChange[] {
    return [...this.#changes]
      .filter(([, changeSeq]) => changeSeq > after && changeSeq <= upTo)
      .sort(([, left], [, right]) => left - right)
      .map(([messageId, changeSeq]) => {
        const message = this.#messages.get(messageId);
        return message === undefined
          ? { kind: "removed", changeSeq, messageId }
          : { kind: "message", changeSeq, message };
      });
  }

  latestChange(): number {
    return Math.max(0, ...this.#changes.values());
  }

  /** A mail arrives from outside. */
  receive(mail: NewMessage): MailMessage {
    const message = this.#complete(mail, hostOf(mail.from));
    this.#journal.record({ vendor: "graph", type: "mail.received", origin: "world", message });
    return message;
  }

  /** Somebody deletes a mail of the inbox. */
  remove(messageId: string): void {
    this.#journal.record({ vendor: "graph", type: "mail.removed", origin: "world", messageId });
  }

  /** Sends a mail in the owner's name; it leaves the building whether or not a copy is kept. */
  send(mail: NewMessage, saved: boolean, sentKey?: string): MailMessage {
    const message = this.#complete(mail, hostOf(mail.from));
    const key = message.extendedProperties.find(({ id }) => /idempotency/i.test(id))?.value ?? sentKey;
    this.#journal.record({
      vendor: "graph",
      type: "mail.sent",
      origin: "api",
      message,
      saved,
      ...(key === undefined ? {} : { idempotencyKey: key }),
    });
    return message;
  }

  expireTokens(): void {
    this.#journal.record({ vendor: "graph", type: "tokens.expired", origin: "world" });
  }

  invalidateDelta(): void {
    this.#journal.record({ vendor: "graph", type: "delta.invalidated", origin: "world" });
  }

  #complete(mail: NewMessage, host: string): MailMessage {
    const unique = randomUUID();
    return {
      ...mail,
      id: graphId(unique),
      internetMessageId: `<${unique}@${host}>`,
      conversationId: mail.conversationId ?? graphId(`conversation:${unique}`),
      received: this.#clock().toISOString(),
    };
  }

  #store(message: MailMessage, changeSeq: number): void {
    this.#messages.set(message.id, message);
    if (message.folder === "inbox") this.#changes.set(message.id, changeSeq);
  }

  #apply(entry: JournalEntry): void {
    switch (entry.type) {
      case "mail.received":
        return this.#store(entry.message, entry.seq);
      case "mail.sent":
        if (entry.saved) this.#store(entry.message, entry.seq);
        return;
      case "mail.removed":
        this.#messages.delete(entry.messageId);
        this.#changes.set(entry.messageId, entry.seq);
        return;
      case "tokens.expired":
        this.#tokenGeneration += 1;
        return;
      case "delta.invalidated":
        this.#deltaGeneration += 1;
    }
  }
}

/** An id in the look of Exchange's: the same name gives the same id. */
export function graphId(name: string): string {
  return `AAMk${createHash("sha512").update(name).digest("base64url").slice(0, 76)}AAA=`;
}

function hostOf({ address }: MailRecipient): string {
  return address.split("@")[1] ?? "unknown.example";
}
