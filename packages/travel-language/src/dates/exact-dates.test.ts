import { describe, expect, test } from "@jest/globals";
import * as chrono from "chrono-node/en";
import fc from "fast-check";
import { understand } from "../index.ts";
import { addDays } from "./calendar.ts";

const TODAY = "2026-11-18";
const MONTHS = "January February March April May June July August September October November December".split(" ");

function departure(text: string): string | null {
  const context = { requestedOn: TODAY, timeZone: "America/New_York", homeAirport: "BOS", grade: "staff" } as const;
  const answer = understand([`Denver ${text}, one way`], context);
  return answer.outcome === "understood" ? answer.outbound : null;
}

function ofChrono(text: string): string | undefined {
  const [year, month, day] = TODAY.split("-").map(Number);
  const today = new Date(year ?? 0, (month ?? 1) - 1, day, 12);
  const start = chrono.parse(text, today, { forwardDate: true })[0]?.start;
  const parts = [start?.get("year"), start?.get("month"), start?.get("day")];
  return parts.map((part) => String(part).padStart(2, "0")).join("-");
}

const within = (days: number) => fc.integer({ min: 1, max: days }).map((ahead) => addDays(TODAY, ahead));
const ahead = within(329);
/** Said without a year: a day that passed half a year ago or less is asked about. */
const soon = within(184);

describe("an exact date is the one that another reader takes it for", () => {
  test.each<[string, (year: string, month: string, day: number) => string]>([
    ["3 December 2026", (year, month, day) => `on ${day} ${month} ${year}`],
    ["December 3, 2026", (year, month, day) => `on ${month} ${day}, ${year}`],
    ["December 3", (_year, month, day) => `on ${month} ${day}`],
    ["3 Dec", (_year, month, day) => `on ${day} ${month.slice(0, 3)}`],
  ])("written like %s", (form, written) => {
    fc.assert(
      fc.property(/\d{4}/u.test(form) ? ahead : soon, (date) => {
        const [year = "", month = "", day = ""] = date.split("-");
        const text = written(year, MONTHS[Number(month) - 1] ?? "", Number(day));
        expect(departure(text)).toBe(date);
        expect(ofChrono(text)).toBe(date);
      }),
    );
  });

  test("written like 2026-12-03", () => {
    fc.assert(
      fc.property(ahead, (date) => {
        expect(departure(date)).toBe(date);
      }),
    );
  });
});
