import { type DynamoDBClient, ExecuteStatementCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import type { ActionInserts, NewAction } from "../../ports/decision-stores.ts";

/** Adds rows to the actions table by PartiQL INSERT, which fails on a key that exists: `decide` can change no action. */
export class DynamoActionInserts implements ActionInserts {
  readonly #client: DynamoDBClient;
  readonly #table: string;

  constructor(client: DynamoDBClient, { table }: { table: string }) {
    this.#client = client;
    this.#table = table;
  }

  async insert({ audit, ...action }: NewAction): Promise<void> {
    const row = { ...action, auditSeq: audit.seq, auditHash: audit.hash };
    const present = Object.entries(row).filter(([, value]) => value !== null);
    const members = present.map(([name]) => `'${name}': ?`).join(", ");
    const values = Object.values(marshall(Object.fromEntries(present.map(([, value], index) => [`p${index}`, value]))));
    try {
      await this.#client.send(
        new ExecuteStatementCommand({
          Statement: `INSERT INTO "${this.#table}" VALUE {${members}}`,
          Parameters: values,
        }),
      );
    } catch (error) {
      // A retry of this decision. The first row stands; `execute` compares its hash with the one it is handed.
      if (!(error instanceof Error && error.name === "DuplicateItemException")) throw error;
    }
  }
}
