import type { Clock, IdSource } from "@agentic-pm/contracts";
import { ExecuteStatementCommand, ExecuteTransactionCommand, type AttributeValue } from "@aws-sdk/client-dynamodb";
import type { StatementClient } from "../dynamo-audit-writer.ts";

type Item = Record<string, AttributeValue>;

/** A DynamoDB that knows the one statement of the audit trail, and refuses a key that is there already. */
export class FakeStatements implements StatementClient {
  readonly items: Item[] = [];
  readonly statements: string[] = [];
  #failure: Error | undefined;

  readonly send: StatementClient["send"] = async (command: unknown) => {
    const failure = this.#failure;
    this.#failure = undefined;
    if (failure !== undefined) throw failure;
    if (command instanceof ExecuteTransactionCommand) {
      const [insert, ...changes] = command.input.TransactStatements ?? [];
      this.statements.push(...changes.map(({ Statement = "" }) => Statement));
      this.#insert(insert?.Statement ?? "", insert?.Parameters ?? []);
      return { $metadata: {} };
    }
    if (!(command instanceof ExecuteStatementCommand)) throw named("UnknownOperationException", "");
    this.#insert(command.input.Statement ?? "", command.input.Parameters ?? []);
    return { $metadata: {} };
  };

  /** Lets the next call fail as AWS would. */
  failNext(name: string, message = "told to fail"): void {
    this.#failure = named(name, message);
  }

  /** Lets the next transaction be cancelled for these reasons, one for each statement. */
  cancelNext(...codes: readonly string[]): void {
    const CancellationReasons = codes.map((Code) => ({ Code }));
    this.#failure = Object.assign(named("TransactionCanceledException", codes.join(", ")), { CancellationReasons });
  }

  #insert(statement: string, parameters: readonly AttributeValue[]): void {
    const members = /^INSERT INTO "[^"]+" VALUE \{(.*)\}$/.exec(statement)?.[1]?.split(", ") ?? [];
    const names = members.map((member) => /^'(\w+)': \?$/.exec(member)?.[1]);
    if (names.length === 0 || names.length !== parameters.length || names.includes(undefined)) {
      throw named("ValidationException", "Statement wasn't well formed");
    }
    const item = Object.fromEntries(names.map((name, index) => [name, parameters[index]])) as Item;
    const key = (other: Item) => `${other["subjectId"]?.S}/${other["entryId"]?.S}`;
    if (this.items.some((other) => key(other) === key(item))) throw named("DuplicateItemException", "Duplicate");
    this.statements.push(statement);
    this.items.push(item);
  }
}

/** A clock that stands still and ids that count up. */
export function testPorts(): { clock: Clock; ids: IdSource } {
  let count = 0;
  return {
    clock: { now: () => new Date("2026-01-15T09:00:00.000Z") },
    ids: { uuid: () => `00000000-0000-4000-8000-${(count += 1).toString(16).padStart(12, "0")}` },
  };
}

function named(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}
