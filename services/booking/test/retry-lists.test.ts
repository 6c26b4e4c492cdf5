import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { retryableCodesOf } from "@agentic-pm/testing/retryable-codes";
import { parse } from "yaml";

/** What a state of a machine tries again, wherever in its branches the state stands. */
function listOf(machine: string, state: string): string[] {
  const file = new URL(`../state-machines/${machine}.yml`, import.meta.url);
  const found = stateIn(parse(readFileSync(file, "utf8"), { logLevel: "silent", merge: true }), state);
  return (found?.Retry ?? []).flatMap(({ ErrorEquals }) => ErrorEquals);
}

interface RetriedState {
  readonly Retry?: readonly { readonly ErrorEquals: readonly string[] }[];
}
function stateIn(value: unknown, name: string): RetriedState | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const states = (value as Record<string, unknown>)["States"] as Record<string, RetriedState> | undefined;
  const own = states?.[name];
  if (own !== undefined) return own;
  return Object.values(value)
    .map((member) => stateIn(member, name))
    .find((state) => state !== undefined);
}

test.each([
  ["booking-plan", "SanitiseRequest", "services/triage/src/functions/sanitise-request.ts"],
  ["booking-plan", "EmbedAndRetrieve", "services/booking/src/functions/embed-and-retrieve.ts"],
  ["booking-plan", "ReasonAndPlan", "services/booking/src/functions/reason-and-plan.ts"],
  ["booking-plan", "SearchOptions", "services/booking/src/functions/search-options.ts"],
  ["booking-execute", "ReQuote", "services/booking/src/functions/re-quote.ts"],
])("%s/%s: every retryable code of the bundle is tried again", (machine, state, entry) => {
  const { codes, sources } = retryableCodesOf(entry);
  expect(sources).toBeGreaterThan(20);
  expect(codes.length).toBeGreaterThan(2);
  const listed = listOf(machine, state);
  expect(codes.filter((code) => !listed.includes(code)).toSorted()).toEqual([]);
});
