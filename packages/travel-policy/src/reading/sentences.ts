/** The sentences of a clause. A full stop inside a number or after a common abbreviation ends none. */
export function sentencesOf(text: string): string[] {
  return text
    .split(
      /(?<!\b(?:e\.g|i\.e|approx|incl|max|min|no|vs|U\.S|U\.S\.A)\.?)(?<=[.!?])\s+(?=\p{Lu}|\d|["“(])|\s*;\s*|\n+/u,
    )
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== "");
}

/** Statements about another time, another company or a mere case: no demand. */
const NO_DEMAND =
  /\b(?:for example|e\.g\.|for instance|average|typically|used to|previously|formerly|last year|in the past|until 20\d\d|before 20\d\d|was|were|had been|suppose|imagine|hypothetical|illustrat\w+|sample|survey|competitors?)\b/iu;

/** Whether a sentence can hold a demand on today's trips at all. */
export function canDemand(sentence: string): boolean {
  return !NO_DEMAND.test(sentence);
}
