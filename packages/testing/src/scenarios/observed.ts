import type { ResolvedEffect } from "@agentic-pm/contracts";
import type { Effect } from "@agentic-pm/sandbox";
import type { ActionRow, SignalRow } from "@agentic-pm/world";
import type { Delivered } from "./deliver-scenario.ts";
import type { Deed } from "./scenario-format.ts";

/** An action as a scenario speaks of it. */
export interface ObservedAction {
  readonly deed: Deed;
  readonly status: ActionRow["status"];
  readonly tier: string;
  /** Ticket keys and addresses that it acts on or names. */
  readonly targets: readonly string[];
  readonly fields: Readonly<Record<string, string | null>>;
  /** Everything that people will read of it. */
  readonly text: string;
  readonly reason: string;
}

/** What became of one scenario: its signals, its actions, and what reached the vendors. */
export interface Observed {
  readonly signals: readonly SignalRow[];
  readonly actions: readonly ObservedAction[];
  readonly effects: readonly Effect[];
}

/** Finds what belongs to a scenario: signals by where they came from, actions by signal, effects by ticket. */
export function observedOf(
  { origins, keys }: Delivered,
  world: { signals: readonly SignalRow[]; actions: readonly ActionRow[]; effects: readonly Effect[] },
): Observed {
  const signals = world.signals.filter(({ externalId }) => origins.has(externalId.split("/")[0] ?? ""));
  const ids = new Set(signals.map(({ signalId }) => signalId));
  const tickets = new Set(keys.values());
  return {
    signals,
    actions: world.actions.filter((row) => ids.has(row.signalId) && !isRepetition(row)).map(observedAction),
    effects: world.effects.filter(({ target }) => tickets.has(target)),
  };
}

/** The policy refuses what was done already today: that is the right ending of a repetition. */
function isRepetition({ status, reason }: ActionRow): boolean {
  return status === "refused" && reason === "DUPLICATE";
}

function observedAction({ type, status, tier, reason, command }: ActionRow): ObservedAction {
  const common = { status, tier, reason };
  if (command === undefined) return { ...common, deed: deedOf(type), targets: [], fields: {}, text: "" };
  return { ...common, ...describe(command.effect) };
}

function describe(effect: ResolvedEffect): Pick<ObservedAction, "deed" | "targets" | "fields" | "text"> {
  switch (effect.type) {
    case "jira.comment":
      return { deed: effect.type, targets: [effect.issueKey.value], fields: {}, text: effect.text.value };
    case "jira.transition":
      return { deed: effect.type, targets: [effect.issueKey.value], fields: { to: effect.to.value }, text: "" };
    case "mail.send": {
      const targets = effect.to.value.map(({ address }) => address);
      return { deed: effect.type, targets, fields: {}, text: `${effect.subject.value}\n${effect.text.value}` };
    }
    case "operator.notify":
      return { deed: effect.type, targets: [], fields: {}, text: `${effect.subject.value}\n${effect.text.value}` };
    case "artefact.update": {
      const { artefact, entry } = effect.change.value;
      const targets = [entry["ticket"], entry["owner"]].filter((name) => typeof name === "string");
      return { deed: artefact, targets, fields: entry, text: entry["title"] ?? entry["note"] ?? "" };
    }
  }
}

/** A refused action has no command; an artefact update is then told by its type only. */
function deedOf(type: string): Deed {
  return type === "artefact.update" ? "raid_log" : (type as Deed);
}
