import { describe, expect, test } from "@jest/globals";
import { jsonIn, RdsDataSql } from "./rds-data-sql.ts";

const TARGET = { resourceArn: "arn:cluster", secretArn: "arn:secret", database: "agentic_pm" };

function answering(answer: () => object) {
  const sent: unknown[] = [];
  const client = { send: async ({ input }: { input: unknown }) => (sent.push(input), answer()) };
  return { sent, sql: new RdsDataSql(client as never, TARGET) };
}

describe("a statement", () => {
  test("goes to its database with its values as text parameters, and answers rows by column", async () => {
    const { sent, sql } = answering(() => ({ formattedRecords: '[{"a":"1"}]' }));
    expect(await sql.rows("select :x", { x: "1", y: null })).toEqual([{ a: "1" }]);
    expect(sent).toEqual([
      {
        ...TARGET,
        sql: "select :x",
        parameters: [
          { name: "x", value: { stringValue: "1" } },
          { name: "y", value: { isNull: true } },
        ],
        formatRecordsAs: "JSON",
      },
    ]);
  });

  test("without rows answers none", async () => {
    expect(await answering(() => ({})).sql.rows("insert", {})).toEqual([]);
  });

  test("that the database does not take can be tried again", async () => {
    const asleep = answering(() => {
      throw new Error("asleep");
    });
    await expect(asleep.sql.rows("select 1", {})).rejects.toMatchObject({
      code: "DATABASE_UNAVAILABLE",
      retryable: true,
    });
  });
});

test("a column of JSON is parsed; anything else is none", () => {
  expect(jsonIn({ body: '{"a":1}' }, "body")).toEqual({ a: 1 });
  expect([jsonIn({ body: null }, "body"), jsonIn({}, "body"), jsonIn(undefined, "body")]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
