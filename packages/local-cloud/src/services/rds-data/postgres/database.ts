import { Worker } from "node:worker_threads";
import { AwsError } from "../../../gateway/aws-error.ts";
import { badRequest, databaseError } from "../rds-errors.ts";
import type { TextResult } from "../results.ts";
import type { DatabaseFailure, DatabaseReply, DatabaseRequest, DatabaseThreadData } from "./messages.ts";

interface Waiting {
  resolve(results: readonly TextResult[]): void;
  reject(error: unknown): void;
  timer: NodeJS.Timeout | undefined;
}

/** A cluster's Postgres in its thread. A statement past its time ends the thread, and the next one starts anew. */
export class Database {
  private readonly options: DatabaseThreadData & { statementTimeoutMs: number };
  private thread: Worker | undefined;
  private readonly waiting = new Map<number, Waiting>();
  private lastId = 0;

  constructor(options: DatabaseThreadData & { statementTimeoutMs: number }) {
    this.options = options;
  }

  /** Whether the thread runs; a transaction does not outlive it. */
  get isRunning(): boolean {
    return this.thread !== undefined;
  }

  /** Starts the thread, so that the first request need not wait for it. */
  start(): void {
    this.running();
  }

  /** Sends a request, starting the thread if needed; rejects with the Data API's errors. */
  send(request: DatabaseRequest): Promise<readonly TextResult[]> {
    const thread = this.running();
    const id = ++this.lastId;
    return new Promise((resolve, reject) => {
      const limit = this.options.statementTimeoutMs;
      const timer = request.kind === "close" ? undefined : setTimeout(() => this.timeOut(id), limit);
      timer?.unref();
      this.waiting.set(id, { resolve, reject, timer });
      thread.postMessage({ id, request }, []);
    });
  }

  async close(): Promise<void> {
    const { thread } = this;
    if (thread === undefined) return;
    await this.send({ kind: "close" }).catch(() => undefined);
    this.thread = undefined;
    await thread.terminate();
  }

  private running(): Worker {
    if (this.thread !== undefined) return this.thread;
    const { dataDir, database } = this.options;
    const thread = new Worker(new URL("./database-thread.ts", import.meta.url), { workerData: { dataDir, database } });
    thread.unref();
    thread.on("message", (reply: DatabaseReply) => this.settle(reply));
    thread.on("error", (error) => this.fail(thread, error));
    thread.on("exit", () =>
      this.fail(thread, new AwsError("DatabaseUnavailableException", "The database stopped.", { status: 504 })),
    );
    this.thread = thread;
    return thread;
  }

  private settle(reply: DatabaseReply): void {
    const waiting = this.waiting.get(reply.id);
    this.waiting.delete(reply.id);
    clearTimeout(waiting?.timer);
    if ("results" in reply) waiting?.resolve(reply.results);
    else waiting?.reject(errorOf(reply.failure));
  }

  /** Postgres in WebAssembly hears no cancel: only ending its thread stops a statement. What was committed is on disk. */
  private timeOut(id: number): void {
    const { thread } = this;
    const waiting = this.waiting.get(id);
    this.waiting.delete(id);
    waiting?.reject(
      new AwsError(
        "StatementTimeoutException",
        "The statement ran longer than the Data API waits for one, and was ended.",
      ),
    );
    if (thread !== undefined)
      this.fail(thread, new AwsError("DatabaseUnavailableException", "The database was restarted.", { status: 504 }));
    void thread?.terminate();
  }

  private fail(thread: Worker, error: unknown): void {
    if (this.thread !== thread) return;
    this.thread = undefined;
    for (const { reject, timer } of this.waiting.values()) {
      clearTimeout(timer);
      reject(error);
    }
    this.waiting.clear();
  }
}

function errorOf({ message, sqlState, severity, detail }: DatabaseFailure): Error {
  if (sqlState === undefined || !/^[0-9A-Z]{5}$/.test(sqlState)) return badRequest(message);
  if (sqlState === "28P01") return badRequest(`${severity ?? "FATAL"}: ${message}; SQLState: ${sqlState}`);
  return databaseError({ message, sqlState, severity, detail });
}
