import { hasHostName, withoutDisguise } from "@agentic-pm/contracts";

/** Schemes that start a program, a call or a message. "Skype: ada" is prose; "skype:ada" is a link. */
const ACTIVE_SCHEME =
  /\b(?:javascript|data|mailto|tel|file|vbscript|cid|sms|smsto|mms|skype|callto|sips?|facetime|whatsapp|tg|slack|msteams|zoommtg|webcal|feed|magnet|geo|blob|about|view-source|intent|itms(?:-apps)?|onenote|shell|search-ms|ldaps?|vscode|ms-[a-z-]{2,30}):(?=\S|$)/i;
/** A name of one label is a word ("and/or") unless a port follows it, or it is this machine's own. */
const LOCAL_HOST = /\blocalhost(?::\d|[/\\])|(?<![\p{L}\p{N}-])\p{L}[\p{L}\p{N}-]{1,62}:\d{2,5}[/\\]\S/iu;

/** What may not stand in a text that leaves the house. Each pattern is linear: no nested repetition. */
const FORBIDDEN: readonly { readonly what: string; readonly pattern: RegExp }[] = [
  { what: "a URL", pattern: /\b[a-z][a-z0-9+.-]{1,15}:[/\\]{2}|\bhttps?:[/\\]/i },
  {
    what: "a share or an address without its scheme",
    pattern: /\\\\[\p{L}\p{N}]|(?<![\p{L}\p{N}:/])\/\/[\p{L}\p{N}]/u,
  },
  { what: "a scheme that clients open", pattern: ACTIVE_SCHEME },
  { what: "a www address", pattern: /\bwww\.\S/i },
  {
    // Ends in letters or is an address of numbers: "3.5/day" is neither.
    what: "a host with a path",
    pattern:
      /(?<![\p{L}\p{N}-])(?:(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}[\p{L}\p{N}-]{1,62}|(?:\d{1,3}\.){3}\d{1,3})(?::\d{1,5})?[/\\]\S/u,
  },
  { what: "a host on this network with a path or port", pattern: LOCAL_HOST },
  { what: "an address", pattern: /\S@\S/ },
  { what: "a markdown link or image", pattern: /\]\s{0,3}[([]|!\[|\]:/ },
  { what: "a placeholder for a link or image", pattern: /\[(?:link|image):/i },
  { what: "a wiki link, mention or macro", pattern: /\[~|\[[^[\]\n]{0,500}\||\{[a-z]{2,20}[:}]|\[\[/i },
  { what: "markup", pattern: /<[a-z/!?]|&(?:#\w{1,8}|[a-z]{2,31});/i },
  // oxlint-disable-next-line no-control-regex -- control characters are what it looks for
  { what: "a control character", pattern: /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/ },
  {
    what: "an invisible or direction-changing character",
    pattern: /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Co}\u2028\u2029]/u,
  },
];

/**
 * The first thing in the text that is not plain, or null. Lines and tabs are plain. It is judged as written and as
 * clients read it, full-width and other compatible forms undone. That a name resolves is enough to carry something
 * out, so that every host name counts, whatever it ends in.
 */
export function notPlain(text: string): string | null {
  if (!text.isWellFormed()) return "half a character";
  const read = withoutDisguise(text);
  const found = FORBIDDEN.find(({ pattern }) => pattern.test(text) || pattern.test(read))?.what;
  return found ?? (hasHostName(read) ? "a host name" : null);
}
