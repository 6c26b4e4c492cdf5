import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { RecommendEvent } from "@agentic-pm/contracts";

test("the sample event is one that recommend accepts", () => {
  const sample: unknown = JSON.parse(
    readFileSync(new URL("../events/recommend-unsealed.json", import.meta.url), "utf8"),
  );
  expect(RecommendEvent.safeParse(sample).error).toBeUndefined();
});
