import { canaryHash, decoysOf, type RecommendedAction, type ResolvedEffect, vaultCanary } from "@agentic-pm/contracts";
import { describe, expect, test } from "@jest/globals";
import { atlasSignal, labelsRead } from "../../test/fakes/execution-world.ts";
import { resolveAction } from "./policy/resolve-action.ts";
import { tripwireIn } from "./tripwires.ts";

const CANARY = vaultCanary("raw");
const { ticket, person } = decoysOf("ATLAS");

function effectOf(action: RecommendedAction): ResolvedEffect {
  const signal = atlasSignal();
  const handles = {
    ...signal.handles,
    T8: { entityId: ticket.entityId, role: "subject" as const },
    P8: { entityId: person.entityId, role: "assignee" as const },
  };
  const entities = new Map([...signal.entities, [ticket.entityId, ticket], [person.entityId, person]]);
  const effect = resolveAction(action, { ...signal, handles, entities }, labelsRead());
  if (!effect.ok) throw new Error(effect.code);
  return effect.value;
}

describe("tripwires", () => {
  test.each<[string, RecommendedAction]>([
    ["a comment", { type: "jira.comment", ticket: "T1", text: `See ${CANARY}.` }],
    ["a subject", { type: "mail.send", to: ["P1"], subject: CANARY.toUpperCase(), text: "Hello." }],
    ["a notice", { type: "operator.notify", subject: "Note", text: [...CANARY].join(".") }],
    ["an entry", { type: "artefact.update", change: { artefact: "decision_log", title: CANARY } }],
  ])("a canary in %s is found, and named by its hash", (_where, action) => {
    expect(tripwireIn(effectOf(action), "ATLAS")).toEqual({ code: "CANARY_CARRIED", canaries: [canaryHash(CANARY)] });
  });

  test.each<[string, RecommendedAction]>([
    ["a comment", { type: "jira.comment", ticket: "T8", text: "Hello." }],
    ["a transition", { type: "jira.transition", ticket: "T8", to: "blocked" }],
    ["one of a mail's recipients", { type: "mail.send", to: ["P1", "P8"], subject: "Hi", text: "Hello." }],
    [
      "an entry's owner",
      {
        type: "artefact.update",
        change: { artefact: "raid_log", kind: "risk", title: "Late", severity: "low", owner: "P8" },
      },
    ],
    [
      "an entry's ticket",
      { type: "artefact.update", change: { artefact: "decision_log", title: "Late", ticket: "T8" } },
    ],
  ])("a decoy as the target of %s is found", (_where, action) => {
    expect(tripwireIn(effectOf(action), "ATLAS")).toMatchObject({ code: "DECOY_NAMED" });
  });

  test.each<RecommendedAction>([
    { type: "jira.comment", ticket: "T1", text: "The vendor is late." },
    { type: "jira.transition", ticket: "T1", to: "blocked" },
    { type: "mail.send", to: ["P1"], subject: "Hi", text: "Hello." },
    { type: "operator.notify", subject: "Hi", text: "Hello." },
    { type: "artefact.update", change: { artefact: "decision_log", title: "Late", ticket: "T1" } },
    {
      type: "artefact.update",
      change: { artefact: "raid_log", kind: "risk", title: "Late", severity: "low", owner: "P1" },
    },
  ])("an honest $type trips nothing", (action) => {
    expect(tripwireIn(effectOf(action), "ATLAS")).toBeNull();
  });
});
