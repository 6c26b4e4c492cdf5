import { AwsError } from "../../gateway/aws-error.ts";

/**
 * Compiles a filter pattern of terms: every plain term must occur, "in quotes" as a phrase, `-term` must not,
 * and of the `?terms` one must. Patterns over JSON or columns are refused: silence would be mistaken for no match.
 */
export function compileFilter(pattern: string): (message: string) => boolean {
  const trimmed = pattern.trim();
  if (trimmed.startsWith("{") || trimmed.startsWith("[")) {
    const words = "The local cloud filters logs by terms only, not by JSON or column patterns.";
    throw new AwsError("InvalidParameterException", words);
  }
  const terms = [...trimmed.matchAll(/([-?]?)(?:"([^"]*)"|(\S+))/g)].map(([, sign, phrase, word]) => ({
    sign,
    text: phrase ?? word ?? "",
  }));
  const all = terms.filter((term) => term.sign === "");
  const none = terms.filter((term) => term.sign === "-");
  const any = terms.filter((term) => term.sign === "?");
  return (message) =>
    all.every(({ text }) => message.includes(text)) &&
    !none.some(({ text }) => message.includes(text)) &&
    (any.length === 0 || any.some(({ text }) => message.includes(text)));
}
