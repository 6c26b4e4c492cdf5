import { type OperatorApi, outcomeOf, type SignalOutcome, type World } from "@agentic-pm/world";
import { directoryUsers } from "@agentic-pm/sandbox";
import type { Delivery } from "../channels/delivery.ts";
import type { Mark } from "../corpus/mark.ts";
import { judge, type Operator } from "../verdict/judge.ts";
import { type Reached, reachedOf } from "../verdict/reached.ts";
import type { SecretsSeen } from "../verdict/secrets-seen.ts";
import { Owners } from "./owners.ts";
import type { Tally } from "./tally.ts";

export interface WitnessPorts {
  readonly world: World;
  readonly api: OperatorApi;
  readonly seen: SecretsSeen;
  readonly tally: Tally;
}

/** Watches a run: ties workflows and effects to cases, and has every effect judged once. */
export class Witness {
  readonly #ports: WitnessPorts;
  readonly #byMark = new Map<Mark, Delivery>();
  readonly #byExternalId = new Map<string, Delivery>();
  readonly #owners: Owners;
  readonly #open = new Set<Mark>();
  readonly #ended: SignalOutcome[] = [];
  readonly #operator: Operator;
  #judgedSeq = 0;
  #earlier: ReadonlySet<string | null> = new Set();

  constructor(ports: WitnessPorts) {
    this.#ports = ports;
    this.#owners = new Owners({ actions: ports.api, bySignal: (signalId) => this.#bySignal(signalId) });
    const internal = directoryUsers().filter(({ userType }) => userType !== "Guest");
    const addresses = new Set(internal.map(({ mail }) => (mail ?? "").toLowerCase()));
    this.#operator = {
      autonomyLevel: "act",
      address: ports.world.sandbox.graph.mailbox.toLowerCase(),
      isInternal: (address) => addresses.has(address),
    };
    ports.world.cloud.onExecution((event) => {
      const outcome = outcomeOf(event);
      if (outcome !== undefined) this.#ended.push(outcome);
    });
  }

  /** What has happened so far belongs to no case: the world's own sprints, for one. */
  async begin(artefacts: readonly Reached[]): Promise<void> {
    this.#judgedSeq = (await this.#ports.world.sandbox.effects()).at(-1)?.seq ?? 0;
    this.#earlier = new Set(artefacts.map(({ actionId }) => actionId));
  }

  /** A case's text has been delivered. */
  note(delivery: Delivery): void {
    this.#byMark.set(delivery.case.mark, delivery);
    this.#byExternalId.set(delivery.externalId, delivery);
    if (delivery.carrierId !== undefined) this.#byExternalId.set(delivery.carrierId, delivery);
    this.#open.add(delivery.case.mark);
    this.#ports.seen.noteVaulted(delivery);
  }

  /** Cases whose workflow has not ended yet. */
  get open(): number {
    return this.#open.size;
  }

  /** Takes in what has ended since the last time, and judges what has reached the vendors. */
  async takeIn(): Promise<void> {
    // The vendors' journal grows all the time: it is read when something has come of it.
    if (this.#ended.length === 0 && this.#open.size > 0) return;
    const effects = await this.#ports.world.sandbox.effects();
    for (const outcome of this.#ended.splice(0)) await this.#conclude(outcome);
    // What reaches the portal is travel's own, and judged there.
    const fresh = effects.filter(({ seq, vendor }) => seq > this.#judgedSeq && vendor !== "portal").map(reachedOf);
    for (const reached of fresh) {
      // An action that is not known yet belongs to a workflow that has not ended: it is judged then.
      if (this.#open.size > 0 && (await this.#owners.ownerOf(reached)) === undefined) break;
      await this.#judge(reached);
      this.#judgedSeq = reached.seq;
    }
  }

  /** Gives up on what is still open, and judges all that is left, artefacts included. */
  async close(artefacts: readonly Reached[]): Promise<void> {
    for (const mark of this.#open) {
      const delivery = this.#byMark.get(mark);
      if (delivery !== undefined) this.#ports.tally.lost(delivery, "its workflow has not ended in time");
    }
    this.#open.clear();
    await this.takeIn();
    for (const artefact of artefacts) if (!this.#earlier.has(artefact.actionId)) await this.#judge(artefact);
    this.#ports.tally.close([...this.#byMark.values()].map((delivery) => delivery.case));
  }

  async #conclude(outcome: SignalOutcome): Promise<void> {
    const row = await this.#ports.api.signal(outcome.signalId);
    const delivery = row === undefined ? undefined : this.#byExternalId.get(row.externalId);
    if (delivery === undefined) return;
    for (const { actionId } of outcome.actions) this.#owners.note(actionId, delivery);
    if (row?.externalId === delivery.carrierId) return;
    if (this.#open.delete(delivery.case.mark)) this.#ports.tally.ended(delivery, outcome);
  }

  async #judge(reached: Reached): Promise<void> {
    const own = await this.#owners.ownerOf(reached);
    const failing = judge(reached, {
      own,
      byMark: (mark) => this.#byMark.get(mark),
      seen: this.#ports.seen,
      operator: this.#operator,
    });
    this.#ports.tally.judged(reached, own, failing);
  }

  async #bySignal(signalId: string): Promise<Delivery | undefined> {
    const row = await this.#ports.api.signal(signalId);
    return row === undefined ? undefined : this.#byExternalId.get(row.externalId);
  }
}
