/** What the normaliser did that a reader should know; a subset of the contract's signal flags. */
export type Finding = "hidden_text_removed" | "encoded_text_decoded" | "confusable_characters" | "truncated";

/** Collects findings during one run. */
export type Findings = Set<Finding>;
