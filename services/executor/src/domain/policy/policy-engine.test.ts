import type { RecommendedAction } from "@agentic-pm/contracts";
import { describe, expect, test } from "@jest/globals";
import { ACT, atlasSignal, labelsRead } from "../../../test/fakes/execution-world.ts";
import { rulingOn } from "./policy-engine.ts";
import { POLICY_RULES, type RuledEffect } from "./policy-rules.ts";
import { resolveAction } from "./resolve-action.ts";
import type { SignalContext } from "./signal-context.ts";
import { TIER_OF } from "./tiers.ts";

const comment: RecommendedAction = {
  type: "jira.comment",
  ticket: "T1",
  text: "The vendor is late.\nWe wait until Monday.",
};
const transition: RecommendedAction = { type: "jira.transition", ticket: "T1", to: "blocked" };
const mail: RecommendedAction = { type: "mail.send", to: ["P1"], subject: "Late vendor", text: "The vendor is late." };
const notify: RecommendedAction = { type: "operator.notify", subject: "Late vendor", text: "Please look." };
const artefact: RecommendedAction = {
  type: "artefact.update",
  change: { artefact: "raid_log", kind: "risk", title: "Vendor late", severity: "high", ticket: "T2" },
};

function resolved(action: RecommendedAction, signal: SignalContext, read = labelsRead(signal)) {
  return resolveAction(action, signal, read);
}

function ruled(action: RecommendedAction, signal: SignalContext = atlasSignal()): RuledEffect {
  const effect = resolved(action, signal);
  if (!effect.ok) throw new Error(effect.code);
  return { effect: effect.value, tier: TIER_OF[action.type], signal, settings: ACT };
}

/** The same effect with a part of it replaced, as a compromised stage 2 or table could have it. */
function tampered(action: RecommendedAction, part: object): RuledEffect {
  const sound = ruled(action);
  return { ...sound, effect: { ...sound.effect, ...part } as RuledEffect["effect"] };
}

const label = (value: unknown, provenance: string[], readers: unknown = "everyone") => ({ value, provenance, readers });
const mailSignal = () =>
  atlasSignal({ source: "outlook", kind: "mail", readers: ["mailbox:pmo", "operator", "person:ada"] });

/** For each rule a case that this rule, and no other of its strictness, catches. */
const CAUGHT: Readonly<Record<string, () => RuledEffect>> = {
  TIER_FORGED: () => ({ ...ruled(transition), tier: "T1" }),
  TARGET_NOT_TRUSTED: () => tampered(comment, { issueKey: label("ATLAS-1", ["jira_text"]) }),
  TICKET_NOT_SUBJECT: () => ruled({ ...comment, ticket: "T2" } as RecommendedAction),
  TICKET_OF_OTHER_PROJECT: () => ruled(comment, atlasSignal({ projectKey: "ZEUS" })),
  PROJECT_FOREIGN: () => tampered(artefact, { projectKey: label("ZEUS", ["registry"]) }),
  RECIPIENT_NOT_OF_SIGNAL: () =>
    tampered(mail, { to: label([{ address: "x@evil.example", displayName: "x", internal: true }], ["registry"]) }),
  TRANSITION_NOT_ALLOWED: () => ruled({ ...transition, to: "done" } as RecommendedAction),
  TRANSITION_NOT_JUSTIFIED: () => ruled(transition, atlasSignal({ kind: "sprint" })),
  TEXT_NOT_PLAIN: () => ruled({ ...comment, text: "See https://evil.example" } as RecommendedAction),
  TEXT_RELABELLED: () => tampered(comment, { text: label("Fine.", ["operator"], ["project:ATLAS"]) }),
  EXTERNAL_RECIPIENT: () => ruled({ ...mail, to: ["P2"] } as RecommendedAction),
  READERS_EXCEED: () => ruled({ ...mail, to: ["P3"] } as RecommendedAction, mailSignal()),
  LEVEL_OBSERVE: () => ({ ...ruled(comment), settings: { ...ACT, autonomyLevel: "observe" } }),
  LEVEL_ASSIST_T2: () => ({ ...ruled(transition), settings: { ...ACT, autonomyLevel: "assist" } }),
  LEVEL_ACT_T2: () => ruled(transition),
};

