import { describe, expect, test } from "@jest/globals";
import { derivePlanConstraints } from "../derive.ts";
import { cap, days } from "../testing/found-rules.ts";
import { chunk, type PLACES, TODAY, trip } from "../testing/policy-chunks.ts";
import type { ReadRule } from "./clause.ts";
import { isOfOneAmong, isOfOneCell, leavesOut, narrowingWords, withWider } from "./reach.ts";
import { cellsOf } from "./table-row.ts";

const plan = (to: keyof typeof PLACES, ...texts: string[]) =>
  derivePlanConstraints(
    trip(to),
    texts.map((text) => chunk(text, "company-travel", "Airfare")),
    TODAY,
  );
/** The lowest amounts above which a trip has to be approved, and caps. */
const approvalAbove = (to: keyof typeof PLACES, ...texts: string[]) =>
  plan(to, ...texts).constraints.flatMap(({ rule }) => (rule.kind === "approval" ? [rule.aboveUsd] : []))[0];

const listed = (words: string) => words.split(/,\s*/u);

describe("what narrows a sentence", () => {
  test.each(
    listed(`except to,excepting,with the exception of,exclusive of,all but to,excluding,excl,other than to,apart from,aside from,save for,outside,but not to,not for,not to,
    not on,not in,unless to,non-`),
  )("is not what stands behind %s", (words) => {
    const text = `Fares ${words} Asia may not exceed $900.`;
    expect(narrowingWords(text)).toMatch(/^Fares (?:with the )? $/u);
    expect(leavesOut(text)).toBe(true);
  });
  test.each(listed("including,even"))("is not what stands behind %s, where nothing else is named", (words) => {
    expect(narrowingWords(`Fares, ${words} to Asia, are capped.`)).toBe("Fares,  , are capped.");
    const both = `Fares to Europe, ${words} to Israel, are capped.`;
    expect(narrowingWords(both)).toBe(both);
    expect(leavesOut(both)).toBe(false);
  });
  test("stays where what is left out names no place", () => {
    const text = "Fares to Asia, excluding taxes, are capped.";
    expect([narrowingWords(text), leavesOut(text)]).toEqual([text, false]);
  });
  test("may be both scopes", () => expect(leavesOut("Fares, except domestic and foreign ones")).toBe(true));
});

describe("a scope or place before several amounts", () => {
  test.each(
    listed(`and,or,in,for,economy,coach,premium,business,first,class,cabin,cabins,round trip,round-trip,one way,one-way,
    each way,(/:)`),
  )("is of them all where only this stands between them: %s", (words) => {
    expect(isOfOneAmong(`Fares to Asia: $700 ${words} $900.`)).toBe(false);
  });
  test.each([
    "$700, other fares $900",
    "$700, $900 elsewhere",
    "$700 booked 7 days before",
    "7 days before, 9 days",
    "7 days before, $700",
  ])("may be of one: %s", (words) => expect(isOfOneAmong(`Fares to Asia: ${words}`)).toBe(true));
  test.each(["$700 to begin with", "7 days before"])("is of one alone: %s", (words) => {
    expect(isOfOneAmong(`Fares to Asia: ${words}`)).toBe(false);
  });
  test("may be of one of a row's cells", () => {
    const cells = (...texts: string[]) => isOfOneCell(cellsOf(texts.join(" | ")) ?? []);
    expect(cells("Foreign limit: $900", "Limit: $400")).toBe(true);
    expect(cells("Foreign limit: $900", "Limit: $400", "Type: Air", "For: Foreign trips")).toBe(false);
    expect(cells("Foreign limit: $900", "Home limit: $400", "Domestic limit: $500")).toBe(false);
    expect(cells("Foreign limit: $900", "Foreign cap: $400")).toBe(false);
    expect(cells("Foreign limit: $900", "Domestic limit: $400")).toBe(false);
  });
  test("keeps what it says, and doubts what it would say of everything", () => {
    const read = (rule: ReadRule["rule"]): ReadRule => ({ rule, doubtful: false });
    const asia = read(cap(900, null, "asia"));
    const domestic = read({ ...days(7), scope: "domestic" });
    expect(withWider([asia, domestic, read(days(9))], null)).toEqual([
      asia,
      { rule: cap(900), doubtful: true },
      domestic,
      { rule: days(7), doubtful: true },
      read(days(9)),
    ]);
    expect(withWider([domestic], "domestic")).toEqual([domestic]);
  });
});

