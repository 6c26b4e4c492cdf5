import { canonicalHash, type Entity, type RecommendedAction } from "@agentic-pm/contracts";
import { describe, expect, test } from "@jest/globals";
import { ACT, atlasSignal, labelsRead } from "../../../test/fakes/execution-world.ts";
import { notPlain } from "./plain-text.ts";
import { rulingOn } from "./policy-engine.ts";
import { POLICY_RULES, type RuledEffect } from "./policy-rules.ts";
import { policyVersionOf } from "./policy-version.ts";
import { resolveAction } from "./resolve-action.ts";
import type { SignalContext } from "./signal-context.ts";
import { TIER_OF } from "./tiers.ts";
import { ALLOWED_TRANSITIONS, mayBecome, statusOf } from "./transitions.ts";

// What the policy's table says, condition by condition: both sides of each, and each alone.

const comment: RecommendedAction = { type: "jira.comment", ticket: "T1", text: "We wait." };
const transition: RecommendedAction = { type: "jira.transition", ticket: "T1", to: "blocked" };
const mail: RecommendedAction = { type: "mail.send", to: ["P1"], subject: "Late", text: "We wait." };
const notify: RecommendedAction = { type: "operator.notify", subject: "Late", text: "Please look." };
const artefact: RecommendedAction = { type: "artefact.update", change: { artefact: "decision_log", title: "We wait" } };

const resolved = (action: RecommendedAction, signal: SignalContext) =>
  resolveAction(action, signal, labelsRead(signal));

function ruled(action: RecommendedAction, signal: SignalContext = atlasSignal()): RuledEffect {
  const effect = resolved(action, signal);
  if (!effect.ok) throw new Error(effect.code);
  return { effect: effect.value, tier: TIER_OF[action.type], signal, settings: ACT };
}

const altered = (action: RecommendedAction, part: object, signal?: SignalContext): RuledEffect => {
  const sound = ruled(action, signal);
  return { ...sound, effect: { ...sound.effect, ...part } as RuledEffect["effect"] };
};
const label = (value: unknown, provenance: string[], readers: unknown = "everyone") => ({ value, provenance, readers });
const rules = (subject: RuledEffect) => rulingOn(subject).rules;

