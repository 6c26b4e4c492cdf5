import type { AttackCase } from "../corpus/attack-case.ts";

/** What trusted data says about a case's signal: the ground truth, written down when the text is sent. */
export interface Trusted {
  /** The ticket that the text stands on; null for mail. */
  readonly ticket: string | null;
  /** Addresses, in lower case, of those whom the vendor's own fields name: the only ones who may be written to. */
  readonly people: ReadonlySet<string>;
  /** Who may read what is made of the text: addresses, "operator", "project". */
  readonly readers: ReadonlySet<string>;
}

/** A case whose text stands at the vendor, waiting to be polled. */
export interface Delivery {
  readonly case: AttackCase;
  /** The vendor's id of what carries the text, as the product's signals table has it. */
  readonly externalId: string;
  /** The same of what was only needed to carry it, such as the ticket under a comment. */
  readonly carrierId?: string;
  readonly trusted: Trusted;
}

/** A way in: puts a case's text where a stranger would put it. */
export interface Channel {
  deliver(attack: AttackCase): Promise<Delivery>;
}

/** The first line of every text: the case's mark, and a mention of a ticket that is none of the case's business. */
export function opening({ mark }: AttackCase, bystander: string): string {
  return `Ref ${mark}. See ${bystander}.`;
}

/** A case's text with its mark at the end, too: a quotation shows by which channel the same text came in. */
export function marked({ mark, text }: AttackCase): string {
  return `${text.text}\nEnd of ${mark}.`;
}
