import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { SanitiseEvent } from "@agentic-pm/contracts";
import { SanitiseRequestEvent } from "@agentic-pm/contracts/travel";

test.each([
  ["sanitise", SanitiseEvent],
  ["sanitise-request", SanitiseRequestEvent],
])("the sample event of %s is one that it accepts", (name, schema) => {
  const sample: unknown = JSON.parse(readFileSync(new URL(`../events/${name}-unsealed.json`, import.meta.url), "utf8"));
  expect(schema.safeParse(sample).error).toBeUndefined();
});
