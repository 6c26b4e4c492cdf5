import { randomUUID } from "node:crypto";
import type { NamedPolicy } from "@agentic-pm/iam";
import { openDurableMap, type DurableMap } from "../../state/durable-map.ts";
import type { PlannedChange, StackSnapshot } from "../../template/stack-engine.ts";

/** What a caller sends to make or change a stack. */
export interface StackInput {
  readonly templateBody: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly tags: readonly Tag[];
  readonly capabilities: readonly string[];
}

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

/** A change that is under way; kept so that it goes on after a kill. */
export interface RunningChange {
  readonly kind: "CREATE" | "UPDATE" | "DELETE";
  /** In its clean-up a change is done: there is no way back from there. */
  readonly phase: "apply" | "cleanup" | "rollback";
  readonly token: string;
  readonly input: StackInput;
  /** In whose name resources are changed. */
  readonly roleArn: string;
  readonly sessionName: string;
  readonly sessionPolicy?: NamedPolicy;
  readonly before: StackSnapshot;
}

/** In whose name resources are changed, where it is not the caller's. */
export interface ServiceRole {
  readonly serviceRoleArn?: string;
}

/** A stack as the API knows it. */
export interface StackEntry extends ServiceRole {
  readonly stackId: string;
  readonly stackName: string;
  /** As AWS names them, e.g. UPDATE_ROLLBACK_COMPLETE. */
  readonly status: string;
  readonly reason?: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  readonly updatedAt?: number;
  readonly deletedAt?: number;
  readonly input: StackInput;
  readonly policy?: string;
  readonly terminationProtection?: boolean;
  readonly changeSetId?: string;
  readonly change?: RunningChange;
  /** The change whose rollback failed. */
  readonly notRolledBack?: RunningChange;
}

export interface ChangeSet extends ServiceRole {
  readonly id: string;
  readonly name: string;
  readonly stackId: string;
  readonly stackName: string;
  readonly kind: "CREATE" | "UPDATE";
  readonly status: "CREATE_COMPLETE" | "FAILED";
  readonly reason?: string;
  readonly executionStatus: "AVAILABLE" | "UNAVAILABLE" | "EXECUTE_COMPLETE" | "OBSOLETE";
  readonly createdAt: number;
  readonly input: StackInput;
  readonly changes: readonly PlannedChange[];
}

export interface StackEvent {
  readonly eventId: string;
  readonly stackId: string;
  readonly stackName: string;
  readonly logicalId: string;
  readonly physicalId: string;
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly at: number;
  readonly token?: string;
}

/** So many of a stack's events are kept. */
const MOST_EVENTS = 2_000;

/** Stacks, change sets and events, on disk. */
export class StackBook {
  readonly #stacks: DurableMap<StackEntry>;
  readonly #changeSets: DurableMap<ChangeSet>;
  readonly #events: DurableMap<StackEvent>;
  readonly #byStack = new Map<string, StackEvent[]>();
  readonly #now: () => number;

  private constructor(
    maps: {
      stacks: DurableMap<StackEntry>;
      changeSets: DurableMap<ChangeSet>;
      events: DurableMap<StackEvent>;
    },
    now: () => number,
  ) {
    this.#stacks = maps.stacks;
    this.#changeSets = maps.changeSets;
    this.#events = maps.events;
    this.#now = now;
    for (const event of maps.events.values()) this.#remember(event);
  }

  static async open(basePath: string, now: () => number): Promise<StackBook> {
    const stacks = await openDurableMap<StackEntry>(`${basePath}.book.jsonl`);
    const changeSets = await openDurableMap<ChangeSet>(`${basePath}.change-sets.jsonl`);
    const events = await openDurableMap<StackEvent>(`${basePath}.events.jsonl`);
    return new StackBook({ stacks, changeSets, events }, now);
  }

  /** By id, or by the name of a stack that is not deleted. */
  find(nameOrId: string): StackEntry | undefined {
    const byId = this.#stacks.get(nameOrId);
    if (byId !== undefined) return byId;
    return [...this.#stacks.values()].find(
      (entry) => entry.stackName === nameOrId && entry.status !== "DELETE_COMPLETE",
    );
  }

  entries(): readonly StackEntry[] {
    return [...this.#stacks.values()];
  }

  put(entry: StackEntry): StackEntry {
    this.#stacks.put(entry.stackId, entry);
    return entry;
  }

  /** By its ARN, or by its name among the stack's; where a stack is named, only its own. */
  changeSet(nameOrId: string, stackId: string | undefined): ChangeSet | undefined {
    const byId = this.#changeSets.get(nameOrId);
    if (byId !== undefined) return stackId === undefined || byId.stackId === stackId ? byId : undefined;
    return [...this.#changeSets.values()].find((each) => each.name === nameOrId && each.stackId === stackId);
  }

  changeSetsOf(stackId: string): readonly ChangeSet[] {
    return [...this.#changeSets.values()].filter((each) => each.stackId === stackId);
  }

  putChangeSet(changeSet: ChangeSet): void {
    this.#changeSets.put(changeSet.id, changeSet);
  }

  removeChangeSet(id: string): void {
    this.#changeSets.remove(id);
  }

  /** Writes down that a change set is executed; the stack's others were made for what it no longer is, and go. */
  executed(changeSet: ChangeSet): void {
    this.putChangeSet({ ...changeSet, executionStatus: "EXECUTE_COMPLETE" });
    for (const { id } of this.changeSetsOf(changeSet.stackId)) if (id !== changeSet.id) this.removeChangeSet(id);
  }

  /** After an update without a change set: none that was made before can be executed any more. */
  obsoleteChangeSets(stackId: string): void {
    for (const changeSet of this.changeSetsOf(stackId)) {
      if (changeSet.executionStatus === "AVAILABLE") this.putChangeSet({ ...changeSet, executionStatus: "OBSOLETE" });
    }
  }

  /** Writes an event down. */
  tell(event: Omit<StackEvent, "eventId" | "at">): void {
    const written = { ...event, eventId: randomUUID(), at: this.#now() };
    this.#events.put(written.eventId, written);
    const events = this.#remember(written);
    for (const old of events.splice(0, Math.max(0, events.length - MOST_EVENTS))) this.#events.remove(old.eventId);
  }

  /** A stack's events, newest first. */
  events(stackId: string): readonly StackEvent[] {
    return (this.#byStack.get(stackId) ?? []).toReversed();
  }

  close(): void {
    this.#stacks.close();
    this.#changeSets.close();
    this.#events.close();
  }

  #remember(event: StackEvent): StackEvent[] {
    const events = this.#byStack.get(event.stackId) ?? [];
    events.push(event);
    this.#byStack.set(event.stackId, events);
    return events;
  }
}
