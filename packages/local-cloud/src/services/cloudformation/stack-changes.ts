import { randomUUID } from "node:crypto";
import type { NamedPolicy } from "@agentic-pm/iam";
import type { ApplyRequest, Permit, StackEngine } from "../../template/stack-engine.ts";
import type { ResourceEvent } from "../../template/resource-watch.ts";
import type { RunningChange, StackBook, StackEntry, StackInput } from "./stack-book.ts";
import { parsedTemplate, validationError } from "./stack-form.ts";

/** Who changes a stack. */
export interface ChangingRole {
  readonly roleArn: string;
  readonly sessionName: string;
  /** Narrows the session of who began it, as on AWS: the change is made by a session made from that one. */
  readonly sessionPolicy?: NamedPolicy;
}

export interface StackChangePorts {
  readonly book: StackBook;
  readonly engine: () => StackEngine;
  /** Reads uploaded code in the name of the role. */
  readonly readCode: (role: ChangingRole, bucket: string, key: string) => Promise<Buffer>;
  /** What the role that runs a change may do to resources. */
  readonly permit: (change: RunningChange) => Permit;
  readonly now: () => number;
  /** Called after each change of stacks. */
  readonly onChanged: () => void;
}

const RESUMED = "The cloud was stopped in the middle of this change; it goes on where it stood.";

/** Creates, updates, rolls back and deletes stacks, one change of a stack at a time; what a kill broke off goes on. */
export class StackChanges {
  readonly #ports: StackChangePorts;
  readonly #running = new Set<Promise<void>>();
  #isStopped = false;

  constructor(ports: StackChangePorts) {
    this.#ports = ports;
  }

