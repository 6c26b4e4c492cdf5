import type { Decision } from "@agentic-pm/iam";
import { openJournal, type Journal } from "../state/journal.ts";

/** One answer of the authoriser. */
export interface RecordedDecision {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly roleArn: string;
  readonly functionName?: string;
  readonly action: string;
  readonly resource: string;
  readonly decision: Decision;
}

/** Which permissions each role has used: role → action → resources. */
export type PermissionUsage = ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<string>>>;

type UsageEntry = readonly [roleArn: string, action: string, resource: string];

const RECENT = 2_000;
/** Past this many resources of one action (objects of a bucket, say) further ones tell nothing new. */
const MOST_RESOURCES = 500;

/** Every decision of the cloud: counted, the latest kept, denials announced, and used permissions remembered on disk. */
export class DecisionLog {
  readonly #recent: RecordedDecision[] = [];
  readonly #usage = new Map<string, Map<string, Set<string>>>();
  readonly #listeners = new Set<(denied: RecordedDecision) => void>();
  readonly #journal: Journal | undefined;
  #decisions = 0;
  #denied = 0;

  /** `usageFile` keeps the used permissions over restarts; without it they live in memory. */
  constructor(usageFile?: string) {
    if (usageFile === undefined) return;
    const opened = openJournal<UsageEntry>(usageFile);
    for (const entry of opened.entries) this.#remember(...entry);
    this.#journal = opened.journal;
  }

  record(decision: RecordedDecision): void {
    this.#decisions += 1;
    if (this.#recent.length >= RECENT * 2) this.#recent.splice(0, RECENT);
    this.#recent.push(decision);
    if (decision.decision.allowed) {
      const { roleArn, action, resource } = decision;
      if (this.#remember(roleArn, action, resource)) this.#journal?.append([roleArn, action, resource]);
      return;
    }
    this.#denied += 1;
    for (const listener of this.#listeners) listener(decision);
  }

  /** Decisions since the start, and how many of them were not Allow. */
  counts(): { decisions: number; denied: number } {
    return { decisions: this.#decisions, denied: this.#denied };
  }

  /** The latest decisions, oldest first; at most the last two thousand. */
  recent(): readonly RecordedDecision[] {
    return this.#recent.slice(-RECENT);
  }

  /** Calls `listener` at every denial; returns what ends that. */
  onDenied(listener: (denied: RecordedDecision) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  usage(): PermissionUsage {
    return this.#usage;
  }

  close(): void {
    this.#journal?.close();
  }

  /** True the first time this role does this to that. */
  #remember(roleArn: string, action: string, resource: string): boolean {
    let actions = this.#usage.get(roleArn);
    if (actions === undefined) this.#usage.set(roleArn, (actions = new Map()));
    let resources = actions.get(action);
    if (resources === undefined) actions.set(action, (resources = new Set()));
    if (resources.has(resource) || resources.size >= MOST_RESOURCES) return false;
    resources.add(resource);
    return true;
  }
}
