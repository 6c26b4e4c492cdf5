import type { HandleView } from "@agentic-pm/contracts";
import { describe, expect, test } from "@jest/globals";
import { triageAnswer, withoutPlaceholders } from "./triage-answer.ts";

const GIVEN: readonly HandleView[] = [
  { handle: "T1", kind: "ticket", role: "subject", correlation: "0123456789abcdef" },
  { handle: "P1", kind: "person", role: "author", correlation: "fedcba9876543210" },
];
const ANSWER = {
  topic: "risk",
  severity: "high",
  entities: ["T1"],
  dates: ["2026-03-10"],
  quantities: [],
  flags: [],
  summary: "The delivery of the adapters slips by a week.",
};

/** Where the answer is refused; nothing when it is taken. */
function refusedAt(over: Readonly<Record<string, unknown>>): string[] {
  const read = triageAnswer(GIVEN, "2026-01-15").safeParse({ ...ANSWER, ...over });
  return read.success ? [] : read.error.issues.map(({ path }) => path.join("."));
}

describe("a triage answer", () => {
  test("is taken with handles of the brief, a near date and a plain summary", () => {
    expect(refusedAt({})).toEqual([]);
    expect(refusedAt({ entities: ["T1", "P1"] })).toEqual([]);
    expect(refusedAt({ entities: [], dates: [] })).toEqual([]);
  });

  test.each([[["T2"]], [["T1", "P2"]], [["P2", "T1"]]])("may not name %j, which the brief has not", (entities) => {
    expect(refusedAt({ entities })).toEqual(["entities"]);
  });

  test.each(["2024-01-01", "2024-12-31", "2031-12-31"])("may speak of %s", (date) => {
    expect(refusedAt({ dates: [date] })).toEqual([]);
  });

  test.each(["2023-12-31", "2032-01-01"])("may not speak of %s, alone or beside a near date", (date) => {
    expect(refusedAt({ dates: [date] })).toEqual(["dates"]);
    expect(refusedAt({ dates: ["2026-03-10", date] })).toEqual(["dates"]);
    expect(refusedAt({ dates: [date, "2026-03-10"] })).toEqual(["dates"]);
  });

  test.each([
    "See <b>this",
    "See </td this",
    "See <!-- this",
    "See [here](there",
    "Open javascript:alert",
    "Open x://y",
    "Open x:\\\\y",
    "Open \\\\share now",
    "Write to ada@home now",
    "Write sms:5 now",
    "Call skype:ada now",
    "Call callto:ada now",
    "Open file:x now",
    "Open ms-word:x now",
    "Open evil.example now",
    "Open evil․example now",
    "Open ｊavascript：alert",
  ])("may not say %j", (summary) => {
    expect(refusedAt({ summary })).toEqual(["summary"]);
  });

  test.each([
    "5 < 6, and 7 > 2",
    "Option [a] (of two)",
    "File: the adapters. Skype: ada has it.",
    "The link [link:evil.example] was removed",
  ])("may say %j", (summary) => {
    expect(refusedAt({ summary })).toEqual([]);
  });
});

test("placeholders leave one space, and what only looks like one stays", () => {
  expect(withoutPlaceholders(" a [link:x.example]  b [link:y] ")).toBe("a b");
  expect(withoutPlaceholders("[link:] and [link:a b] and [lnk:c]")).toBe("[link:] and [link:a b] and [lnk:c]");
});