describe("one scope or place in a sentence of several amounts", () => {
  test("leaves the others their approvals", () => {
    const domestic = "Airfare above $1,500 requires approval by the manager, domestic airfare above $600.";
    expect(approvalAbove("london", domestic, "International economy fares may not exceed $3,000.")).toBe(600);
    const abroad = "Airfare above $600 requires approval, international airfare above $1,500.";
    expect(approvalAbove("chicago", abroad, "Domestic economy fares may not exceed $900.")).toBe(600);
    const any = "International airfare above $1,500 and any other airfare above $600 requires approval.";
    expect(approvalAbove("chicago", any, "Fares may not exceed $900.")).toBe(600);
  });

  test.each<[keyof typeof PLACES, number, string[]]>([
    ["london", 900, ["Economy fares may not exceed $900, to Asia $1,800.", "Fares to Europe may not exceed $3,000."]],
    ["london", 900, ["Fares to Asia may not exceed $1,800, others $900.", "Fares to Europe may not exceed $3,000."]],
    [
      "chicago",
      400,
      ["Item: Airfare | International limit: $900 | Limit: $400", "Domestic fares may not exceed $700."],
    ],
    // What stands before them all is of them all.
    [
      "london",
      3000,
      ["Fares to Asia: at most $700 in economy, $900 in first class.", "Fares to Europe: at most $3,000."],
    ],
    ["chicago", 700, ["Category: Air travel | Domestic limit: $700 | International limit: $600"]],
    [
      "chicago",
      700,
      ["Domestic fares may not exceed $700.", "Type: International | Economy cap: $600 | First cap: $650"],
    ],
    // What is left out is not what is meant, and what is meant too is not all.
    ["london", 900, ["Fares other than to Asia may not exceed $900.", "Fares to Europe may not exceed $3,000."]],
    ["london", 900, ["Fares, including to Asia, may not exceed $900.", "Fares to Europe may not exceed $3,000."]],
    ["london", 900, ["Fares outside Asia may not exceed $900.", "Fares to Europe may not exceed $3,000."]],
  ])("caps a trip to %s at %i: %j", (to, usd, texts) => expect(plan(to, ...texts).fareCapUsd).toBe(usd));

  test("leaves the others their deadlines", () => {
    const early = { ...trip("london"), outbound: "2026-12-06" };
    const approval = (...texts: string[]) =>
      derivePlanConstraints(
        early,
        texts.map((text) => chunk(text, "company-travel", "Airfare")),
        TODAY,
      ).approval;
    const other = "International flights must be booked 7 days in advance.";
    const among = "Flights must be booked 21 days in advance, domestic flights 14 days.";
    expect(approval(other, among)).toContain("TOO_LATE_TO_BOOK");
    expect(approval(other, "Flights other than domestic ones must be booked 21 days in advance.")).toContain(
      "TOO_LATE_TO_BOOK",
    );
    expect(approval(other, "Domestic flights must be booked 21 days in advance.")).not.toContain("TOO_LATE_TO_BOOK");
  });

  test("asks for approval where a place is left out", () => {
    expect(plan("tokyo", "All trips outside Europe require approval.").approval).toContain("POLICY_ASKS_FOR_APPROVAL");
    expect(plan("london", "All international trips except to Canada require approval.").approval).toContain(
      "POLICY_ASKS_FOR_APPROVAL",
    );
  });

  test.each<[keyof typeof PLACES, string]>([
    ["baghdad", "Trips to Iraq or trips above $2,000 require approval."],
    ["baghdad", "Trips above $2,000 or to Iraq require approval."],
    ["london", "International trips and all trips above $2,000 require approval."],
    ["london", "All trips above $2,000 and international trips require approval."],
  ])("asks for approval of a trip to %s: %s", (to, text) => {
    expect(plan(to, text).approval).toContain("POLICY_ASKS_FOR_APPROVAL");
    expect(plan("chicago", text).approval).not.toContain("POLICY_ASKS_FOR_APPROVAL");
    expect(approvalAbove("chicago", text)).toBe(2000);
  });
  test("asks for no more approvals where the amount is for the place", () => {
    const text = "Trips to Europe or Asia above $2,000 and domestic ones above $600 require approval.";
    expect(plan("london", text).approval).not.toContain("POLICY_ASKS_FOR_APPROVAL");
    expect(plan("london", "Domestic and foreign trips above $900 require approval.").approval).toEqual([
      "NO_POLICY_FOUND",
    ]);
  });

  test.each<[number, string]>([
    [500, "Fares may not exceed $500, with approval up to $900."],
    [500, "Airfare may not exceed $500 without the manager's approval."],
    [500, "Fares up to $500 may be booked freely, up to $900 with the manager's consent."],
    [900, "Fares may not exceed $900, and international trips need approval."],
  ])("a limit beside an approval still limits, to %i: %s", (usd, text) => {
    expect(plan("chicago", text, "Fares may not exceed $3,000.").fareCapUsd).toBe(usd);
  });
  test("a limit on one scope with its approval leaves the other alone", () => {
    const text = "Domestic fares exceeding $500, the limit, require approval.";
    expect(plan("london", text, "International fares may not exceed $3,000.").fareCapUsd).toBe(3000);
  });
});
