import type { Clock, IdSource } from "@agentic-pm/contracts";
import { fail, ok, type Result } from "@agentic-pm/errors";
import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { BudgetLedger, Reservation, ReservationRequest } from "./budget-ledger.ts";
import { writeBoth, type LedgerTransactions } from "./ledger-transaction.ts";

export interface BudgetLimits {
  /** US dollars a day and a month, by UTC. */
  readonly dailyUsd: number;
  readonly monthlyUsd: number;
}

export interface BudgetLedgerOptions extends BudgetLimits {
  readonly table: string;
}

export interface BudgetLedgerPorts extends LedgerTransactions {
  readonly clock: Clock;
  readonly ids: IdSource;
}

/** Money is kept in whole millionths of a dollar, so that sums are exact. */
const MICROS = 1_000_000;

/**
 * Two rows, `budget#day#…` and `budget#month#…`: `committedMicros` is spent plus set aside, and is what the limits
 * hold; `spentMicros` and `calls` are for people and alarms. Every change is one transaction over both rows. A process
 * that dies between reserving and settling leaves its worst case counted: the budget errs on the safe side.
 */
export class DynamoBudgetLedger implements BudgetLedger {
  readonly #options: BudgetLedgerOptions;
  readonly #ports: BudgetLedgerPorts;

  constructor(options: BudgetLedgerOptions, ports: BudgetLedgerPorts) {
    this.#options = options;
    this.#ports = ports;
  }

  async reserve(request: ReservationRequest): Promise<Result<Reservation, "DAY_SPENT" | "MONTH_SPENT">> {
    const { dailyUsd, monthlyUsd } = this.#options;
    const usd = microsUp(request.usd) / MICROS;
    if (usd > monthlyUsd) return monthSpent(monthlyUsd);
    if (request.withinDay && usd > dailyUsd) return daySpent(dailyUsd);
    const today = this.#ports.clock.now().toISOString();
    const reservation = {
      reservationId: this.#ports.ids.uuid(),
      usd,
      day: today.slice(0, 10),
      month: today.slice(0, 7),
    };
    const change = { committed: microsOf(usd), spent: 0, calls: 0 };
    const refusedBy = await writeBoth(
      [
        this.#update(`budget#day#${reservation.day}`, change, request.withinDay ? dailyUsd : undefined),
        this.#update(`budget#month#${reservation.month}`, change, monthlyUsd),
      ],
      tokenOf("reserve", reservation),
      this.#ports,
    );
    if (refusedBy === undefined) return ok(reservation);
    return refusedBy === 0 ? daySpent(dailyUsd) : monthSpent(monthlyUsd);
  }

  async settle(reservation: Reservation, usd: number): Promise<void> {
    const cost = microsUp(usd);
    await this.#close(reservation, { committed: cost - microsOf(reservation.usd), spent: cost, calls: 1 });
  }

  async release(reservation: Reservation): Promise<void> {
    await this.#close(reservation, { committed: -microsOf(reservation.usd), spent: 0, calls: 0 });
  }

  async #close(reservation: Reservation, change: Change): Promise<void> {
    const updates = [
      this.#update(`budget#day#${reservation.day}`, change),
      this.#update(`budget#month#${reservation.month}`, change),
    ];
    await writeBoth(updates, tokenOf("settle", reservation), this.#ports);
  }

  #update(limitId: string, change: Change, limitUsd?: number): TransactWriteItem {
    const update = {
      TableName: this.#options.table,
      Key: { limitId: { S: limitId } },
      UpdateExpression: "ADD #committed :committed, #spent :spent, #calls :calls",
      ExpressionAttributeNames: { "#committed": "committedMicros", "#spent": "spentMicros", "#calls": "calls" },
    };
    const values = {
      ":committed": { N: String(change.committed) },
      ":spent": { N: String(change.spent) },
      ":calls": { N: String(change.calls) },
    };
    if (limitUsd === undefined) return { Update: { ...update, ExpressionAttributeValues: values } };
    return {
      Update: {
        ...update,
        ConditionExpression: "attribute_not_exists(#committed) OR #committed <= :room",
        ExpressionAttributeValues: { ...values, ":room": { N: String(microsOf(limitUsd) - change.committed) } },
      },
    };
  }
}

interface Change {
  readonly committed: number;
  readonly spent: number;
  readonly calls: number;
}

/** Rounded up, but not for the noise that floating point leaves below a billionth of a dollar. */
function microsUp(usd: number): number {
  return Math.ceil(Math.round(usd * MICROS * 1_000) / 1_000);
}

function microsOf(usd: number): number {
  return Math.round(usd * MICROS);
}

function tokenOf(step: "reserve" | "settle", reservation: Reservation): string {
  return `${step.slice(0, 1)}-${reservation.reservationId.replaceAll("-", "")}`;
}

function daySpent(limitUsd: number): Result<never, "DAY_SPENT"> {
  return fail("DAY_SPENT", {
    cause: `The day's model budget of ${limitUsd} USD has no room for this call.`,
    remedy: "The cheap model is called instead until midnight UTC; or raise DAILY_BUDGET_USD and deploy.",
  });
}

function monthSpent(limitUsd: number): Result<never, "MONTH_SPENT"> {
  return fail("MONTH_SPENT", {
    cause: `The month's model budget of ${limitUsd} USD has no room for this call.`,
    remedy: "Models are called again when the next month begins (UTC); or raise MONTHLY_BUDGET_USD and deploy.",
  });
}
