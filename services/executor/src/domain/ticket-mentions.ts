import { isDecoy } from "@agentic-pm/contracts";

const MOST_MENTIONS = 8;

/**
 * Keys of the project's tickets that stand in a text that strangers wrote. They become handles of role `mentioned`,
 * which no Jira action may use. A decoy is no ticket, whoever writes its key.
 */
export function ticketMentions(texts: readonly string[], projectKey: string): string[] {
  const found = new Set<string>();
  for (const text of texts) {
    for (const match of text.matchAll(/(?<![\w-])([A-Z][A-Z0-9_]{1,20})-(\d{1,9})(?![\w-])/g)) {
      if (match[1] === projectKey && !isDecoy(`ticket#${match[0]}`, projectKey)) found.add(match[0]);
      if (found.size === MOST_MENTIONS) return [...found];
    }
  }
  return [...found];
}
