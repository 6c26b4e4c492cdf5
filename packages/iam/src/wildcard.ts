/** In a compiled pattern: any run of characters, none included. */
const ANY_RUN = -1;
/** In a compiled pattern: exactly one character. */
const ANY_ONE = -2;

const STAR = 42;
const QUESTION = 63;

/** Tells whether a text fits. */
export type TextMatcher = (text: string) => boolean;

/** Appends a pattern's characters to `tokens`, with `*` and `?` as wildcards. */
export function pushPattern(tokens: number[], pattern: string): void {
  for (let at = 0; at < pattern.length; at++) {
    const code = pattern.charCodeAt(at);
    tokens.push(code === STAR ? ANY_RUN : code === QUESTION ? ANY_ONE : code);
  }
}

/** Appends a text's characters to `tokens`, with `*` and `?` as themselves. */
export function pushLiteral(tokens: number[], text: string): void {
  for (let at = 0; at < text.length; at++) tokens.push(text.charCodeAt(at));
}

/**
 * Matches a whole text against tokens. Only the last `*` ever needs to be retried, so the time is at most
 * the product of the two lengths: no pattern can make it explode.
 */
export function matchesTokens(tokens: readonly number[], text: string): boolean {
  let token = 0;
  let at = 0;
  let retryToken = -1;
  let retryAt = 0;
  while (at < text.length) {
    const wanted = tokens[token];
    if (wanted === ANY_RUN) {
      retryToken = ++token;
      retryAt = at;
    } else if (wanted === ANY_ONE || wanted === text.charCodeAt(at)) {
      token++;
      at++;
    } else if (retryToken >= 0) {
      token = retryToken;
      at = ++retryAt;
    } else {
      return false;
    }
  }
  while (tokens[token] === ANY_RUN) token++;
  return token === tokens.length;
}

/** Compiles a pattern in which `*` is any run of characters and `?` exactly one; it must fit the whole text. */
export function compileWildcard(pattern: string): TextMatcher {
  const wild = pattern.search(/[*?]/);
  if (wild < 0) return (text) => text === pattern;
  const prefix = pattern.slice(0, wild);
  const rest = pattern.slice(wild);
  if (/^\*+$/.test(rest)) return prefix === "" ? () => true : (text) => text.startsWith(prefix);
  const tokens: number[] = [];
  pushPattern(tokens, pattern);
  return (text) => text.startsWith(prefix) && matchesTokens(tokens, text);
}
