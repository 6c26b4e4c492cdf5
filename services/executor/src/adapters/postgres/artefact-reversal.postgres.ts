import type { RdsDataSql } from "@agentic-pm/database";
import type { Inverse } from "../../domain/effect-inverse.ts";
import type { EffectReversal, Standing } from "../../ports/effect-reversal.ts";

type Withdraw = Extract<Inverse, { type: "artefact.withdraw" }>;

const FIND = `select cast(withdrawn_at as text) as withdrawn_at from pm.artefact_entry where entry_id = :entry_id`;
const WITHDRAW = `update pm.artefact_entry set withdrawn_at = now() where entry_id = :entry_id and withdrawn_at is null`;

/** Withdraws an artefact's entry: it stays on record and is read by nobody any more. */
export class PostgresArtefactReversal implements EffectReversal<Withdraw> {
  readonly integration = null;
  readonly #database: RdsDataSql;

  constructor(database: RdsDataSql) {
    this.#database = database;
  }

  /** An action whose matter was already in the artefact made no entry, so there is none of its own to withdraw. */
  async standing({ entryId }: Withdraw): Promise<Standing> {
    const [row] = await this.#database.rows(FIND, { entry_id: entryId });
    if (row === undefined) return { drift: "NO_ENTRY_OF_ITS_OWN" };
    return row["withdrawn_at"] === null ? "standing" : "gone";
  }

  async takeBack({ entryId }: Withdraw): Promise<void> {
    await this.#database.rows(WITHDRAW, { entry_id: entryId });
  }
}
