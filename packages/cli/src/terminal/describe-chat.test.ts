import {
  bookingIdOf,
  type Constraint,
  EmployeeId,
  type FlightOption,
  QuestionCode,
  type Reply,
  type ServerBody,
} from "@agentic-pm/contracts/travel";
import { describe, expect, test } from "@jest/globals";
import pc from "picocolors";
import { describeMessage, describeReply, describeRule, sentenceOf } from "./describe-chat.ts";

const paint = pc.createColors(false);
const bookingId = bookingIdOf(EmployeeId.parse("user_2employeeAda"), "request-0001");
const shown = (body: ServerBody) =>
  describeMessage({ seq: 1, bookingId, at: "2026-01-15T09:00:00.000Z", body }, paint).join("\n");

const leg = { airline: "UA", minutes: 160 };
const option: FlightOption = {
  optionId: `opt_${"1".repeat(16)}`,
  fareId: "fare-0001",
  airline: "UA",
  airlineName: "United\u001b[2J Airlines",
  cabin: "premium_economy",
  outbound: [
    { ...leg, flight: "UA12", from: "BOS", to: "ORD", departs: "2026-02-03T08:05:00", arrives: "2026-02-03T09:45:00" },
  ],
  inbound: [
    { ...leg, flight: "UA34", from: "ORD", to: "BOS", departs: "2026-02-05T18:00:00", arrives: "2026-02-05T21:20:00" },
  ],
  totalCents: 30_050,
  currency: "USD",
  approval: ["OVER_FARE_CAP", "TOO_LATE_TO_BOOK"],
};
const receipt: Constraint["receipt"] = {
  documentId: `doc_${"1".repeat(32)}`,
  document: "us-domestic-travel",
  version: 3,
  chunkId: `chk_${"1".repeat(32)}`,
  section: "3. Fares",
  page: 2,
  box: { left: 0, top: 0, width: 1, height: 1 },
};
const cap: Constraint["rule"] = { kind: "fare_cap", amountUsd: 500, cabin: "economy", region: null, scope: "domestic" };
const OPTIONS: Extract<ServerBody, { type: "options" }> = {
  type: "options",
  options: [option, { ...option, approval: [] }],
  constraints: [
    { rule: cap, receipt },
    { rule: cap, receipt: null },
  ],
  expiresAt: "2026-01-15T09:15:00.000Z",
  strictestDefaults: true,
  because: "SOLD_OUT",
};
const STATUS = { type: "status", code: null, confirmationNumber: null, deepLink: null } as const;

describe("what the chat says", () => {
  test("progress is one quiet line", () => {
    expect(shown({ type: "progress", step: "reading_policy" })).toBe("  … reading the policy");
  });

  test("options are numbered, with price, airline, cabin, each flight's times, and the clauses that bind", () => {
    const text = shown(OPTIONS);
    for (const words of [
      "The flight has sold out: nothing was booked.",
      "1  $300.50  United [2J Airlines, premium economy  needs approval: over fare cap, too late to book",
      "     UA12  BOS 2026-02-03 08:05 → ORD 2026-02-03 09:45",
      "2  $300.50  United [2J Airlines, premium economy\n",
      "at most $500 in economy  [us-domestic-travel v3, 3. Fares, page 2]",
      "at most $500 in economy  [strictest default]",
      "Where the policy says nothing, the strictest rule was taken.",
    ]) {
      expect(text).toContain(words);
    }
    expect(text).not.toContain("\u001b");
  });

  test("an offer that replaces none says nothing of changes", () => {
    expect(shown({ ...OPTIONS, because: null, strictestDefaults: false })).not.toMatch(
      /changed|sold out|strictest rule/,
    );
    expect(shown({ ...OPTIONS, because: "FARE_CHANGED" })).toContain("The fare has changed");
  });

  test("a policy that contradicts itself is said to", () => {
    expect(shown({ ...OPTIONS, contradictions: ["fare_cap"] })).toContain(
      "The policy contradicts itself on fare cap: the strictest clause was taken.",
    );
  });

  test("an end has its number, its reason, and the way to go on by hand", () => {
    expect(shown({ ...STATUS, status: "booked", confirmationNumber: "ABC123" })).toBe("✔ booked ABC123");
    expect(
      shown({ ...STATUS, status: "handed_over", code: "SEEN_NOWHERE", deepLink: "https://portal.example/search" }),
    ).toBe("• handed over (SEEN_NOWHERE)\n  https://portal.example/search");
    expect(shown({ ...STATUS, status: "failed", code: "PORTAL_UNAVAILABLE" })).toBe("✘ failed (PORTAL_UNAVAILABLE)");
  });
});

