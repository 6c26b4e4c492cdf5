import { RdsDataSql } from "@agentic-pm/database";
import { expect, test } from "@jest/globals";
import { Trip } from "@agentic-pm/contracts/travel";
import type { RDSDataClient } from "@aws-sdk/client-rds-data";
import { RdsDataTripStore } from "./trip-store.rds-data.ts";

const TARGET = { resourceArn: "arn:cluster", secretArn: "arn:secret", database: "agentic_pm" };
const TRIP = Trip.parse({
  schemaVersion: 1,
  bookingId: `bkg_${"0".repeat(32)}`,
  turn: 1,
  employeeId: "user_2employeeAda",
  grade: "staff",
  origin: { city: "Boston", country: "US", airports: ["BOS"] },
  destination: { city: "Chicago", country: "US", airports: ["ORD"] },
  outbound: "2026-12-01",
  return: null,
  requestedOn: "2026-11-18",
  travellers: 1,
  cabin: null,
  preferences: { departure: null, nonstop: false, airline: null },
  summary: "It's here'); drop table travel.trip; --",
});

interface Statement {
  readonly sql: string;
  readonly parameters: { name: string; value: { stringValue: string } }[];
}

function storeOver(answer: () => Promise<unknown>) {
  const statements: Statement[] = [];
  const send = (command: { input: Statement }) => {
    statements.push(command.input);
    return answer();
  };
  return {
    store: new RdsDataTripStore(new RdsDataSql({ send: send as unknown as RDSDataClient["send"] }, TARGET)),
    statements,
  };
}

test("a trip is inserted by parameters, and an existing one left as it is", async () => {
  const { store, statements } = storeOver(() => Promise.resolve({}));
  await store.insert(TRIP, "x".repeat(64));
  expect(statements[0]?.sql).toMatch(/^insert into travel\.trip .*\non conflict do nothing$/su);
  expect(statements[0]?.sql).not.toContain("drop");
  const body = statements[0]?.parameters.find(({ name }) => name === "body")?.value.stringValue ?? "";
  expect(JSON.parse(body)).toEqual(TRIP);
});

test("a database that is away is worth another try", async () => {
  const { store } = storeOver(() => Promise.reject(new Error("resuming")));
  await expect(store.insert(TRIP, "x")).rejects.toMatchObject({ code: "DATABASE_UNAVAILABLE", retryable: true });
});
