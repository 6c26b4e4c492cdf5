import type { Constraint } from "@agentic-pm/contracts/travel";
import { expect, test } from "@jest/globals";
import type { Request } from "./conversation.ts";
import { strictenedBy } from "./strictened.ts";
import { DESTINATIONS } from "./wishes.ts";

const SLIPS = [
  { document: "appendix-a0", page: 1, mark: "kx000001zq" },
  { document: "appendix-a0", page: 2, mark: "kx000002zq" },
];

function shown(rule: object, document: string | null, page = 2): Request {
  const receipt = document === null ? null : { document, page };
  const body = { type: "options", options: [], constraints: [{ rule, receipt } as Constraint] };
  return { wish: { destination: DESTINATIONS[0] }, said: [{ body }] } as never;
}

const cap = (amountUsd: number) => ({ kind: "fare_cap", amountUsd, cabin: null, region: null, scope: null });
const approval = { kind: "approval", always: true, aboveUsd: null, scope: null, countries: [] };

test.each([
  ["a lower cap", cap(100)],
  ["an approval for all", approval],
  ["a longer advance", { kind: "advance_booking", days: 60, scope: null }],
])("the text that brings %s is found by its receipt", (_what, rule) => {
  expect(strictenedBy([shown(rule, "appendix-a0")], SLIPS)).toEqual({ is: true, marks: new Set(["kx000002zq"]) });
});

test("what another batch brings is told, though it is nobody's here", () => {
  expect(strictenedBy([shown(cap(1), "appendix-b3")], SLIPS)).toEqual({ is: true, marks: new Set() });
});

test.each<[string, Request]>([
  ["the shipped policies' own demands", shown(approval, "us-domestic-travel")],
  ["a default", shown(cap(1), null)],
  ["a claim that frees", shown(cap(99_999), "appendix-a0")],
  ["a cap as it is", shown(cap(500), "appendix-a0")],
])("%s makes nothing stricter", (_what, request) => {
  expect(strictenedBy([request], SLIPS)).toEqual({ is: false, marks: new Set() });
});
