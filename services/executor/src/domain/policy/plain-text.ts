/** What may not stand in a text that leaves the house. Each pattern is linear: no nested repetition. */
const FORBIDDEN: readonly { readonly what: string; readonly pattern: RegExp }[] = [
  { what: "a URL", pattern: /\b[a-z][a-z0-9+.-]{1,15}:\/\//i },
  { what: "a scheme that clients open", pattern: /\b(?:javascript|data|mailto|tel|file|vbscript|cid):\S/i },
  { what: "a www address", pattern: /\bwww\.\S/i },
  {
    // Ends in letters or is an address of numbers: "3.5/day" is neither.
    what: "a host with a path",
    pattern:
      /(?<![\p{L}\p{N}-])(?:(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}[\p{L}\p{N}-]{1,62}|(?:\d{1,3}\.){3}\d{1,3})(?::\d{1,5})?\/\S/u,
  },
  {
    // Resolving a name is enough to carry something out, whatever it ends in.
    what: "a host of many labels",
    pattern: /(?<![\p{L}\p{N}-])(?:[\p{L}\p{N}-]{1,63}\.){3,8}\p{L}{2,24}(?![\p{L}\p{N}])/u,
  },
  {
    what: "a host name",
    pattern:
      /\b[a-z0-9-]{1,63}\.(?:com|net|org|info|biz|io|co|dev|app|xyz|site|online|top|click|link|shop|ru|cn|me|ai|tk|zip|mov|de|uk|fr|nl|eu|es|pl|cz|ch|br|jp|kr|tv|cc|ws|su|gg|ly|cloud|page|fun|store|tech|club|icu|vip|website|space|host|cyou|cfd|sbs|lol|example|test|invalid)\b/i,
  },
  { what: "an address", pattern: /\S@\S/ },
  { what: "a markdown link or image", pattern: /\]\s{0,3}[([]|!\[|\]:/ },
  { what: "a placeholder for a link or image", pattern: /\[(?:link|image):/i },
  { what: "a wiki link, mention or macro", pattern: /\[~|\{[a-z]{2,20}[:}]|\[\[/i },
  { what: "markup", pattern: /<[a-z/!?]|&(?:#\w{1,8}|[a-z]{2,31});/i },
  // oxlint-disable-next-line no-control-regex -- control characters are what it looks for
  { what: "a control character", pattern: /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/ },
  {
    what: "an invisible or direction-changing character",
    pattern: /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Co}\u2028\u2029]/u,
  },
];

/** The first thing in the text that is not plain, or null. Lines and tabs are plain. */
export function notPlain(text: string): string | null {
  if (!text.isWellFormed()) return "half a character";
  return FORBIDDEN.find(({ pattern }) => pattern.test(text))?.what ?? null;
}
