import { expect, test } from "@jest/globals";
import * as z from "zod";
import { parseConfig } from "./config.ts";

const Config = z.object({ TABLE: z.string().min(3), LIMIT: z.coerce.number().positive(), NOTE: z.string().optional() });

test("settings are read from the variables that the schema names", () => {
  const env = { TABLE: "signals", LIMIT: "2.5", NOTE: "", OTHER: "ignored" };
  expect(parseConfig(Config, env)).toEqual({ TABLE: "signals", LIMIT: 2.5 });
});

test("missing and wrong variables are all named at once, without their values", () => {
  const wrong = () => parseConfig(Config, { LIMIT: "secret-value" });

  expect(wrong).toThrow(
    expect.objectContaining({ code: "CONFIG_INVALID", details: { variables: ["TABLE", "LIMIT"], missing: ["TABLE"] } }),
  );
  expect(wrong).not.toThrow(/secret-value/);
});
