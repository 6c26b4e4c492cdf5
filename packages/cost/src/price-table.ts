import { fileURLToPath } from "node:url";
import { AppError } from "@agentic-pm/errors";
import * as z from "zod";
import { readData } from "./read-data.ts";

const PriceRow = z.strictObject({
  /** US dollars for one unit. */
  usd: z.number().positive(),
  unit: z.string(),
  source: z.string(),
  /** The day on which the price was read. */
  seen: z.iso.date(),
  /** The second source that says the same, or false. */
  verified: z.union([z.string(), z.literal(false)]),
});
export type PriceRow = z.infer<typeof PriceRow>;
export type PriceTable = Readonly<Record<string, PriceRow>>;

const FILE = fileURLToPath(new URL("../prices/us-east-1.yml", import.meta.url));

/** The dated list prices of us-east-1. @throws AppError COST_DATA_INVALID. */
export function listPrices(file = FILE): PriceTable {
  return readData(file, z.record(z.string(), PriceRow));
}

/** One row. @throws AppError PRICE_UNKNOWN. */
export function priceRow(prices: PriceTable, id: string): PriceRow {
  const row = prices[id];
  if (row !== undefined) return row;
  throw new AppError("PRICE_UNKNOWN", {
    cause: `No price is called ${id}.`,
    remedy: "Add a row with source and date to packages/cost/prices/us-east-1.yml.",
  });
}
