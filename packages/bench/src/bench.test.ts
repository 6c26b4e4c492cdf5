import { describe, expect, test } from "@jest/globals";
import { entryOf, type Figure, reaches } from "./figure.ts";
import { FIGURES } from "./figures/all.ts";
import { openLab } from "./lab.ts";
import { type BenchOptions, readOptions } from "./options.ts";
import { quantile } from "./statistics.ts";
import { short, table } from "./table.ts";

const OPTIONS: BenchOptions = { only: undefined, json: undefined, clone: false, corpora: undefined };

function figure(measure: Figure["measure"]): Figure {
  return { id: "f", issue: "A", what: "how fast", unit: "ms", reach: "<= 8", measure };
}

async function measured(measure: Figure["measure"]) {
  const lab = openLab(OPTIONS, () => undefined);
  try {
    return await entryOf(figure(measure), lab);
  } finally {
    lab.close();
  }
}

describe("a figure", () => {
  test("is ok when its value reaches the bound, the bound included", () => {
    expect([reaches(8, "<= 8"), reaches(8.1, "<= 8"), reaches(8, ">= 8"), reaches(7.9, ">= 8")]).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });

  test("becomes an entry with what it was compared to", async () => {
    const against = { name: "another", value: 9 };
    expect(await measured(async () => ({ value: 3, against }))).toEqual({
      id: "f",
      issue: "A",
      what: "how fast",
      value: 3,
      unit: "ms",
      reach: "<= 8",
      ok: true,
      against,
      note: null,
    });
  });

  test("that cannot be measured is an entry without a value, not ok, with the reason", async () => {
    const entry = await measured(() => Promise.reject(new Error("no network")));
    expect(entry).toMatchObject({ value: null, ok: false, note: "no network" });
    expect(table([entry])).toContain("not measured");
  });

  test("shares a measurement with the figures that read the same run", async () => {
    let runs = 0;
    await measured(async (lab) => {
      const run = () => lab.once("run", async () => (runs += 1));
      return { value: (await run()) + (await run()) };
    });
    expect(runs).toBe(1);
  });
});

describe("the list of figures", () => {
  test("has an id for each, and a letter", () => {
    expect(new Set(FIGURES.map(({ id }) => id)).size).toBe(FIGURES.length);
    for (const { issue } of FIGURES) expect(issue).toMatch(/^[A-Z]$/);
  });
});

describe("the command line", () => {
  test("knows its options, with or without pnpm's own separator", () => {
    expect(readOptions(["--", "--only", "b", "--json", "out.json"])).toEqual({
      ...OPTIONS,
      only: "B",
      json: "out.json",
    });
  });

  test.each([{ args: ["--only", "AB"] }, { args: ["--fast"] }, { args: ["A"] }])("refuses $args", ({ args }) => {
    expect(readOptions(args)).toBeUndefined();
  });
});

describe("numbers", () => {
  test("the median of samples is the middle one, whatever their order", () => {
    expect(quantile([9, 1, 5], 0.5)).toBe(5);
    expect(() => quantile([], 0.5)).toThrow("no samples");
  });

  test.each([
    { value: 0, text: "0" },
    { value: 0.10234, text: "0.102" },
    { value: 81_312, text: "81,300" },
  ])("$value is shown as $text", ({ value, text }) => {
    expect(short(value)).toBe(text);
  });
});
