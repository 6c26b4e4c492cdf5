/** What Java's expressions have and JavaScript's have not, or mean otherwise: nested classes, quotes, properties, flags. */
const JAVA_ONLY = /\\[QEpPGhHRX]|\(\?>|\(\?[a-zA-Z-]*[xudU]|\(\?[a-zA-Z-]+\)|&&|\[[^\]]*\[/;
const ESCAPED = /\\[^QEpPGhHRX]/g;
const FLAGS_FIRST = /^\(\?([ims]+)\)(.*)$/s;
/** A quantifier that gives nothing back: `++`, `*+`, `?+`, `{2,}+`. */
const POSSESSIVE = /((?:\\.|\[(?:\\.|[^\]\\])*\]|[^\\[])(?:[*+?]|\{\d+(?:,\d*)?\}))\+/g;

/**
 * A parameter's AllowedPattern, which is Java's, as an expression that a whole value has to fit. Quantifiers that give
 * nothing back are read as greedy ones. "foreign" is what only Java can read: nothing is checked by it here.
 */
export function readPattern(pattern: string): RegExp | "foreign" | "malformed" {
  const [, flags, rest = pattern] = FLAGS_FIRST.exec(pattern) ?? [];
  const written = rest.replaceAll("\\A", "^").replaceAll(/\\[zZ]/g, "$");
  if (JAVA_ONLY.test(written.replaceAll(ESCAPED, ""))) return "foreign";
  try {
    return new RegExp(`^(?:${written.replaceAll(POSSESSIVE, "$1")})$`, flags);
  } catch {
    return "malformed";
  }
}
