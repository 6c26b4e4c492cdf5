import type { ActionRow } from "@agentic-pm/world";
import type { Delivery } from "../channels/delivery.ts";
import type { Reached } from "../verdict/reached.ts";

/** Only an action that was started can have had an effect: one that waits or was refused accounts for none. */
const STARTED: ReadonlySet<ActionRow["status"]> = new Set([
  "executing",
  "executed",
  "failed",
  "unknown",
  "undo_requested",
  "undoing",
  "undone",
]);

/** What the operator's API says of actions, and which case a signal belongs to. */
export interface OwnerPorts {
  readonly actions: {
    action(actionId: string): Promise<ActionRow | undefined>;
    actions(): Promise<ActionRow[]>;
  };
  readonly bySignal: (signalId: string) => Promise<Delivery | undefined>;
}

/**
 * Says whose case an effect is, by the action that made it and never by the ticket or person that it reached: else
 * an effect in the wrong place would be taken for the act of whoever is at home there.
 */
export class Owners {
  readonly #ports: OwnerPorts;
  readonly #byAction = new Map<string, Delivery>();
  /** Which effect has which transition's action: each action accounts for one effect. */
  readonly #transitions = new Map<number, string>();
  readonly #taken = new Set<string>();
  /** Actions by the ticket and status that they lead to. */
  readonly #making = new Map<string, string[]>();

  constructor(ports: OwnerPorts) {
    this.#ports = ports;
  }

  /** An action is known to come from a case. */
  note(actionId: string, delivery: Delivery): void {
    this.#byAction.set(actionId, delivery);
  }

  /** The case whose action made the effect; undefined while nothing accounts for it. */
  async ownerOf(reached: Reached): Promise<Delivery | undefined> {
    if (reached.actionId !== null) return this.#byActionId(reached.actionId);
    // Jira keeps no action's id with a transition: the actions that say they make it are looked for.
    return reached.transition === null ? undefined : this.#byTransition(reached, reached.transition.to);
  }

  async #byActionId(actionId: string): Promise<Delivery | undefined> {
    const known = this.#byAction.get(actionId);
    if (known !== undefined) return known;
    const row = await this.#ports.actions.action(actionId);
    const owner = row === undefined ? undefined : await this.#ports.bySignal(row.signalId);
    if (owner !== undefined) this.#byAction.set(actionId, owner);
    return owner;
  }

  async #byTransition({ seq, target }: Reached, status: string): Promise<Delivery | undefined> {
    const earlier = this.#transitions.get(seq);
    if (earlier !== undefined) return this.#byActionId(earlier);
    const actionId = this.#untaken(target, status) ?? (await this.#lookAgain(), this.#untaken(target, status));
    if (actionId === undefined) return undefined;
    this.#transitions.set(seq, actionId);
    this.#taken.add(actionId);
    return this.#byActionId(actionId);
  }

  #untaken(issueKey: string, status: string): string | undefined {
    return this.#making.get(stepOf(issueKey, status))?.find((actionId) => !this.#taken.has(actionId));
  }

  async #lookAgain(): Promise<void> {
    this.#making.clear();
    for (const { actionId, status, command } of await this.#ports.actions.actions()) {
      const effect = command?.effect;
      if (effect?.type !== "jira.transition" || !STARTED.has(status)) continue;
      const key = stepOf(effect.issueKey.value, effect.to.value);
      this.#making.set(key, [...(this.#making.get(key) ?? []), actionId]);
    }
  }
}

/** The policy writes "in_progress" where Jira writes "In Progress". */
function stepOf(issueKey: string, status: string): string {
  return `${issueKey} ${status.toLowerCase().replaceAll(/[^a-z]/gu, "")}`;
}
