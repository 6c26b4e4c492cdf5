import { existsSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "@agentic-pm/errors";
import type { Decision } from "@agentic-pm/iam";
import { openJournal, readJournal, type Journal } from "../state/journal.ts";

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

/** Where a cloud remembers used permissions, inside its data folder. */
const USAGE = ["iam", "usage.jsonl"] as const;

/** A permission that a role used at least once. */
export interface UsedPermission {
  readonly roleArn: string;
  readonly action: string;
  readonly resource: string;
}

/**
 * The permissions used so far in a local cloud's data folder, also while it runs.
 * @throws AppError NOTHING_USED if no cloud ran with that folder.
 */
export function readUsedPermissions(dataDir: string): readonly UsedPermission[] {
  const file = join(dataDir, ...USAGE);
  if (existsSync(file)) {
    return readJournal<UsageEntry>(file).map(([roleArn, action, resource]) => ({ roleArn, action, resource }));
  }
  throw new AppError("NOTHING_USED", {
    cause: `No local cloud ran with ${dataDir}: there is no ${USAGE.join("/")}.`,
    remedy: "Run `agentic-pm up --once` with the same --data first.",
  });
}

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