describe("targets", () => {
  test.each([
    { what: "a comment's ticket", action: comment, part: { issueKey: label("ATLAS-1", ["jira_text"]) } },
    { what: "a transition's ticket", action: transition, part: { issueKey: label("ATLAS-1", ["model"]) } },
    { what: "the status before", action: transition, part: { fromStatus: label("In Progress", ["jira_field"]) } },
    {
      what: "a mail's recipients",
      action: mail,
      part: { to: label([{ address: "ada@northwind.example", displayName: "ada", internal: true }], ["mail_body"]) },
    },
    { what: "an artefact's project", action: artefact, part: { projectKey: label("ATLAS", ["mail_body"]) } },
  ])("$what has to come from the registry or the operator", ({ action, part }) => {
    expect(rules(altered(action, part))).toContain("TARGET_NOT_TRUSTED");
    const trusted = Object.fromEntries(
      Object.entries(part).map(([name, value]) => [name, { ...value, provenance: ["operator"] }]),
    );
    expect(rules(altered(action, trusted))).not.toContain("TARGET_NOT_TRUSTED");
  });

  test("one recipient who is not the signal's spoils the mail, wherever in the list", () => {
    const ada = { address: "ada@northwind.example", displayName: "ada", internal: true };
    const stranger = { address: "x@evil.example", displayName: "ada", internal: true };
    for (const to of [
      [ada, stranger],
      [stranger, ada],
    ]) {
      expect(rules(altered(mail, { to: label(to, ["registry"]) }))).toEqual(["RECIPIENT_NOT_OF_SIGNAL"]);
    }
  });

  test("one recipient outside the company makes the mail wait for approval, wherever in the list", () => {
    for (const to of [
      ["P1", "P2"],
      ["P2", "P1"],
    ]) {
      expect(rulingOn(ruled({ ...mail, to } as RecommendedAction)).rules).toContain("EXTERNAL_RECIPIENT");
    }
    expect(rulingOn(ruled(mail)).rules).not.toContain("EXTERNAL_RECIPIENT");
  });

  test("a comment's ticket has a status by the registry's word alone", () => {
    expect(ruled(comment).effect).toMatchObject({ ticketStatus: { value: "In Progress", provenance: ["registry"] } });
    const told = label("In Progress", ["jira_text"]);
    expect(rules(altered(comment, { ticketStatus: told }))).toEqual(["TARGET_NOT_TRUSTED"]);
  });

  test("a comment of before statuses were kept is judged by its ticket alone", () => {
    expect(rules(altered(comment, { ticketStatus: undefined }))).toEqual([]);
    const told = label("ATLAS-1", ["jira_text"]);
    expect(rules(altered(comment, { ticketStatus: undefined, issueKey: told }))).toEqual(["TARGET_NOT_TRUSTED"]);
  });

  test.each([
    { address: "ada@northwind.example", outside: false },
    { address: "Ada@Northwind.EXAMPLE", outside: false },
    { address: "ada@northwind.partner.example", outside: true },
    { address: "ada@evil-northwind.example", outside: true },
    { address: "ada@sub.northwind.example", outside: true },
    { address: "ada@northwind.example.evil.example", outside: true },
    { address: '"ada@northwind.example"@evil.example', outside: true },
  ])("whom the registry calls internal is outside with another domain: $address is outside: $outside", (one) => {
    const signal = atlasSignal();
    const entities = new Map(signal.entities);
    const ada = entities.get("person#ada");
    if (ada?.kind === "person") entities.set("person#ada", { ...ada, address: one.address, internal: true });
    const found = ruled(mail, { ...signal, entities });
    expect(rulingOn(found).rules.includes("EXTERNAL_RECIPIENT")).toBe(one.outside);
    const both = { ...ACT, companyDomains: ["other.example", "northwind.example"] };
    expect(rulingOn({ ...found, settings: both }).rules.includes("EXTERNAL_RECIPIENT")).toBe(one.outside);
  });

  test("a guest with an address of the company is outside all the same", () => {
    const settings = { ...ACT, companyDomains: ["northwind.example", "partner.example"] };
    const found = { ...ruled({ ...mail, to: ["P2"] } as RecommendedAction), settings };
    expect(rulingOn(found).rules).toContain("EXTERNAL_RECIPIENT");
  });

  test("a ticket in the signal's handles is its subject only by that role", () => {
    const handles = { ...atlasSignal().handles, T1: { entityId: "ticket#ATLAS-1", role: "linked" as const } };
    expect(rules(ruled(comment, atlasSignal({ handles })))).toContain("TICKET_NOT_SUBJECT");
  });

  test("an address finds the person who has it, not one before or after", () => {
    for (const address of ["ada@northwind.example", "gus@partner.example", "bob@northwind.example"]) {
      const internal = address.endsWith("@northwind.example");
      const to = label([{ address, displayName: "somebody", internal }], ["registry"]);
      expect(rules(altered(mail, { to }))).not.toContain("RECIPIENT_NOT_OF_SIGNAL");
    }
  });
});

