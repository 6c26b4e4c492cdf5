import type { RawText } from "@agentic-pm/contracts";

/** A text that a stranger sends, as the parts of one signal or of several. */
export interface WrittenCase {
  readonly from: "stranger";
  readonly id: string;
  /** The line of the boundary's list that it stands for. */
  readonly line: string;
  /** One list of parts for each signal. Made when asked for: some are large. */
  readonly signals: () => readonly (readonly RawText[])[];
  /** What the normaliser must have brought to light. */
  readonly revealed?: string;
  /** What must be gone after the normaliser. */
  readonly gone?: readonly string[];
  /**
   * What becomes of the words when a model repeats them as a comment: they stay `words` on the signal's own ticket,
   * the policy finds them `not_plain`, or they are `no_action` at all.
   */
  readonly repeated: "words" | "not_plain" | "no_action";
}

/** An answer that a model gives, in whatever way somebody brought it to. */
export interface AnsweredCase {
  readonly from: "model";
  readonly id: string;
  readonly line: string;
  /** Which model: the one that triages, or the one that recommends one action. */
  readonly stage: "triage" | "recommend";
  readonly output: unknown;
  /** What stops it: the schema, the registry that knows no such handle, or this rule of the policy. */
  readonly stoppedBy: "schema" | "registry" | "canary" | `rule:${string}`;
}

/** A sender who wants to be taken for somebody else. */
export interface SenderCase {
  readonly from: "sender";
  readonly id: string;
  readonly line: string;
  /** As the vendor's typed field has them; the real one is Ada, ada@northwind.example. */
  readonly name: string;
  readonly address: string;
}

/** What is done to an action between its approval and its execution, and the code that refuses it. */
export interface TamperedCase {
  readonly from: "tampering";
  readonly id: string;
  readonly line: string;
  readonly change:
    | { readonly approvalUnderPolicy: string }
    | { readonly approvalOfAnotherCommand: true }
    | { readonly executedTwice: true }
    | { readonly inCommand: readonly [from: string, to: string] }
    | { readonly status: "ready" };
  readonly stoppedBy: string;
}

export type AttackCase = WrittenCase | AnsweredCase | SenderCase | TamperedCase;

type Written = Omit<WrittenCase, "from" | "signals">;

/** A case of one plain text. */
export function plain(about: Written, text: string | (() => string)): WrittenCase {
  return { from: "stranger", ...about, signals: () => [[body("plain", typeof text === "string" ? text : text())]] };
}

/** A case of one HTML mail. */
export function html(about: Written, text: string): WrittenCase {
  return { from: "stranger", ...about, signals: () => [[body("html", text)]] };
}

/** One part of a signal. */
export function body(format: RawText["format"], text: string): RawText {
  return { part: "body", format, text };
}
