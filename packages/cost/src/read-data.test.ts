import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { priceRow } from "./price-table.ts";
import { inAMonth, readWorkload } from "./workload.ts";

const folder = mkdtempSync(join(tmpdir(), "cost-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("a workload file", () => {
  test("with an unknown member is refused with its place", () => {
    const file = join(folder, "typo.yml");
    writeFileSync(file, "evnts: {}\n");
    expect(() => readWorkload(file)).toThrow(
      expect.objectContaining({ code: "COST_DATA_INVALID", message: expect.stringContaining("evnts") }),
    );
  });

  test("that does not exist, or is no YAML, is refused by its name", () => {
    expect(() => readWorkload(join(folder, "none.yml"))).toThrow(
      expect.objectContaining({ code: "COST_DATA_INVALID" }),
    );
    const file = join(folder, "broken.yml");
    writeFileSync(file, "{ [");
    expect(() => readWorkload(file)).toThrow(expect.objectContaining({ code: "COST_DATA_INVALID" }));
  });

  test("counts 730 hours a month: 96 a day are 2,920", () => {
    expect(inAMonth(readWorkload(), { poll: 1 })).toBeCloseTo(2920, 6);
  });

  test("is refused when a use names an event that it does not count", () => {
    expect(() => inAMonth(readWorkload(), { eclipse: 1 })).toThrow(
      expect.objectContaining({ code: "WORKLOAD_INCOMPLETE" }),
    );
  });
});

test("a price that the table does not have is an error, never zero", () => {
  expect(() => priceRow({}, "lambda.request")).toThrow(expect.objectContaining({ code: "PRICE_UNKNOWN" }));
});
