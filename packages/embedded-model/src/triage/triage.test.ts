import { describe, expect, test } from "@jest/globals";
import { type SignalFacts, triaged } from "../../test/briefs.ts";

const mail: SignalFacts = { kind: "mail" };

describe("topics", () => {
  test.each<[string, string, SignalFacts]>([
    ["blocker", "Blocked: waiting on the supplier for the test tenant. Nothing has arrived.", {}],
    ["blocker", "We are blocked here, legal has not answered for a week.", {}],
    ["blocker", "On hold until procurement sends us the licence keys.", {}],
    ["blocker", "Nothing unusual is written here.", { kind: "ticket", fields: { status: "Blocked" } }],
    ["milestone_slip", "I do not think 2 February can be held any more. The milestone is slipping.", {}],
    ["milestone_slip", "Sorry for the late notice\nOur team has moved the handover to 9 February 2026.", mail],
    ["risk", "There is a risk that the testers cannot start before Monday.", {}],
    ["risk", "The certificate expires on 30 January and nobody owns the account.", {}],
    ["scope_change", "Additions\nI have to ask for two additions to the scope of the pilot.", mail],
    ["decision", "Decision from the workshop: messages need a valid signature.", {}],
    ["decision", "For the record: we decided this afternoon to keep the old login until phase 2.", {}],
    ["completion", "Done and deployed with this morning's release. Please close.", {}],
    ["completion", "Retested on production. This one can be closed from my side.", {}],
    ["question", "Training\nCould you please confirm the date by Friday?", mail],
    ["newsletter", "Five signs of a good roadmap\nRead on. Unsubscribe at any time.", mail],
    ["newsletter", "Weekly news\nView in browser. Why milestones slip.", { kind: "mail", fields: { automatic: true } }],
    ["notification", "Build 4127 failed: we are blocked", { kind: "mail", fields: { automatic: true } }],
    ["other", "Fire drill\nPlease leave the building by the nearest staircase.", mail],
  ])("%s: %s", (topic, text, facts) => {
    expect(triaged(text, facts).topic).toBe(topic);
  });

  test.each([
    ["no longer blocked", "We are no longer blocked, the tenant has arrived."],
    ["a promise is no completion", "The export will be done by Tuesday."],
    ["a part is no completion", "Happy path is done. Declined cards come next, I expect two more days."],
    ["an open decision is none", "This needs a decision on who may press the button at night."],
  ])("%s", (_what, text) => {
    expect(["status_update", "question"]).toContain(triaged(text).topic);
  });
});

describe("severity", () => {
  test.each<[string, string, SignalFacts]>([
    ["medium", "Blocked by the vendor.", {}],
    ["high", "Blocked by the vendor.", { fields: { priority: "Highest" } }],
    ["high", "Blocked by the vendor.", { fields: { dueDate: "2026-01-10" } }],
    ["high", "There is a risk that the go-live moves.", {}],
    ["critical", "We are blocked: production is down for everybody.", {}],
    ["none", "Production notes\nA newsletter about a full outage elsewhere. Unsubscribe.", mail],
    ["none", "Two of six screens are drawn.", {}],
  ])("%s: %s", (severity, text, facts) => {
    expect(triaged(text, facts).severity).toBe(severity);
  });
});

describe("flags", () => {
  test.each<[string, string, SignalFacts]>([
    ["overdue", "Half of it is there.", { fields: { dueDate: "2026-01-14" } }],
    ["due_soon", "Half of it is there.", { fields: { dueDate: "2026-01-17" } }],
    ["needs_reply", "Status\nCould you send me a short status before Friday?", mail],
    ["customer_facing", "The customers see it from Monday on.", {}],
    ["mentions_money", "The order is \u20AC 12,500 net.", {}],
    ["conflicting_dates", "The milestone is slipping, 2 February is off.", { fields: { dueDate: "2026-01-20" } }],
    [
      "conflicting_dates",
      "Date\nMy calendar says 8 February, your letter still says 2 February. Which one is right?",
      mail,
    ],
    ["automatic", "Build green", { kind: "mail", fields: { automatic: true } }],
  ])("%s: %s", (flag, text, facts) => {
    expect(triaged(text, facts).flags).toContain(flag);
  });

  test("a finished ticket is not overdue", () => {
    expect(triaged("All there.", { fields: { dueDate: "2026-01-01", status: "Done" } }).flags).not.toContain("overdue");
  });
});

describe("extracts", () => {
  test("dates are ISO, in order, and taken from the text only", () => {
    const { dates } = triaged("Moved from 2 February to 9 February 2026.", { fields: { dueDate: "2026-02-01" } });
    expect(dates).toEqual(["2026-02-02", "2026-02-09"]);
  });

  test("a summary has no links, no addresses, and at most 280 characters", () => {
    const text = `The vendor [link:evil.example] wrote to a@b.example. ${"We are blocked by procurement. ".repeat(40)}`;
    const { summary } = triaged(text);
    expect(summary).not.toMatch(/\[link|@/u);
    expect(summary.length).toBeLessThanOrEqual(280);
  });

  test("a salutation, a signature and quoted mail are not read", () => {
    const text = "Question\nHi Ingrid,\nCould you confirm the date?\nKind regards\nEleanor\n> We are blocked by you.";
    const { summary, topic } = triaged(text, mail);
    expect(summary).toBe("Question. Could you confirm the date?");
    expect(topic).toBe("question");
  });

  test("entities are the handles of the brief, without the leads", () => {
    expect(triaged("Half of it is there.").entities).toEqual(["T1", "P1"]);
  });
});
