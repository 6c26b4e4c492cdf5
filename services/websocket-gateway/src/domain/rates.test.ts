import { expect, test } from "@jest/globals";
import { connectRates, messageRates, windowOf } from "./rates.ts";

const settings = { connectsPerEmployee: 1, connectsPerAddress: 2, messagesPerEmployee: 3, messagesPerAddress: 4 };
const from = { employeeId: "user_2employeeAda", address: "192.0.2.7" };

test("a window is a minute of the clock, and ends where the next begins", () => {
  const begin = windowOf(new Date("2026-01-15T09:00:00.000Z"));
  expect(begin).toEqual({
    minute: Date.parse("2026-01-15T09:00:00.000Z") / 60_000,
    endsAt: "2026-01-15T09:01:00.000Z",
  });
  expect(windowOf(new Date("2026-01-15T09:00:59.999Z"))).toEqual(begin);
  expect(windowOf(new Date("2026-01-15T09:01:00.000Z")).minute).toBe(begin.minute + 1);
});

test("a new socket counts against its employee and its address", () => {
  expect(connectRates(from, settings)).toEqual([
    { key: "rate#connect#user_2employeeAda", most: 1 },
    { key: "rate#connect#192.0.2.7", most: 2 },
  ]);
});

test("a message counts against its employee and its address", () => {
  expect(messageRates(from, settings)).toEqual([
    { key: "rate#message#user_2employeeAda", most: 3 },
    { key: "rate#message#192.0.2.7", most: 4 },
  ]);
});
