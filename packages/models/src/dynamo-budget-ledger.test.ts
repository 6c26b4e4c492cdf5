import { setImmediate as turn } from "node:timers/promises";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { DynamoBudgetLedger, type BudgetLimits } from "./dynamo-budget-ledger.ts";
import { awsError } from "./testing/fake-bedrock.ts";
import { FakeLimitsTable } from "./testing/fake-limits-table.ts";

const DAY = "budget#day#2026-01-15";
const MONTH = "budget#month#2026-01";

function setUp(limits: BudgetLimits = { dailyUsd: 0.5, monthlyUsd: 11 }) {
  const table = new FakeLimitsTable();
  let count = 0;
  let waits = 0;
  const ledger = new DynamoBudgetLedger(
    { table: "limits", ...limits },
    {
      client: table,
      clock: { now: () => new Date("2026-01-15T23:59:59.000Z") },
      ids: { uuid: () => `id-${(count += 1)}` },
      pause: async () => {
        // Later contenders wait longer, as they would by chance.
        for (let left = (waits += 1) % 7; left >= 0; left -= 1) await turn();
      },
    },
  );
  return { table, ledger };
}

async function granted(ledger: DynamoBudgetLedger, usd: number, withinDay = true) {
  const reserved = await ledger.reserve({ usd, withinDay });
  if (!reserved.ok) throw new Error(reserved.code);
  return reserved.value;
}

describe("the budget ledger", () => {
  test("counts a reservation in the day and the month, and the true cost once it is settled", async () => {
    const { table, ledger } = setUp();
    const reservation = await granted(ledger, 0.02);
    expect(table.rows.get(DAY)).toMatchObject({ committedMicros: 20_000, spentMicros: 0 });

    await ledger.settle(reservation, 0.0033);
    const settled = { committedMicros: 3_300, spentMicros: 3_300, calls: 1 };
    expect(table.rows.get(DAY)).toEqual(settled);
    expect(table.rows.get(MONTH)).toEqual(settled);
  });

  test("gives everything back on release", async () => {
    const { table, ledger } = setUp();
    await ledger.release(await granted(ledger, 0.02));

    expect(table.rows.get(MONTH)).toEqual({ committedMicros: 0, spentMicros: 0, calls: 0 });
  });

  test("settling twice counts once", async () => {
    const { table, ledger } = setUp();
    const reservation = await granted(ledger, 0.02);
    await ledger.settle(reservation, 0.01);
    await ledger.settle(reservation, 0.01);

    expect(table.rows.get(DAY)).toMatchObject({ spentMicros: 10_000 });
  });

  test("says which limit is reached; the day's holds back only who asks within it", async () => {
    const { ledger } = setUp({ dailyUsd: 0.05, monthlyUsd: 0.1 });
    await granted(ledger, 0.05);

    expect(await ledger.reserve({ usd: 0.01, withinDay: true })).toMatchObject({ ok: false, code: "DAY_SPENT" });
    await granted(ledger, 0.05, false);
    expect(await ledger.reserve({ usd: 0.01, withinDay: false })).toMatchObject({ ok: false, code: "MONTH_SPENT" });
  });

  test("refuses a call that is larger than a whole limit, on an empty table too", async () => {
    const { ledger, table } = setUp({ dailyUsd: 0.05, monthlyUsd: 0.1 });

    expect(await ledger.reserve({ usd: 0.06, withinDay: true })).toMatchObject({ code: "DAY_SPENT" });
    expect(await ledger.reserve({ usd: 0.11, withinDay: false })).toMatchObject({ code: "MONTH_SPENT" });
    expect(table.rows.size).toBe(0);
  });

  test("never commits more than the limits, however many ask at once, and loses nothing", async () => {
    const call = fc.record({
      micros: fc.integer({ min: 1, max: 40_000 }),
      settles: fc.boolean(),
      part: fc.integer({ min: 0, max: 100 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(call, { minLength: 1, maxLength: 10 }), async (calls) => {
        const { table, ledger } = setUp({ dailyUsd: 0.1, monthlyUsd: 0.12 });
        const costs = await Promise.all(
          calls.map(async ({ micros, settles, part }) => {
            const reserved = await ledger.reserve({ usd: micros / 1e6, withinDay: part % 2 === 0 });
            if (!reserved.ok) return 0;
            const cost = Math.floor((micros * part) / 100);
            await (settles ? ledger.settle(reserved.value, cost / 1e6) : ledger.release(reserved.value));
            return settles ? cost : 0;
          }),
        );
        const spent = costs.reduce((total, cost) => total + cost, 0);
        expect(table.peaks.get(MONTH) ?? 0).toBeLessThanOrEqual(120_000);
        expect(table.rows.get(MONTH)?.["spentMicros"] ?? 0).toBe(spent);
        expect(table.rows.get(MONTH)?.["committedMicros"] ?? 0).toBe(spent);
        expect(table.rows.get(DAY)?.["committedMicros"] ?? 0).toBe(spent);
      }),
      { numRuns: 60 },
    );
  });

  test("a table that may not be written is BUDGET_LEDGER_FAILED with AWS's own words", async () => {
    const denied = awsError("AccessDeniedException", 400, "not authorized to perform: dynamodb:UpdateItem");
    const client = { send: async () => Promise.reject(denied) };
    const ledger = new DynamoBudgetLedger(
      { table: "limits", dailyUsd: 1, monthlyUsd: 1 },
      { client: client as never, clock: { now: () => new Date(0) }, ids: { uuid: () => "id" } },
    );

    await expect(ledger.reserve({ usd: 0.1, withinDay: true })).rejects.toMatchObject({
      code: "BUDGET_LEDGER_FAILED",
      retryable: false,
      message: expect.stringContaining("dynamodb:UpdateItem"),
    });
  });
});
