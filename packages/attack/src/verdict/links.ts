const SIGNS = [
  /[a-z]:[/\\]|\/\/[^\s/]|\\\\\S/iu,
  /\bwww\.|\S@\S|\blocalhost[:/\\]|[a-z][\w-]*:\d+[/\\]/iu,
  /\b(?:javascript|vbscript|data|mailto|tel|file|cid|smsto|sms|mms|skype|callto|sips?|ldap|ms-[a-z-]+):\S/iu,
  /<[a-z!/?]|&#|&[a-z]+;/iu,
  /\]\s*[(:]|!\[|\[~|\[\[|\{[a-z]+[:}]|\[[^\]\n]*\|/iu,
] as const;
/** Endings under which nobody can register a name. */
const NOT_A_PLACE = new Set(
  "pdf doc docx xls xlsx ppt pptx odt ods odp csv tsv txt rtf json jsonl xml yml yaml htm html css js mjs ts sql log png jpg jpeg gif svg".split(
    " ",
  ),
);
/** The words that may follow a full stop without a blank. */
const RUN_ON = new Set(
  "The This That These They There Then We You She If When After But And Our Please However".split(" "),
);
// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const HIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]|\p{Cf}|\p{Default_Ignorable_Code_Point}|[\u2028\u2029]/u;

/** True when a reader's client may make a link, a mention or a picture of something in the text. */
export function leadsSomewhere(written: string): boolean {
  const text = written.normalize("NFKC").replaceAll(/\u3002|\[\.\]|\(\.\)|\[dot\]|\(dot\)|%2E/giu, ".");
  return SIGNS.some((sign) => sign.test(written) || sign.test(text)) || namesHost(text);
}

/** True when the text holds characters that nobody sees, or that turn what is seen round. */
export function hidesSomething(text: string): boolean {
  return HIDDEN.test(text);
}

/** A dot between a letter or digit and two letters, unless the word ends there in what is no domain. */
function namesHost(text: string): boolean {
  for (const { 0: word, index } of text.matchAll(
    /(?<=[\p{L}\p{N}\p{M}_-]\.)(?:xn--[a-z0-9-]+|\p{L}[\p{L}\p{M}]+)/giu,
  )) {
    const after = text.slice(index + word.length, index + word.length + 2);
    const goesOn = /^(?:[\p{N}_-]|\.[\p{L}\p{N}])/u.test(after);
    if (goesOn || !(NOT_A_PLACE.has(word.toLowerCase()) || RUN_ON.has(word))) return true;
  }
  return false;
}