describe("status changes", () => {
  const statuses = ["to_do", "in_progress", "in_review", "blocked", "done"] as const;
  const allowed = [
    "to_do in_progress",
    "to_do blocked",
    "in_progress in_review",
    "in_progress blocked",
    "in_progress to_do",
    "in_review done",
    "in_review in_progress",
    "in_review blocked",
    "blocked in_progress",
  ];

  test("are these nine and no others", () => {
    const pairs = statuses.flatMap((from) => statuses.map((to) => `${from} ${to}`));
    expect(
      pairs.filter((pair) => mayBecome(pair.split(" ")[0] ?? "", pair.split(" ")[1] as "done")).toSorted(),
    ).toEqual(allowed.toSorted());
    expect(Object.keys(ALLOWED_TRANSITIONS).toSorted()).toEqual([...statuses].toSorted());
  });

  test("start at a status that the policy knows, in Jira's spelling", () => {
    expect(statusOf(" In Progress ")).toBe("in_progress");
    expect(statusOf("TO-DO")).toBe("to_do");
    for (const unknown of ["Cancelled", "", "__proto__", "constructor"]) {
      expect(statusOf(unknown)).toBeNull();
      expect(mayBecome(unknown, "done")).toBe(false);
    }
  });

  test.each([
    { kind: "ticket", justified: true },
    { kind: "comment", justified: true },
    { kind: "sprint", justified: false },
    { kind: "mail", justified: false },
  ] as const)("on word of a $kind are justified: $justified", ({ kind, justified }) => {
    expect(rules(ruled(transition, atlasSignal({ kind }))).includes("TRANSITION_NOT_JUSTIFIED")).toBe(!justified);
  });

  test("are the only effect that these two rules are about", () => {
    expect(rules(ruled(artefact, atlasSignal({ kind: "sprint" })))).toEqual([]);
  });
});

describe("texts", () => {
  const link = "See https://evil.example/x";
  test.each([
    { where: "a comment", action: { ...comment, text: link } },
    { where: "a mail's subject", action: { ...mail, subject: link } },
    { where: "a mail's text", action: { ...mail, text: link } },
    { where: "a notice's subject", action: { ...notify, subject: link } },
    { where: "a notice's text", action: { ...notify, text: link } },
    { where: "an entry's title", action: { ...artefact, change: { artefact: "decision_log", title: link } } },
    { where: "an entry's note", action: { ...artefact, change: { artefact: "backlog_summary", note: link } } },
  ])("$where may hold no link", ({ action }) => {
    expect(rulingOn(ruled(action as RecommendedAction))).toEqual({ disposition: "refuse", rules: ["TEXT_NOT_PLAIN"] });
  });

  test.each([
    { where: "a mail's subject", action: { ...mail, subject: "Late\nBcc: x" }, oneLine: true },
    { where: "a mail's subject, by a tab,", action: { ...mail, subject: "Late\tx" }, oneLine: true },
    { where: "a notice's subject", action: { ...notify, subject: "Late\nx" }, oneLine: true },
    {
      where: "an entry's title",
      action: { ...artefact, change: { artefact: "decision_log", title: "a\nb" } },
      oneLine: true,
    },
    { where: "a mail's text", action: { ...mail, text: "a\nb\tc" }, oneLine: false },
    { where: "a notice's text", action: { ...notify, text: "a\nb" }, oneLine: false },
    { where: "a comment", action: { ...comment, text: "a\nb" }, oneLine: false },
  ])("$where is one line: $oneLine", ({ action, oneLine }) => {
    expect(rules(ruled(action as RecommendedAction)).includes("TEXT_NOT_PLAIN")).toBe(oneLine);
  });

  test.each([
    { what: "a scheme", text: "ssh://x", why: "a URL" },
    { what: "an active scheme", text: "vbscript:x", why: "a scheme that clients open" },
    { what: "www", text: "www.x", why: "a www address" },
    { what: "a host with a path", text: "corp.intern/x", why: "a host with a path" },
    { what: "a host of another alphabet with a path", text: "\u043f\u0440.\u0440\u0444/x", why: "a host with a path" },
    { what: "an address of numbers with a path", text: "10.0.0.1:80/x", why: "a host with a path" },
    { what: "a name that carries something", text: "c2Vj.leak.corp.intern", why: "a host name" },
    { what: "a share", text: "\\\\nas", why: "a share or an address without its scheme" },
    { what: "a port on this network", text: "nas:8080/x", why: "a host on this network with a path or port" },
    { what: "a host", text: "evil.zip", why: "a host name" },
    { what: "an address", text: "a@b", why: "an address" },
    { what: "a reference link", text: "[x] [1]", why: "a markdown link or image" },
    { what: "a placeholder", text: "[link:x", why: "a placeholder for a link or image" },
    { what: "a macro", text: "{code:x", why: "a wiki link, mention or macro" },
    { what: "markup", text: "<b", why: "markup" },
    { what: "a bell", text: "a\u0007", why: "a control character" },
    { what: "a joiner", text: "a\u200d", why: "an invisible or direction-changing character" },
    { what: "half a character", text: "\ud800", why: "half a character" },
    { what: "two things: the first is named", text: "http://evil.zip/x@y", why: "a URL" },
  ])("$what alone is found for what it is", ({ text, why }) => {
    expect(notPlain(text)).toBe(why);
  });

  test("a text that lost one of its two origins is relabelled, in whichever text of the effect", () => {
    const readers = ["project:ATLAS", "operator"];
    const sound = label("Fine.", ["jira_text", "model"], readers);
    for (const provenance of [["model"], ["jira_text"], ["mail_body", "model"]]) {
      const text = label("Fine.", provenance, readers);
      expect(rules(altered(comment, { text }))).toEqual(["TEXT_RELABELLED"]);
      expect(rules(altered(notify, { subject: sound, text }))).toEqual(["TEXT_RELABELLED"]);
      expect(rules(altered(notify, { subject: text, text: sound }))).toEqual(["TEXT_RELABELLED"]);
    }
    expect(rules(altered(comment, { text: sound }))).toEqual([]);
  });
});

