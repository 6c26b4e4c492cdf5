import { canonicalHash, type RecommendedAction, type ResolvedCommand } from "@agentic-pm/contracts";
import { describe, expect, test } from "@jest/globals";
import { decidedRow } from "../../test/fakes/decided-row.ts";
import { ACT } from "../../test/fakes/execution-world.ts";
import type { Ruling } from "../domain/policy/policy-engine.ts";
import type { ActionLimits } from "../ports/decision-stores.ts";
import { limitRuling } from "./limit-action.ts";

const EXECUTE: Ruling = { disposition: "execute", rules: [] };
const CREATED = "2026-01-15T09:00:00.000Z";

/** Remembers what was asked for and refuses the keys that it is told to. */
class AskedLimits implements ActionLimits {
  readonly asked: { key: string; most: number }[] = [];
  readonly #full: RegExp;

  constructor(full = /^$/) {
    this.#full = full;
  }

  async take(key: string, _actionId: string, most: number): Promise<boolean> {
    this.asked.push({ key, most });
    return !this.#full.test(key);
  }

  async claim(key: string): Promise<boolean> {
    return await this.take(key, "", 1);
  }

  readonly released: string[] = [];

  async release(key: string): Promise<void> {
    this.released.push(key.slice(0, 9));
  }
}

async function limited(action: RecommendedAction, limits = new AskedLimits(), change?: (of: ResolvedCommand) => void) {
  const { command } = decidedRow(action);
  const copy = structuredClone(command);
  change?.(copy);
  const ruling = await limitRuling(EXECUTE, { command: copy, createdAt: CREATED }, { limits, policy: ACT });
  return { ruling, limits };
}

const comment: RecommendedAction = { type: "jira.comment", ticket: "T1", text: "a" };
const transition: RecommendedAction = { type: "jira.transition", ticket: "T1", to: "blocked" };
const mail: RecommendedAction = { type: "mail.send", to: ["P1", "P3"], subject: "s", text: "t" };
const notify: RecommendedAction = { type: "operator.notify", subject: "s", text: "t" };
const artefact: RecommendedAction = { type: "artefact.update", change: { artefact: "decision_log", title: "a" } };

const keyOf = async (action: RecommendedAction, change?: (of: ResolvedCommand) => void) =>
  (await limited(action, new AskedLimits(), change)).limits.asked[0]?.key;

