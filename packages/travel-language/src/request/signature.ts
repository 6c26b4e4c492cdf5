import type { Item } from "./items.ts";

const CLOSINGS = new Set(
  "best regards cheers thanks thank thx ty sincerely yours greetings merci danke gracias grazie obrigado you".split(
    " ",
  ),
);
const LONGEST_NAME = 2;

/** The message without the name that it is signed with: "Best, Ada". */
export function withoutSignature(items: readonly Item[]): readonly Item[] {
  let end = items.length;
  while (end > 0 && /^[.!]$/u.test(items[end - 1]?.heard ?? "")) end -= 1;
  let start = end;
  while (start > 0 && end - start < LONGEST_NAME && isNamePart(items[start - 1])) start -= 1;
  if (start === end) return items;
  const comma = /^[,.!]$/u.test(items[start - 1]?.heard ?? "") ? 1 : 0;
  const closing = items[start - 1 - comma];
  const isSigned = closing?.type === "word" ? CLOSINGS.has(closing.token.key) : /^thank/iu.test(closing?.heard ?? "");
  return isSigned ? items.slice(0, start) : items;
}

function isNamePart(item: Item | undefined): boolean {
  if (item?.type !== "word" || item.token.kind !== "word" || CLOSINGS.has(item.token.key)) return false;
  return item.token.capital;
}