describe("readers", () => {
  const readable = (readers: string[]) => atlasSignal({ readers });

  test("a comment reaches everyone who sees the ticket, so all of them have to be readers", () => {
    expect(rules(ruled(comment, readable(["project:ATLAS"])))).toEqual([]);
    expect(rules(ruled(comment, readable(["operator"])))).toEqual(["READERS_EXCEED"]);
  });

  test("a ticket of which nobody knows who sees it is not commented without approval", () => {
    const signal = atlasSignal();
    const entities = new Map<string, Entity>(signal.entities);
    const ticket = entities.get("ticket#ATLAS-1");
    if (ticket !== undefined) entities.set("ticket#ATLAS-1", { ...ticket, audiences: [] });
    expect(rules(ruled(comment, { ...signal, entities }))).toEqual(["READERS_EXCEED"]);
  });

  test("every recipient of a mail has to be a reader, by one of their groups", () => {
    const toBoth = { ...mail, to: ["P1", "P3"] } as RecommendedAction;
    const approvals = (readers: string[]) => rules(ruled(toBoth, readable(readers))).includes("READERS_EXCEED");
    expect(approvals(["project:ATLAS"])).toBe(true);
    expect(approvals(["person:bob"])).toBe(true);
    expect(approvals(["project:ATLAS", "person:bob"])).toBe(false);
  });

  test("a notice and an artefact are the operator's to read", () => {
    for (const action of [notify, artefact]) {
      expect(rules(ruled(action, readable(["operator"])))).toEqual([]);
      expect(rules(ruled(action, readable(["project:ATLAS"])))).toEqual(["READERS_EXCEED"]);
    }
  });

  test("one text that its destination may not read is enough", () => {
    const open = label("Fine.", ["jira_text", "model"], ["project:ATLAS", "operator"]);
    const closed = label("Fine.", ["jira_text", "model"], ["project:ATLAS"]);
    expect(rules(altered(notify, { subject: open, text: closed }))).toEqual(["READERS_EXCEED"]);
    expect(rules(altered(notify, { subject: closed, text: open }))).toEqual(["READERS_EXCEED"]);
  });
});

describe("the engine", () => {
  const rule = (id: string, verdict: "hold" | "approve" | "refuse") => ({ id, says: id, verdict, applies: () => true });

  test("takes the strictest verdict and every rule that led to it, in whatever order they stand", () => {
    const [hold, approve, refuse] = [rule("H", "hold"), rule("A", "approve"), rule("R", "refuse")];
    const dispositions = [
      [hold],
      [hold, approve],
      [approve, hold],
      [refuse, approve, hold],
      [hold, approve, refuse],
      [],
    ];
    expect(dispositions.map((table) => rulingOn(ruled(comment), table))).toEqual([
      { disposition: "hold", rules: ["H"] },
      { disposition: "approve", rules: ["A"] },
      { disposition: "approve", rules: ["A"] },
      { disposition: "refuse", rules: ["R"] },
      { disposition: "refuse", rules: ["R"] },
      { disposition: "execute", rules: [] },
    ]);
    expect(rulingOn(ruled(comment), [refuse, rule("R2", "refuse")]).rules).toEqual(["R", "R2"]);
  });
});

