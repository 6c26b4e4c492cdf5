import { fieldKey, fieldLabels, pageKindIn, type PageKind } from "./wording.ts";

/** A value to be put into a field. */
export interface WantedField {
  /** As `fieldKey` has it. */
  readonly key: string;
  readonly value: string;
}

/** A task in words, as far as the rules understand it. */
export interface ActTask {
  readonly url: string | undefined;
  readonly fields: readonly WantedField[];
  /** Whether something that is offered is to be opened or taken, and what tells it from the others. */
  readonly takes: { readonly marks: readonly string[] } | undefined;
  /** Names of elements to press. */
  readonly presses: readonly string[];
  readonly goesOn: boolean;
  readonly pays: boolean;
  /** The act is over where this page is shown. */
  readonly destination: PageKind | undefined;
  /** The label of what is asked for as the act's answer, in lower case. */
  readonly answer: string | undefined;
}

const QUOTED = /"(?:[^"\\]|\\.)*"/g;
const PRESS = /\b(?:click|press|follow|push)\s+(?:on\s+)?(?:the\s+)?(?:button|link)?\s*$/i;
const TAKEN = /\b(?:open|select|choose|take|pick|book)\s+(?:the|this|that)?\s*(?:fare|flight|offer|trip)?\s*$/i;
const TAKES =
  /\b(?:open|select|choose|take|pick|book)\s+(?:the|this|that)?\s*(?:fare|flight|offer)\b([^.,;]*?)(?=\s+(?:and|then|to)\b|[,;]|\.(?:\s|$)|$)/i;
const DESTINATION = [
  /\breturn\b[^.;]*?\b(?:when|once|as soon as)\s+(?:the\s+)?([^.;]*?)\s+(?:is|are)\s+(?:shown|there|visible|open)/i,
  /\b(?:go(?:es)? on|continue|proceed|go)\s+(?:from\s+[^.;,]*?\s+)?to\s+(?:the\s+)?([^.;,]*?)(?=\s+(?:and|then)\b|[.;,]|$)/i,
  /\buntil\s+(?:the\s+)?([^.;]*?)\s+(?:is|are)\s+(?:shown|there|visible|open)/i,
];
const ANSWER = /\breturn\s+(?:the|its|my)\s+([a-z ]+?)(?=\s+(?:when|once|as|on|from|of|and)\b|[.,;]|$)/i;

/** Reads a task such as "Fill in the form with given name Ada, then continue to the review page and return". */
export function readTask(task: string): ActTask {
  const quoted: string[] = [];
  // What stands in quotation marks is a value, whatever words it is made of.
  const masked = task.replace(/[⟦⟧]/g, "").replace(QUOTED, (text) => `⟦${quoted.push(unquoted(text)) - 1}⟧`);
  const words = masked.replace(/\b(?:do not|don't|never|without)\s+(?:\w+\s+){0,2}?pay(?:ing|ment)?\b[^.;]*/gi, " ");
  const { fields, presses, marks } = readQuoted(words, quoted);
  const plain = fields.length > 0 ? [] : unquotedFields(words);
  const takes = TAKES.exec(words);
  const destination = destinationOf(words);
  return {
    url: /\bhttps?:\/\/[^\s,;"⟦]+/.exec(words)?.[0]?.replace(/\.$/, "") ?? urlIn(quoted),
    fields: [...fields, ...plain],
    takes: takes === null && marks.length === 0 ? undefined : { marks: [...marks, ...marksIn(takes?.[1] ?? "")] },
    presses,
    goesOn: /\b(?:continue|go on|proceed|submit|next)\b/i.test(words),
    pays: /\bpay\b|\bpress the payment button\b|\bcomplete the payment\b/i.test(words),
    destination,
    answer: ANSWER.exec(words)?.[1]?.toLowerCase(),
  };
}

function readQuoted(words: string, quoted: readonly string[]) {
  const fields: WantedField[] = [];
  const presses: string[] = [];
  const marks: string[] = [];
  let from = 0;
  for (const match of words.matchAll(/⟦(\d+)⟧/g)) {
    const before = words.slice(from, match.index);
    const value = quoted[Number(match[1])] ?? "";
    from = match.index + match[0].length;
    if (PRESS.test(before)) presses.push(value);
    else if (TAKEN.test(before)) marks.push(...marksIn(value));
    else if (!value.startsWith("http")) fields.push({ key: fieldKey(labelBefore(before)), value });
  }
  return { fields, presses, marks };
}

/** The words right before a value: its label. */
function labelBefore(text: string): string {
  const clause = text.split(/[.,;]|\b(?:with|and|then|the|as|is|to)\b/i).findLast((part) => part.trim() !== "") ?? "";
  return clause.replace(/[:=]/g, " ").trim();
}

/** "given name Ada, family name Example": known labels, each followed by its value. */
function unquotedFields(words: string): WantedField[] {
  const found = [...words.matchAll(fieldLabels())];
  return found.flatMap((match) => {
    const rest = words.slice(match.index + match[0].length);
    const value = /^(?:\s*[:=]|\s+(?:is|as))?\s+([^,;]+?)(?=[,;]|\.(?:\s|$)|\s+(?:and|then)\b|$)/i.exec(rest)?.[1];
    return value === undefined ? [] : [{ key: fieldKey(match[0]), value: value.trim() }];
  });
}

function destinationOf(words: string): PageKind | undefined {
  for (const pattern of DESTINATION) {
    const named = pattern.exec(words)?.[1];
    const kind = named === undefined ? undefined : pageKindIn(named);
    if (kind !== undefined) return kind;
  }
  return undefined;
}

/** What tells one offer from another: flight numbers, amounts, codes, names. */
function marksIn(text: string): string[] {
  return text
    .split(/\s+/)
    .map((word) => word.replace(/^[^\w$]+|[^\w]+$/g, ""))
    .filter(
      (word) =>
        word !== "" && !/^(?:with|for|of|at|by|from|on|in|number|flight|fare|the|a|is|shown|details?)$/i.test(word),
    );
}

function urlIn(quoted: readonly string[]): string | undefined {
  return quoted.find((value) => /^https?:\/\//.test(value));
}

function unquoted(text: string): string {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "string" ? value : "";
  } catch {
    return text.slice(1, -1);
  }
}
