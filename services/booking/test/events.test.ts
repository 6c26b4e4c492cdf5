import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { CloseEvent, PlanEvent, PortalLoginEvent, RequoteEvent, SearchEvent } from "@agentic-pm/contracts/travel";
import type * as z from "zod";
import { ExecutorEvent } from "../src/domain/executor-event.ts";

const SAMPLES: readonly (readonly [string, z.ZodType])[] = [
  ["reason-and-plan", PlanEvent],
  ["search-options", SearchEvent],
  ["re-quote", RequoteEvent],
  ["portal-login", PortalLoginEvent],
  ["booking-executor", ExecutorEvent],
  ["close-booking", CloseEvent],
];

test.each(SAMPLES)("the sample event of %s is one that it accepts", (name, schema) => {
  const sample: unknown = JSON.parse(readFileSync(new URL(`../events/${name}-unsealed.json`, import.meta.url), "utf8"));
  expect(schema.safeParse(sample).error).toBeUndefined();
});
