import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { SanitiseEvent } from "@agentic-pm/contracts";

test("the sample event is one that sanitise accepts", () => {
  const sample: unknown = JSON.parse(readFileSync(new URL("../events/sanitise.json", import.meta.url), "utf8"));
  expect(SanitiseEvent.safeParse(sample).error).toBeUndefined();
});
