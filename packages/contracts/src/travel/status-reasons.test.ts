import { describe, expect, test } from "@jest/globals";
import { ACTIVE_STATUSES, BookingStatus } from "./plan.ts";
import { statusReason } from "./status-reasons.ts";

describe("the reason of an end", () => {
  test("has its own words by its code, else its status's, whatever the code", () => {
    expect(statusReason("refused", "NO_OPTIONS")).toMatchObject({ cause: expect.stringContaining("no flight") });
    expect(statusReason("failed", "Runtime.ExitError")?.cause).toContain("Nothing was booked");
    expect(statusReason("failed", "__proto__")).toEqual(statusReason("failed", "Lambda.Unknown"));
    expect(statusReason("failed", "constructor")).toEqual(statusReason("failed", "Lambda.Unknown"));
  });

  test("never says that nothing was booked where that is not known", () => {
    for (const status of ["unknown", "handed_over"] as const) {
      const said = statusReason(status, "PAYMENT_UNCLEAR");
      expect(said?.cause).not.toContain("Nothing was booked");
      expect(said?.remedy).toContain("Do not book it again");
    }
  });

  test("is there for every end but those that explain themselves, and for none without a code", () => {
    const ends = BookingStatus.options.filter((status) => !ACTIVE_STATUSES.includes(status));
    expect(ends.filter((status) => statusReason(status, "X") === null)).toEqual(["booked", "cancelled"]);
    expect(BookingStatus.options.filter((status) => statusReason(status, null) !== null)).toEqual([]);
  });
});
