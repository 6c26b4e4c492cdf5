import { compileWildcard, matchesTokens, type TextMatcher } from "./wildcard.ts";

const COLON = 58;

/** Splits an ARN into its six parts; the last one keeps its colons. Nothing when the text is not an ARN. */
export function splitArn(text: string): readonly string[] | undefined {
  if (!text.startsWith("arn:")) return undefined;
  const parts = text.split(":");
  return parts.length < 6 ? undefined : [...parts.slice(0, 5), parts.slice(5).join(":")];
}

/** Compiles an ARN pattern that is compared part by part: in the first five, a wildcard stays within its part. */
export function compileArnPattern(pattern: string): TextMatcher | undefined {
  const matchers = splitArn(pattern)?.map(compileWildcard);
  if (matchers === undefined) return undefined;
  return (text) => {
    const parts = splitArn(text);
    return parts !== undefined && matchers.every((matches, at) => matches(parts[at] ?? ""));
  };
}

/** As `compileArnPattern`, for a pattern whose variables were just filled in; nothing when it is not an ARN. */
export function matchesArnTokens(tokens: readonly number[], text: string): boolean | undefined {
  const parts = splitArn(text);
  let start = 0;
  let matches = parts !== undefined;
  for (let part = 0; part < 6; part++) {
    const colon = part < 5 ? tokens.indexOf(COLON, start) : tokens.length;
    if (colon < 0) return undefined;
    matches &&= matchesTokens(tokens.slice(start, colon), parts?.[part] ?? "");
    start = colon + 1;
  }
  return matches;
}

/**
 * An ARN pattern of an identity policy's Resource with the parts that were left out at its end added as
 * wildcards: `arn:aws:sqs` means `arn:aws:sqs:*:*:*`.
 */
export function completeArnPattern(pattern: string): string {
  if (!pattern.startsWith("arn:")) return pattern;
  const colons = pattern.replaceAll(/\$\{[^}]*\}/g, "").split(":").length - 1;
  return pattern + ":*".repeat(Math.max(0, 5 - colons));
}