describe("what is asked back", () => {
  test.each(QuestionCode.options)("%s is a sentence that ends, whatever the employee's word was", (code) => {
    const sentence = sentenceOf({
      slot: "destination",
      code,
      candidates: ["Springfield, Illinois"],
      heard: "Spring\u001b[2Jfield",
    });
    expect(sentence).toMatch(/[.?] 1\) Springfield, Illinois$/);
    expect(sentence).not.toContain("\u001b");
    expect(sentenceOf({ slot: "return", code, candidates: [], heard: null })).toMatch(/^[A-Z].*[.?]$/);
  });

  test("a trip with the wishes of before and without them is chosen by number", () => {
    const candidates = ["New York to Denver, business", "Boston to Denver"];
    const heard = "from New York, business";
    expect(sentenceOf({ slot: "trip", code: "CONFIRM_READING", candidates, heard })).toBe(
      "Does what you said before still hold “from New York, business”? Say which trip it is. 1) New York to Denver, business  2) Boston to Denver",
    );
  });

  test("each question is a line of its own", () => {
    const question = { slot: "origin" as const, code: "MISSING" as const, candidates: [], heard: null };
    expect(shown({ type: "question", questions: [question, { ...question, slot: "outbound" }] })).toBe(
      "? Please say the origin.\n? Please say the outbound.",
    );
  });
});

describe("rules in words", () => {
  test.each<[Constraint["rule"], string]>([
    [{ ...cap, cabin: null, region: "Western Europe" }, "at most $500, Western Europe"],
    [
      { kind: "cabin", highest: "business", minimumHours: 6, maximumHours: 10, scope: null },
      "business at most from 6 hours on under 10 hours",
    ],
    [{ kind: "preferred_airlines", airlines: ["AA", "DL"], scope: null }, "preferred airlines AA, DL"],
    [{ kind: "advance_booking", days: 14, scope: null }, "booked 14 days ahead"],
    [{ kind: "approval", aboveUsd: 500, always: false, scope: null, countries: [] }, "needs approval above $500"],
    [{ kind: "approval", aboveUsd: null, always: true, scope: null, countries: [] }, "needs approval"],
  ])("%o is %s", (rule, words) => expect(describeRule(rule)).toBe(words));
});

describe("answers to one's own messages", () => {
  const selected: Reply = {
    type: "selected",
    bookingId,
    option,
    traveller: "Ada Example",
    commandHash: "a".repeat(64),
    expiresAt: "2026-01-15T09:15:00.000Z",
    needsApproval: true,
  };
  const answered = (reply: Reply) => describeReply(reply, paint).join("\n");

  test("a selection shows all that a yes binds to", () => {
    for (const words of [
      "Ada Example",
      "UA12",
      "UA34",
      "$300.50",
      "2026-01-15T09:15:00.000Z",
      "a".repeat(64),
      "approve",
    ]) {
      expect(answered(selected)).toContain(words);
    }
    expect(answered({ ...selected, needsApproval: false })).toContain("Book this?");
  });

  test("a refusal has its cause and its remedy", () => {
    const error = {
      type: "error",
      code: "RATE_LIMITED",
      cause: "Too many.",
      remedy: "Wait.",
      requestId: null,
    } as const;
    expect(answered(error)).toBe("✘ Too many.\n  → Wait.");
  });

  test("a confirmation says whether an operator is asked", () => {
    expect(answered({ type: "confirmed", bookingId, status: "confirmed" })).toBe("• confirmed");
    expect(answered({ type: "confirmed", bookingId, status: "awaiting_approval" })).toContain(bookingId);
    expect(answered({ type: "cancelled", bookingId })).toBe("• cancelled");
    expect(answered({ type: "acknowledged", seq: 1 })).toBe("");
  });
});
