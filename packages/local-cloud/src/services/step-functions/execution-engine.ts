import { AwsError } from "../../gateway/aws-error.ts";
import type { StatesBlock } from "./definition/asl.ts";
import { readDefinition } from "./definition/check-definition.ts";
import type { Ending, ExecutionRecord, ExecutionStatusChange, StateMachineRecord } from "./execution-record.ts";
import type { ExecutionStore } from "./execution-store.ts";
import type { HistoryEvent } from "./history.ts";
import { RunSlots } from "./run-slots.ts";
import { runExecution, type Run } from "./run-execution.ts";
import type { TaskPorts } from "./task-calls.ts";
import { openTaskMemo, transientTaskMemo } from "./task-memo.ts";

export interface EngineOptions {
  readonly store: ExecutionStore;
  readonly ports: TaskPorts;
  /** Executions that work at a time; those that wait do not count. */
  readonly maxConcurrent: number;
  /** What the seconds of Wait and Retry are multiplied by. */
  readonly pauseScale: number;
}

/** Runs executions: accepted ones are on disk, and what a kill interrupted goes on where it stood. */
export class ExecutionEngine {
  readonly #store: ExecutionStore;
  readonly #ports: TaskPorts;
  readonly #slots: RunSlots;
  readonly #pauseScale: number;
  readonly #runs = new Map<string, Run>();
  readonly #definitions = new Map<string, StatesBlock>();
  readonly #listeners = new Set<(change: ExecutionStatusChange) => void>();
  #closing = false;

  constructor({ store, ports, maxConcurrent, pauseScale }: EngineOptions) {
    this.#store = store;
    this.#ports = ports;
    this.#slots = new RunSlots(maxConcurrent);
    this.#pauseScale = pauseScale;
  }

  /** Calls `listener` at each change of a status; returns what ends that. */
  onStatusChange(listener: (change: ExecutionStatusChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Accepts an execution: it is on disk when this returns, and will run. */
  start(
    machine: StateMachineRecord,
    execution: { executionArn: string; name: string; input: string },
  ): ExecutionRecord {
    const record: ExecutionRecord = {
      ...execution,
      stateMachineArn: machine.stateMachineArn,
      roleArn: machine.roleArn,
      definitionHash: this.#store.putDefinition(machine.definition),
      status: "RUNNING",
      startedAt: Date.now(),
    };
    this.#store.put(record);
    this.#announce(record);
    void this.#run(record);
    return record;
  }

  /** Runs an Express execution to its end, without keeping it. */
  async runSynchronously(record: ExecutionRecord, definition: string): Promise<ExecutionRecord> {
    await this.#slots.take();
    try {
      const run = runExecution(
        {
          record,
          definition: readDefinition(record.stateMachineArn, definition),
          memo: transientTaskMemo(),
          pauseScale: this.#pauseScale,
          whileWaiting: (wait) => wait(),
        },
        this.#ports,
      );
      return { ...record, ...(await run.ending), stoppedAt: Date.now() };
    } finally {
      this.#slots.give();
    }
  }

  /** Takes up every execution that an earlier run left unfinished. Gives how many those are. */
  resume(): number {
    const unfinished = [...this.#store.all()].filter(
      ({ status, executionArn }) => status === "RUNNING" && !this.#runs.has(executionArn),
    );
    for (const record of unfinished) void this.#run(record);
    return unfinished.length;
  }

  /** Ends an execution as ABORTED; one that has ended already stays as it is. */
  stop(executionArn: string, reason: { error?: string; cause?: string }): ExecutionRecord {
    const record = this.get(executionArn);
    if (record.status !== "RUNNING") return record;
    const run = this.#runs.get(executionArn);
    const ended = this.#finish(record, { status: "ABORTED", ...reason }, run?.history.events ?? []);
    run?.abort();
    return ended;
  }

  /** @throws AwsError ExecutionDoesNotExist. */
  get(executionArn: string): ExecutionRecord {
    const record = this.#store.get(executionArn);
    if (record === undefined) {
      throw new AwsError("ExecutionDoesNotExist", `Execution Does Not Exist: '${executionArn}'`);
    }
    return record;
  }

  find(executionArn: string): ExecutionRecord | undefined {
    return this.#store.get(executionArn);
  }

  /** Executions of a machine, the latest first. */
  list(stateMachineArn: string, status: string | undefined): readonly ExecutionRecord[] {
    return [...this.#store.all()]
      .filter((record) => record.stateMachineArn === stateMachineArn && (status ?? record.status) === record.status)
      .toSorted((one, other) => other.startedAt - one.startedAt);
  }

  history(executionArn: string): readonly HistoryEvent[] {
    return this.#runs.get(executionArn)?.history.events ?? this.#store.history(executionArn);
  }

  /** Leaves every execution as it stands; the next start takes them up. */
  close(): void {
    this.#closing = true;
    for (const run of this.#runs.values()) run.abort();
    this.#store.close();
  }

  async #run(record: ExecutionRecord): Promise<void> {
    await this.#slots.take();
    try {
      if (!this.#closing && this.#store.get(record.executionArn)?.status === "RUNNING") await this.#runInSlot(record);
    } catch (error) {
      // What fails because the files are closed is taken up by the next start.
      if (!this.#closing) throw error;
    } finally {
      this.#slots.give();
    }
  }

  async #runInSlot(record: ExecutionRecord): Promise<void> {
    const { executionArn } = record;
    const memo = openTaskMemo(this.#store.memoFile(executionArn));
    const definition = this.#definitionOf(record);
    const whileWaiting = this.#slotFreeWaits();
    const pauseScale = this.#pauseScale;
    const run = runExecution({ record, definition, memo, pauseScale, whileWaiting }, this.#ports);
    this.#runs.set(executionArn, run);
    const ending = await run.ending;
    this.#runs.delete(executionArn);
    memo.close({ forget: !this.#closing });
    if (this.#closing || this.get(executionArn).status !== "RUNNING") return;
    this.#finish(record, ending, run.history.events);
  }

  /** While all of an execution waits, another one works in its place. */
  #slotFreeWaits(): <Value>(wait: () => Promise<Value>) => Promise<Value> {
    let waits = 0;
    return async (wait) => {
      waits += 1;
      if (waits === 1) this.#slots.give();
      try {
        return await wait();
      } finally {
        waits -= 1;
        if (waits === 0) await this.#slots.take({ returning: true });
      }
    };
  }

  #definitionOf(record: ExecutionRecord): StatesBlock {
    const known = this.#definitions.get(record.definitionHash);
    if (known !== undefined) return known;
    const definition = readDefinition(record.stateMachineArn, this.#store.definition(record.definitionHash));
    this.#definitions.set(record.definitionHash, definition);
    return definition;
  }

  #finish(record: ExecutionRecord, ending: Ending, events: readonly HistoryEvent[]): ExecutionRecord {
    const ended: ExecutionRecord = { ...record, ...ending, stoppedAt: Date.now() };
    this.#store.putHistory(record.executionArn, events);
    this.#store.put(ended);
    this.#announce(ended);
    return ended;
  }

  #announce({ definitionHash: _hash, roleArn: _role, ...change }: ExecutionRecord): void {
    for (const listener of this.#listeners) listener(change);
  }
}
