import { isExplained } from "../words/known-words.ts";
import type { Item } from "./items.ts";

const CLOSINGS = new Set(
  "best regards cheers thanks thank thx ty ta sincerely yours greetings merci danke gracias grazie obrigado you".split(
    " ",
  ),
);
/** Behind these and a comma stands who writes, whatever it is called: "Kind regards, Sofia". */
const FORMAL = /(?:^|\s)(?:regards|sincerely|wishes|greetings|faithfully)$/iu;
const CLOSING = /^(?:thank.*|with many thanks|all the best|(?:with )?(?:best|kind|warm) wishes)$/iu;
/** Towns that people are called by far more often than they fly there without saying so. */
const SIGNED = new Set(
  "austin charlotte madison jackson sydney savannah victoria jordan georgia diego helena david mary anna eugene carson".split(
    " ",
  ),
);
/** Before a name they bring somebody along. */
const JOINING = new Set("plus bring bringing include including add adding cc invite".split(" "));
const LONGEST_NAME = 2;

/** The message without the name that it is signed with: "Best, Ada". */
export function withoutSignature(items: readonly Item[]): readonly Item[] {
  let end = items.length;
  while (end > 0 && /^[.!]$/u.test(items[end - 1]?.heard ?? "")) end -= 1;
  let start = isTownAsSurname(items, end) ? end - LONGEST_NAME : isTownAsName(items, end) ? end - 1 : end;
  while (start > 0 && end - start < LONGEST_NAME && isNamePart(items[start - 1])) start -= 1;
  if (start === end) return items;
  const comma = /^[,.!]$/u.test(items[start - 1]?.heard ?? "") ? 1 : 0;
  const closing = items[start - 1 - comma];
  const isSigned = closing?.type === "word" ? CLOSINGS.has(closing.token.key) : CLOSING.test(closing?.heard ?? "");
  return isSigned || (comma === 1 && isThanking(items, start - comma)) ? items.slice(0, start) : items;
}

/** "Thank you so much for your help. Helen": the sentence before the name only thanks. */
function isThanking(items: readonly Item[], end: number): boolean {
  let start = end;
  while (start > 0 && !/^[.!?;]$/u.test(items[start - 1]?.heard ?? "")) start -= 1;
  const [first] = items.slice(start, end);
  const isPlain = items.slice(start, end).every(({ type }) => type === "word" || type === "filler");
  return isPlain && first?.type === "word" && /^than(?:ks|k)$/u.test(first.token.key);
}

/** "Marie Dubois": behind a stranger's name a town is a surname. */
function isTownAsSurname(items: readonly Item[], end: number): boolean {
  const name = items[end - LONGEST_NAME];
  return items[end - 1]?.type === "place" && name?.type === "word" && isNamePart(name);
}

function isTownAsName(items: readonly Item[], end: number): boolean {
  const isTown = items[end - 1]?.type === "place" && items[end - 2]?.heard === ",";
  return isTown && FORMAL.test(items[end - 3]?.heard ?? "");
}

function isNamePart(item: Item | undefined): boolean {
  if (item?.type === "place") return SIGNED.has(item.heard.toLowerCase());
  if (item?.type !== "word" || item.token.kind !== "word" || !/^\p{Lu}.*\p{Ll}/u.test(item.token.raw)) return false;
  return !isExplained(item.token.key) && !JOINING.has(item.token.key);
}