describe("tiers and versions", () => {
  test("what is reversible and internal is T1, the rest T2, and nothing is above", () => {
    expect(TIER_OF).toEqual({
      "jira.comment": "T1",
      "artefact.update": "T1",
      "operator.notify": "T1",
      "jira.transition": "T2",
      "mail.send": "T2",
    });
  });

  test("a version names the policy by sixteen digits, and every setting changes it", () => {
    const versions = [
      ACT,
      { ...ACT, autonomyLevel: "assist" as const },
      { ...ACT, holdSeconds: 121 },
      { ...ACT, commandTtlHours: 25 },
      { ...ACT, perTicketPerDay: 4 },
      { ...ACT, perDay: 51 },
      { ...ACT, companyDomains: ["northwind.example", "partner.example"] },
    ].map((settings) => policyVersionOf(settings));
    expect(new Set(versions).size).toBe(versions.length);
    for (const version of versions) expect(version).toMatch(/^policy-[0-9a-f]{16}$/);
    const table = POLICY_RULES.map(({ id, says, verdict }) => ({ id, says, verdict }));
    const policy = { settings: ACT, rules: table, tiers: TIER_OF, transitions: ALLOWED_TRANSITIONS };
    expect(versions[0]).toBe(`policy-${canonicalHash("agentic-pm/policy/v1", policy).slice(0, 16)}`);
  });

  test("every rule has an id of its own", () => {
    expect(new Set(POLICY_RULES.map(({ id }) => id)).size).toBe(POLICY_RULES.length);
  });
});

describe("resolving", () => {
  const risk = { artefact: "raid_log", kind: "risk", title: "Late", severity: "high" } as const;

  test("an entry names its ticket and its owner by what the registry calls them, and says nothing else twice", () => {
    const change = { ...risk, ticket: "T2", owner: "P1", due: undefined };
    const effect = resolved({ type: "artefact.update", change } as RecommendedAction, atlasSignal());
    expect(effect).toMatchObject({ ok: true, value: { projectKey: { value: "ATLAS", provenance: ["registry"] } } });
    const value = effect.ok && effect.value.type === "artefact.update" ? effect.value.change.value : null;
    expect(value).toEqual({
      artefact: "raid_log",
      entry: { kind: "risk", title: "Late", severity: "high", ticket: "ATLAS-2", owner: "ada" },
    });
  });

  test.each([
    { what: "a ticket that is none", change: { ...risk, ticket: "T9" } },
    { what: "an owner who is nobody", change: { ...risk, owner: "P9" } },
    { what: "a person as a ticket", change: { ...risk, ticket: "P1" } },
    { what: "a ticket as an owner", change: { ...risk, owner: "T1" } },
  ])("$what is an unknown handle", ({ change }) => {
    const found = resolved({ type: "artefact.update", change } as RecommendedAction, atlasSignal());
    expect(found).toMatchObject({ ok: false, code: "UNKNOWN_HANDLE" });
  });

  test("a ticket is nobody to write to, and a status change needs a ticket", () => {
    const signal = atlasSignal();
    expect(resolved({ ...mail, to: ["T1"] } as RecommendedAction, signal)).toMatchObject({ ok: false });
    expect(resolved({ ...transition, ticket: "T9" } as RecommendedAction, signal)).toMatchObject({ ok: false });
  });

  test("what an object inherits is no handle", () => {
    const handles = Object.assign(Object.create({ T7: { entityId: "ticket#ATLAS-1", role: "subject" } }) as object, {});
    const signal = atlasSignal({ handles: handles as SignalContext["handles"] });
    expect(resolved({ ...comment, ticket: "T7" } as RecommendedAction, signal)).toMatchObject({ ok: false });
  });
});