describe("the day's limits", () => {
  test("a refused action uses nothing up", async () => {
    const limits = new AskedLimits();
    const refused: Ruling = { disposition: "refuse", rules: ["TEXT_NOT_PLAIN"] };
    const { command } = decidedRow(comment);
    expect(await limitRuling(refused, { command, createdAt: CREATED }, { limits, policy: ACT })).toBe(refused);
    expect(limits.asked).toEqual([]);
  });

  test.each([
    { action: comment, place: "rate#place#2026-01-15#ATLAS-1" },
    { action: transition, place: "rate#place#2026-01-15#ATLAS-1" },
    { action: mail, place: expect.stringMatching(/^rate#place#2026-01-15#mail:[0-9a-f]{32}$/) },
  ])("a $action.type counts as said, at its place, and for the day", async ({ action, place }) => {
    const { ruling, limits } = await limited(action);
    expect(ruling).toBe(EXECUTE);
    expect(limits.asked).toEqual([
      { key: expect.stringMatching(/^rate#same#2026-01-15#[0-9a-f]{64}$/), most: 1 },
      { key: place, most: ACT.perTicketPerDay },
      { key: "rate#day#2026-01-15", most: ACT.perDay },
    ]);
  });

  test.each([{ action: notify }, { action: artefact }])(
    "a $action.type has no place of its own",
    async ({ action }) => {
      const { limits } = await limited(action);
      expect(limits.asked.map(({ key }) => key.slice(0, 9))).toEqual(["rate#same", "rate#day#"]);
    },
  );

  test.each([
    { full: /^rate#same/, code: "DUPLICATE" },
    { full: /^rate#place/, code: "RATE_LIMITED_TICKET" },
    { full: /^rate#day/, code: "RATE_LIMITED_DAY" },
  ])("a full limit refuses as $code", async ({ full, code }) => {
    expect((await limited(comment, new AskedLimits(full))).ruling).toEqual({ disposition: "refuse", rules: [code] });
  });

  test.each([
    { full: /^rate#same/, released: [] },
    { full: /^rate#place/, released: ["rate#same"] },
    { full: /^rate#day/, released: ["rate#plac", "rate#same"] },
  ])("what a limit refuses ($full) keeps no claim: it may be said when there is room", async ({ full, released }) => {
    const limits = new AskedLimits(full);
    await limited(comment, limits);
    expect(limits.released).toEqual(released);
  });
});

describe("the same thing said again", () => {
  test.each([
    { action: comment, content: ["jira.comment", "ATLAS-1", "a"] },
    { action: transition, content: ["jira.transition", "ATLAS-1", "In Progress", "blocked"] },
    { action: mail, content: ["mail.send", "ada@northwind.example\nbob@northwind.example", "s", "t"] },
    { action: notify, content: ["operator.notify", "s", "t"] },
    {
      action: artefact,
      content: ["artefact.update", "ATLAS", { artefact: "decision_log", entry: { title: "a" } }],
    },
  ])("is known, for a $action.type, by what is said to whom", async ({ action, content }) => {
    expect(await keyOf(action)).toBe(`rate#same#2026-01-15#${canonicalHash("agentic-pm/same-effect/v1", content)}`);
  });

  test("is the same whatever the order of its recipients", async () => {
    expect(await keyOf({ ...mail, to: ["P3", "P1"] })).toBe(await keyOf(mail));
  });

  test.each([
    { what: "a comment's text", one: comment, other: { ...comment, text: "b" } },
    { what: "a transition's aim", one: transition, other: { ...transition, to: "in_review" } },
    { what: "a mail's recipients", one: mail, other: { ...mail, to: ["P1"] } },
    { what: "a mail's subject", one: mail, other: { ...mail, subject: "z" } },
    { what: "a mail's text", one: mail, other: { ...mail, text: "z" } },
    { what: "a notice's subject", one: notify, other: { ...notify, subject: "z" } },
    { what: "a notice's text", one: notify, other: { ...notify, text: "z" } },
    {
      what: "an entry's title",
      one: artefact,
      other: { ...artefact, change: { artefact: "decision_log", title: "z" } },
    },
  ])("is another thing with another $what", async ({ one, other }) => {
    expect(await keyOf(other as RecommendedAction)).not.toBe(await keyOf(one));
  });

  test("is another thing on another ticket, from another status, in another project, by another kind of effect", async () => {
    const ticket = (command: ResolvedCommand) => {
      if ("issueKey" in command.effect) Object.assign(command.effect.issueKey, { value: "ATLAS-2" });
    };
    const status = (command: ResolvedCommand) => {
      if ("fromStatus" in command.effect) Object.assign(command.effect.fromStatus, { value: "Blocked" });
    };
    const project = (command: ResolvedCommand) => {
      if ("projectKey" in command.effect) Object.assign(command.effect.projectKey, { value: "ZEUS" });
    };
    const keys = await Promise.all([
      keyOf(comment),
      keyOf(comment, ticket),
      keyOf(transition),
      keyOf(transition, ticket),
      keyOf(transition, status),
      keyOf(artefact),
      keyOf(artefact, project),
    ]);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test("is one mail to two people, not mail to one whose address is both", async () => {
    const joined = (command: ResolvedCommand) => {
      if (command.effect.type !== "mail.send") return;
      const [first, second] = command.effect.to.value;
      if (first === undefined || second === undefined) return;
      const address = [first.address, second.address].toSorted().join("");
      Object.assign(command.effect.to, { value: [{ ...first, address }] });
    };
    expect(await keyOf(mail, joined)).not.toBe(await keyOf(mail));
  });
});
