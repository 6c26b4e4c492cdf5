/** A change of status as the ticket's history has it. */
export interface StatusChange {
  readonly by: string;
  readonly from: string;
  readonly at: string;
}

/**
 * The status that the ticket would have if the agent had never touched it last. A ticket whose only change is the
 * agent's own transition thereby keeps its identity, and is no new signal.
 */
export function statusSetByOthers(current: string, history: readonly StatusChange[], ownAccountId: string): string {
  let status = current;
  const newestFirst = history.toSorted((left, right) => Date.parse(right.at) - Date.parse(left.at));
  for (const change of newestFirst) {
    if (change.by !== ownAccountId) return status;
    status = change.from;
  }
  return status;
}