describe("the policy", () => {
  test("has a case for each of its rules", () => {
    expect(Object.keys(CAUGHT).toSorted()).toEqual(POLICY_RULES.map(({ id }) => id).toSorted());
  });

  test.each(POLICY_RULES.map(({ id, verdict, says }) => ({ id, verdict, says })))(
    "$id, '$says', is what makes its case $verdict",
    ({ id, verdict }) => {
      const subject = CAUGHT[id]?.() ?? ruled(comment);
      expect(rulingOn(subject)).toEqual({ disposition: verdict, rules: [id] });
      const without = POLICY_RULES.filter((rule) => rule.id !== id);
      expect(rulingOn(subject, without).disposition).not.toBe(verdict);
    },
  );

  test.each(POLICY_RULES.map(({ id }) => ({ id })))("$id does not apply to what is in order", ({ id }) => {
    const rule = POLICY_RULES.find((each) => each.id === id);
    const inOrder = [comment, notify, artefact, mail].map((action) => ruled(action));
    const applies = inOrder.map((subject) => rule?.applies(subject));
    // A mail is T2, so at `act` it is held like every T2.
    expect(applies).toEqual([false, false, false, id === "LEVEL_ACT_T2"]);
  });

  test.each([
    { level: "observe", action: comment, disposition: "approve" },
    { level: "observe", action: transition, disposition: "approve" },
    { level: "assist", action: comment, disposition: "execute" },
    { level: "assist", action: artefact, disposition: "execute" },
    { level: "assist", action: notify, disposition: "execute" },
    { level: "assist", action: mail, disposition: "approve" },
    { level: "act", action: comment, disposition: "execute" },
    { level: "act", action: transition, disposition: "hold" },
    { level: "act", action: mail, disposition: "hold" },
  ] as const)("at level $level a $action.type is: $disposition", ({ level, action, disposition }) => {
    expect(rulingOn({ ...ruled(action), settings: { ...ACT, autonomyLevel: level } }).disposition).toBe(disposition);
  });

  test("a refusal outweighs an approval, and an approval a hold", () => {
    const external: RecommendedAction = { ...mail, to: ["P2"] };
    expect(rulingOn(ruled(external)).disposition).toBe("approve");
    expect(rulingOn(ruled({ ...external, text: "![x](https://evil.example/a.png)" })).disposition).toBe("refuse");
  });

  test("a recipient who is called internal but is not is refused", () => {
    const liar = label([{ address: "gus@partner.example", displayName: "gus", internal: true }], ["registry"]);
    expect(rulingOn(tampered(mail, { to: liar })).rules).toContain("RECIPIENT_NOT_OF_SIGNAL");
  });

  test("a text whose readers were widened is refused", () => {
    const widened = label("Fine.", ["jira_text", "model"]);
    expect(rulingOn(tampered(comment, { text: widened })).rules).toEqual(["TEXT_RELABELLED"]);
  });

  test("a mail's words do not go on where its readers cannot follow, but they reach who got the mail", () => {
    expect(rulingOn(ruled(mail, mailSignal())).disposition).toBe("hold");
    expect(rulingOn(ruled(artefact, mailSignal())).disposition).toBe("execute");
  });
});

describe("resolving handles", () => {
  test.each(["T9", "P1", "__proto__", "constructor"])("%s names no ticket", (handle) => {
    const action = { ...comment, ticket: handle } as RecommendedAction;
    expect(resolved(action, atlasSignal())).toMatchObject({ ok: false, code: "UNKNOWN_HANDLE" });
  });

  test("a person without an address cannot be written to", () => {
    const signal = atlasSignal();
    const entities = new Map(signal.entities);
    const ada = entities.get("person#ada");
    if (ada?.kind === "person") entities.set("person#ada", { ...ada, address: null });
    expect(resolved(mail, { ...signal, entities })).toMatchObject({ ok: false, code: "UNKNOWN_HANDLE" });
  });

  test("the same recipient under two handles gets one mail", () => {
    const signal = atlasSignal();
    const handles = { ...signal.handles, P4: { entityId: "person#ada", role: "author" as const } };
    const effect = resolved({ ...mail, to: ["P1", "P4"] } as RecommendedAction, { ...signal, handles });
    expect(effect).toMatchObject({ ok: true, value: { to: { value: [{ address: "ada@northwind.example" }] } } });
  });

  test("text keeps its origin and its readers, targets come from the registry", () => {
    expect(resolved(comment, atlasSignal())).toMatchObject({
      value: {
        issueKey: { value: "ATLAS-1", provenance: ["registry"] },
        text: { provenance: ["jira_field", "jira_text", "model"], readers: ["project:ATLAS", "operator"] },
      },
    });
  });
});
