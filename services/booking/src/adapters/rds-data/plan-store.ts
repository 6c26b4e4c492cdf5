import type { PlanReader, PlanStore } from "../../ports/plan-store.ts";
import { jsonIn, type RdsDataSql } from "@agentic-pm/database";

const INSERT = `insert into travel.plan (booking_id, sha256, body)
values (:booking_id, :sha256, cast(:body as jsonb)) on conflict do nothing`;
const SELECT = `select cast(body as text) as body from travel.plan where booking_id = :booking_id and sha256 = :sha256`;

/** travel.plan for `reason-and-plan`, whose Postgres role may only insert. */
export class RdsDataPlanStore implements PlanStore {
  readonly #sql: RdsDataSql;

  constructor(sql: RdsDataSql) {
    this.#sql = sql;
  }

  async insert({ bookingId, planHash, plan }: Parameters<PlanStore["insert"]>[0]): Promise<void> {
    await this.#sql.rows(INSERT, { booking_id: bookingId, sha256: planHash, body: JSON.stringify(plan) });
  }
}

/** travel.plan for those whose Postgres role may only select. */
export class RdsDataPlanReader implements PlanReader {
  readonly #sql: RdsDataSql;

  constructor(sql: RdsDataSql) {
    this.#sql = sql;
  }

  async plan(bookingId: string, planHash: string): Promise<unknown> {
    const [row] = await this.#sql.rows(SELECT, { booking_id: bookingId, sha256: planHash });
    return jsonIn(row, "body");
  }
}
