import { appendFileSync, existsSync, readFileSync } from "node:fs";
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

/**
 * The permissions that clouds appended to a file of uses, each a line of JSON; a line that a killed process left
 * unfinished is passed over. @throws AppError NOTHING_USED if there is no such file.
 */
export function readUsageFile(file: string): readonly UsedPermission[] {
  if (!existsSync(file)) {
    throw new AppError("NOTHING_USED", {
      cause: `There is no file of uses ${file}.`,
      remedy: "Run tests or `agentic-pm up --once` with AGENTIC_PM_USAGE set to it first.",
    });
  }
  const lines = new Set(readFileSync(file, "utf8").split("\n"));
  return [...lines].flatMap((line) => {
    const [, roleArn, action, resource] = USAGE_LINE.exec(line) ?? [];
    return roleArn === undefined || action === undefined || resource === undefined
      ? []
      : [{ roleArn, action, resource: String(JSON.parse(resource)) }];
  });
}

/** As `JSON.stringify` writes an entry. Roles and actions need no escapes. */
const USAGE_LINE = /^\["([^"\\]+)","([^"\\]+)",("(?:[^"\\]|\\.)*")\]$/;

const RECENT = 2_000;
/** Past this many resources of one action (objects of a bucket, say) further ones tell nothing new. */
const MOST_RESOURCES = 500;

/** Every decision of the cloud: counted, the latest kept, denials announced, and used permissions remembered on disk. */
export class DecisionLog {
  readonly #recent: RecordedDecision[] = [];
  readonly #usage = new Map<string, Map<string, Set<string>>>();
  readonly #listeners = new Set<(denied: RecordedDecision) => void>();
  readonly #journal: Journal | undefined;
  readonly #shared: string | undefined;
  #decisions = 0;
  #denied = 0;

  /**
   * `usageFile` keeps the used permissions over restarts; without it they live in memory. `shared` is a file that many
   * clouds append them to, at the same time too, so that the uses of a whole test run are in one place.
   */
  constructor(usageFile?: string, shared?: string) {
    this.#shared = shared;
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
      if (this.#remember(roleArn, action, resource)) {
        this.#journal?.append([roleArn, action, resource]);
        // One short write at the end of the file, which the system does not mix with another's.
        if (this.#shared !== undefined) {
          appendFileSync(this.#shared, `${JSON.stringify([roleArn, action, resource])}\n`);
        }
      }
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