  /** Begins to create or update; the answer does not wait for the end. */
  begin(kind: "CREATE" | "UPDATE", entry: StackEntry, wanted: { input: StackInput; role: ChangingRole }): StackEntry {
    const { input, role } = wanted;
    const before = this.#ports.engine().snapshot(entry.stackName);
    const change = { kind, phase: "apply" as const, token: randomUUID(), input, before, ...role };
    const times = kind === "CREATE" ? {} : { updatedAt: this.#ports.now() };
    const begun = this.#status({ ...entry, ...times, change }, `${kind}_IN_PROGRESS`, "User Initiated");
    this.#start(begun);
    return begun;
  }

  /** Goes on with the rollback of an update that failed. @throws AwsError ValidationError where none did. */
  continueRollback(entry: StackEntry, role: ChangingRole): void {
    const { notRolledBack, ...rest } = entry;
    if (entry.status !== "UPDATE_ROLLBACK_FAILED" || notRolledBack === undefined) {
      throw validationError(`Stack:${entry.stackId} is in ${entry.status} state and can not continue to roll back.`);
    }
    const { sessionPolicy: _former, ...former } = notRolledBack;
    const change = { ...former, ...role, token: randomUUID() };
    this.#start(this.#status({ ...rest, change }, "UPDATE_ROLLBACK_IN_PROGRESS", "User Initiated"));
  }

  beginDelete(entry: StackEntry, role: ChangingRole): void {
    const before = { resources: [] };
    const { input } = entry;
    const change = { kind: "DELETE" as const, phase: "apply" as const, token: randomUUID(), input, before, ...role };
    this.#start(this.#status({ ...entry, change }, "DELETE_IN_PROGRESS", "User Initiated"));
  }

  /** Takes up what an earlier run left, except for stacks that were applied anew since. */
  resume(appliedAnew: ReadonlySet<string>): void {
    for (const entry of this.#ports.book.entries()) {
      if (entry.change === undefined) continue;
      if (appliedAnew.has(entry.stackName)) {
        const { change: _change, ...rest } = entry;
        this.#status(rest, "UPDATE_COMPLETE", "The service's package was applied at the start of the cloud.");
      } else {
        this.#start(this.#status(entry, entry.status, RESUMED));
      }
    }
  }

  /** Nothing more is begun or written; what runs goes on at the next start. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    await Promise.race([Promise.allSettled(this.#running), new Promise((resolve) => setTimeout(resolve, 500).unref())]);
  }

  /** Waits for all changes that are under way. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#running);
  }

  #start(entry: StackEntry): void {
    const run: Promise<void> = this.#run(entry)
      // What fails while the cloud stops goes on at the next start; whatever else fails has its event.
      .catch(() => undefined)
      .finally(() => this.#running.delete(run));
    this.#running.add(run);
  }

  async #run(entry: StackEntry): Promise<void> {
    const { change } = entry;
    if (change === undefined) return;
    if (change.kind === "DELETE") return await this.#delete(entry);
    if (change.phase === "cleanup") return await this.#cleanUp(entry, change);
    const applied = change.phase === "apply" ? await this.#apply(entry) : entry;
    if (applied === undefined) return;
    await this.#rollBack(applied);
  }

  /** The stack if it has to be rolled back. */
  async #apply(entry: StackEntry): Promise<StackEntry | undefined> {
    const { change } = entry;
    if (change === undefined) return undefined;
    const { kind, input } = change;
    const failed: ResourceEvent[] = [];
    try {
      await this.#ports.engine().applyStack({
        ...this.#request(entry, change),
        watch: (event) => {
          if (event.status.endsWith("_FAILED")) failed.push(event);
          this.#tell(entry, event);
        },
        onCleanup: () => {
          const done = { ...entry, change: { ...change, phase: "cleanup" as const } };
          if (kind === "UPDATE") this.#status(done, "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS");
        },
      });
      this.#end({ ...entry, input }, `${kind}_COMPLETE`);
      return undefined;
    } catch (error) {
      if (this.#isStopped) return undefined;
      const status = kind === "CREATE" ? "ROLLBACK_IN_PROGRESS" : "UPDATE_ROLLBACK_IN_PROGRESS";
      const reason = failed.length === 0 ? messageOf(error) : failuresOf(failed);
      return this.#status({ ...entry, change: { ...change, phase: "rollback" } }, status, reason);
    }
  }

  /** Ends an update that was broken off in its clean-up. */
  async #cleanUp(entry: StackEntry, change: RunningChange): Promise<void> {
    await this.#ports.engine().cleanUp(this.#request(entry, change));
    this.#end({ ...entry, input: change.input }, "UPDATE_COMPLETE");
  }

  #request(entry: StackEntry, change: RunningChange): ApplyRequest {
    const { stackName, stackId } = entry;
    const { templateBody, parameters } = change.input;
    return {
      stackName,
      stackId,
      template: parsedTemplate(templateBody),
      parameters,
      artefactsDir: "",
      readCode: (bucket, key) => this.#ports.readCode(change, bucket, key),
      permit: this.#ports.permit(change),
      watch: (event) => this.#tell(entry, event),
    };
  }

  async #rollBack(entry: StackEntry): Promise<void> {
    const { change, stackName, reason } = entry;
    if (change === undefined) return;
    const isUpdate = change.kind === "UPDATE";
    const prefix = isUpdate ? "UPDATE_ROLLBACK" : "ROLLBACK";
    const onCleanup = (): void => void this.#status(entry, "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS");
    try {
      await this.#ports.engine().rollBack(stackName, change.before, {
        watch: (event) => this.#tell(entry, event),
        permit: this.#ports.permit(change),
        ...(isUpdate ? { onCleanup } : {}),
      });
      this.#end(entry, `${prefix}_COMPLETE`, reason);
    } catch (error) {
      if (this.#isStopped) return;
      this.#end({ ...entry, ...(isUpdate ? { notRolledBack: change } : {}) }, `${prefix}_FAILED`, messageOf(error));
    }
  }

  async #delete(entry: StackEntry): Promise<void> {
    const { change } = entry;
    try {
      await this.#ports.engine().deleteStack(entry.stackName, {
        watch: (event) => this.#tell(entry, event),
        ...(change === undefined ? {} : { permit: this.#ports.permit(change) }),
      });
      this.#end({ ...entry, deletedAt: this.#ports.now() }, "DELETE_COMPLETE");
    } catch (error) {
      if (!this.#isStopped) this.#end(entry, "DELETE_FAILED", messageOf(error));
    }
  }

  #end(entry: StackEntry, status: string, reason?: string): void {
    const { change: _change, ...rest } = entry;
    this.#status(rest, status, reason);
    this.#ports.onChanged();
  }

  /** Writes a stack's status down, with its event. */
  #status(entry: StackEntry, status: string, reason?: string): StackEntry {
    const { reason: _earlier, ...rest } = entry;
    const why = reason === undefined ? {} : { reason };
    const { stackId, stackName, change } = entry;
    const changed = this.#ports.book.put({ ...rest, ...why, status });
    this.#ports.book.tell({
      stackId,
      stackName,
      logicalId: stackName,
      physicalId: stackId,
      type: "AWS::CloudFormation::Stack",
      status,
      ...why,
      ...(change === undefined ? {} : { token: change.token }),
    });
    return changed;
  }

  #tell({ stackId, stackName, change }: StackEntry, event: ResourceEvent): void {
    if (this.#isStopped) return;
    this.#ports.book.tell({ ...event, stackId, stackName, ...(change === undefined ? {} : { token: change.token }) });
  }
}

function failuresOf(failed: readonly ResourceEvent[]): string {
  const verbs = ["CREATE", "UPDATE", "DELETE"] as const;
  return verbs
    .map((verb) => ({ verb, of: failed.filter(({ status }) => status === `${verb}_FAILED`) }))
    .filter(({ of }) => of.length > 0)
    .map(({ verb, of }) => {
      const names = of.map(({ logicalId }) => logicalId).join(", ");
      return `The following resource(s) failed to ${verb.toLowerCase()}: [${names}]. `;
    })
    .join("");
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
