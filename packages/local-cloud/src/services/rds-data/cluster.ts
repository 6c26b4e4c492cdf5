import { randomUUID } from "node:crypto";
import { AwsError } from "../../gateway/aws-error.ts";
import type { BoundStatement } from "./bind-parameters.ts";
import type { Database } from "./postgres/database.ts";
import type { Login } from "./postgres/messages.ts";
import type { TextResult } from "./results.ts";
import { Turns, type Release } from "./turns.ts";

/** How long things may take, in milliseconds; the defaults are AWS's. */
export interface ClusterLimits {
  /** How long a call waits for others' transactions. */
  readonly waitMs: number;
  /** How long a transaction lives without a call. */
  readonly idleTransactionMs: number;
}

interface Transaction {
  readonly secretArn: string;
  readonly release: Release;
  /** The last call's end: calls of one transaction run one after another. */
  last: Promise<unknown>;
  timer: NodeJS.Timeout | undefined;
}

/** A database and the transactions that are open on it. */
export class Cluster {
  readonly database: Database;
  private readonly limits: ClusterLimits;
  private readonly turns = new Turns();
  private readonly transactions = new Map<string, Transaction>();

  constructor(database: Database, limits: ClusterLimits) {
    this.database = database;
    this.limits = limits;
  }

  /** Runs statements as the role, all or none. */
  async run(login: Login, statements: readonly BoundStatement[]): Promise<readonly TextResult[]> {
    const release = await this.turns.take(this.limits.waitMs);
    try {
      return await this.database.send({ kind: "run", login, statements });
    } finally {
      release();
    }
  }

  /** Runs SQL of the cloud itself. */
  async administer(sql: string): Promise<void> {
    const release = await this.turns.take(this.limits.waitMs);
    try {
      await this.database.send({ kind: "administer", sql });
    } finally {
      release();
    }
  }

  /** Begins a transaction, which holds the database until it ends; returns its id. */
  async begin(login: Login, secretArn: string): Promise<string> {
    const release = await this.turns.take(this.limits.waitMs);
    try {
      await this.database.send({ kind: "begin", login });
    } catch (error) {
      release();
      throw error;
    }
    const id = randomUUID();
    const transaction: Transaction = { secretArn, release, last: Promise.resolve(), timer: undefined };
    this.transactions.set(id, transaction);
    this.startIdling(id, transaction);
    return id;
  }

  /** Runs statements in a transaction; throws TransactionNotFoundException. */
  continue(id: string, secretArn: string, statements: readonly BoundStatement[]): Promise<readonly TextResult[]> {
    return this.inTransaction(id, secretArn, () => this.database.send({ kind: "continue", statements }));
  }

  /** Ends a transaction; throws TransactionNotFoundException. */
  end(id: string, secretArn: string, verb: "COMMIT" | "ROLLBACK"): Promise<void> {
    return this.inTransaction(id, secretArn, async (transaction) => {
      this.transactions.delete(id);
      try {
        await this.database.send({ kind: "end", verb });
      } finally {
        transaction.release();
      }
    });
  }

  async close(): Promise<void> {
    for (const { timer } of this.transactions.values()) clearTimeout(timer);
    this.transactions.clear();
    await this.database.close();
  }

  private inTransaction<T>(id: string, secretArn: string, work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const transaction = this.transactions.get(id);
    if (transaction === undefined || transaction.secretArn !== secretArn) return Promise.reject(notFound(id));
    clearTimeout(transaction.timer);
    const outcome = transaction.last.then(async () => {
      if (!this.transactions.has(id)) throw notFound(id);
      try {
        return await work(transaction);
      } finally {
        this.afterCall(id, transaction);
      }
    });
    transaction.last = outcome.catch(() => undefined);
    return outcome;
  }

  /** A transaction whose backend is gone is over; any other one starts to idle. */
  private afterCall(id: string, transaction: Transaction): void {
    if (!this.transactions.has(id)) return;
    if (this.database.isRunning) return this.startIdling(id, transaction);
    this.transactions.delete(id);
    transaction.release();
  }

  private startIdling(id: string, transaction: Transaction): void {
    clearTimeout(transaction.timer);
    transaction.timer = setTimeout(() => {
      this.end(id, transaction.secretArn, "ROLLBACK").catch(() => undefined);
    }, this.limits.idleTransactionMs);
    transaction.timer.unref();
  }
}

function notFound(id: string): AwsError {
  return new AwsError("TransactionNotFoundException", `Transaction ${id} is not found`, { status: 404 });
}
