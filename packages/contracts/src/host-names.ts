/** What may stand in a host's name; runs of it are cut in one pass, so that the search stays linear. */
const RUNS = /[\p{L}\p{M}\p{N}_.-]+/gu;
/** The beginning of a label that may be a top-level domain, of whatever alphabet; there are far too many to list. */
const TOP_LEVEL = /^(?:xn--|\p{L}[\p{L}\p{M}])/iu;
/** Endings of file names that are no top-level domains. `zip`, `mov`, `md`, `sh`, `py` and `rs` are, and so is `app`. */
const FILE_SUFFIX =
  /^(?:pdf|docx?|xlsx?|pptx?|odt|ods|odp|csv|tsv|txt|rtf|json|jsonl|xml|yml|yaml|html?|css|js|mjs|ts|sql|log|png|jpe?g|gif|svg)$/i;
/** First words of a sentence after a forgotten blank ("done.The"); none of them is a top-level domain. */
const NEXT_SENTENCE = /^(?:The|This|That|These|They|There|Then|We|You|She|If|When|After|But|And|Our|Please|However)$/;

/**
 * A text as a reader's client may take it: compatibility forms (full-width letters, signs and dots) in their plain
 * form, and every spelling of a host's dot as a dot.
 */
export function withoutDisguise(text: string): string {
  return text
    .normalize("NFKC")
    .replaceAll("\u3002", ".")
    .replaceAll(/[[({]\s?(?:\.|dot)\s?[\])}]|%2e/gi, ".");
}

/** True when a text names a host, in any alphabet and under any top-level domain. File names and versions are none. */
export function hasHostName(text: string): boolean {
  return withoutDisguise(text).match(RUNS)?.some(isHostLike) ?? false;
}

/** The text, in its undisguised form, with a blank in place of every host name. */
export function withoutHostNames(text: string): string {
  return withoutDisguise(text).replaceAll(RUNS, (run) => (isHostLike(run) ? " " : run));
}

function isHostLike(run: string): boolean {
  const labels = run.split(".");
  const last = labels.findLastIndex((label) => label !== "");
  return labels.some((label, place) => {
    if (!TOP_LEVEL.test(label) || !/[\p{L}\p{N}]/u.test(labels[place - 1] ?? "")) return false;
    return !(place === last && (FILE_SUFFIX.test(label) || NEXT_SENTENCE.test(label)));
  });
}
