import { expect, test } from "@jest/globals";
import { jqlMinute } from "./jql-minute.ts";

test("a JQL date is a minute in the account's own time zone, two minutes back", () => {
  expect(jqlMinute("2026-01-15T09:00:30.000Z", "UTC")).toBe("2026-01-15 08:58");
  expect(jqlMinute("2026-01-15T00:01:00.000Z", "America/New_York")).toBe("2026-01-14 18:59");
  expect(jqlMinute("2026-07-01T22:02:00.000Z", "Europe/Berlin")).toBe("2026-07-02 00:00");
});
