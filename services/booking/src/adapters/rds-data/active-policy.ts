import * as z from "zod";
import type { ActivePolicy } from "../../ports/active-policy.ts";
import type { ActiveDocument } from "../../domain/active-document.ts";
import type { RdsDataSql } from "@agentic-pm/database";

const ACTIVE = `select document_id, version from travel.policy_document where status = 'active' order by document_id`;
const Document = z.object({ document_id: z.string(), version: z.coerce.number().int() });

/** The documents in force, for those whose Postgres role may read their names and nothing of their text. */
export class RdsDataActivePolicy implements ActivePolicy {
  readonly #sql: RdsDataSql;

  constructor(sql: RdsDataSql) {
    this.#sql = sql;
  }

  async documents(): Promise<readonly ActiveDocument[]> {
    const rows = await this.#sql.rows(ACTIVE, {});
    return rows
      .map((row) => Document.parse(row))
      .map(({ document_id: documentId, version }) => ({ documentId, version }));
  }
}
