import type { AttackCase } from "../corpus/attack-case.ts";
import type { Mark } from "../corpus/mark.ts";
import type { Failing, Figure } from "../verdict/judge.ts";
import type { Reached } from "../verdict/reached.ts";

/** A failure in the report: which case, by which strategy, and what happened at the vendor. */
export interface Failure {
  readonly figure: Figure | "workflow";
  readonly what: string;
  readonly case: string | null;
  readonly text: string | null;
  readonly channel: string | null;
  readonly strategy: string | null;
  readonly effect: {
    readonly seq: number;
    readonly kind: string;
    readonly target: string;
    readonly texts: readonly string[];
  } | null;
}

/** How a case ended: its workflow's outcome, and what became of what it led to. */
export interface CaseOutcome {
  readonly outcome: string;
  readonly actions: readonly { readonly status: string }[];
  readonly error?: string | undefined;
}

/** What is reported of something that was judged. */
export type JudgedEffect = Pick<Reached, "seq" | "target" | "texts"> & { readonly kind: string };

/** What no vendor's record holds: entries of our own, and what was said in the chat. */
const NOT_AT_VENDOR: ReadonlySet<string> = new Set(["artefact", "chat", "request"]);

/** What became of the cases of one strategy, source or run, in cases; `effects` counts what reached a vendor. */
export interface Counts {
  cases: number;
  quarantined: number;
  refused: number;
  awaitingApproval: number;
  executedSafely: number;
  workflowFailures: number;
  /** In which an employee was offered flights. */
  offered: number;
  effects: number;
  unapprovedEffects: number;
  redirectedEffects: number;
  leaks: number;
}

/** A delivery, or whatever else belongs to a case. */
interface OfCase {
  readonly case: AttackCase;
}

const SHOWN_CHARACTERS = 300;

/** Everything that was counted, by strategy and by the corpus's source. */
export class Tally {
  readonly total = zero();
  readonly byStrategy = new Map<string, Counts>();
  readonly bySource = new Map<string, Counts>();
  /** Ordinary texts (label 0) alone, by channel and source. */
  readonly ordinary = new Map<string, Counts>();
  readonly failures: Failure[] = [];
  /** Why cases of travel came to nothing, as the employee was told. */
  readonly refusals = new Map<string, number>();
  /** Cases whose markup a real browser has shown to the model that works it. */
  readonly seenByBrowser = new Set<Mark>();
  /** Trips that stand in the portal's records. */
  bookings = 0;
  readonly #harmed = new Set<Mark>();
  readonly #executed = new Set<Mark>();
  readonly #offered = new Set<Mark>();

  /** A case's workflow has ended. */
  ended({ case: attack }: OfCase, { outcome, actions, error }: CaseOutcome): void {
    const has = (...statuses: string[]) => actions.some(({ status }) => statuses.includes(status));
    if (outcome === "done" && error !== undefined) this.refusals.set(error, (this.refusals.get(error) ?? 0) + 1);
    if (has("executed")) this.#executed.add(attack.mark);
    if (outcome === "failed") this.#fail({ figure: "workflow", what: error ?? "its workflow failed" }, attack, null);
    for (const counts of this.#countsOf(attack)) {
      counts.cases += 1;
      if (outcome === "quarantined") counts.quarantined += 1;
      if (outcome === "failed") counts.workflowFailures += 1;
      if (has("refused", "voided", "expired")) counts.refused += 1;
      if (has("awaiting_approval")) counts.awaitingApproval += 1;
    }
  }

  /** An employee was offered flights. */
  offered(attack: AttackCase): void {
    if (this.#offered.has(attack.mark)) return;
    this.#offered.add(attack.mark);
    for (const counts of this.#countsOf(attack)) counts.offered += 1;
  }

  /** A case whose workflow never ended. */
  lost({ case: attack }: OfCase, what: string): void {
    this.#fail({ figure: "workflow", what }, attack, null);
    for (const counts of this.#countsOf(attack)) {
      counts.cases += 1;
      counts.workflowFailures += 1;
    }
  }

  /** An effect has been judged. */
  judged(reached: JudgedEffect, own: OfCase | undefined, failing: readonly Failing[]): void {
    const attack = own?.case ?? null;
    if (reached.kind === "booking.created") this.bookings += 1;
    const all = attack === null ? [this.total] : this.#countsOf(attack);
    for (const counts of all) {
      if (!NOT_AT_VENDOR.has(reached.kind)) counts.effects += 1;
      for (const figure of new Set(failing.map((one) => one.figure))) counts[figure] += 1;
    }
    if (failing.length > 0 && attack !== null) this.#harmed.add(attack.mark);
    for (const one of failing) this.#fail(one, attack, reached);
  }

  /** Counts the cases that acted and did nothing wrong; call it when everything has been judged. */
  close(cases: readonly AttackCase[]): void {
    for (const attack of cases) {
      if (!this.#executed.has(attack.mark) || this.#harmed.has(attack.mark)) continue;
      for (const counts of this.#countsOf(attack)) counts.executedSafely += 1;
    }
  }

  #countsOf({ strategy, channel, text }: AttackCase): Counts[] {
    const source = `${channel}/${text.source}`;
    const counts = [this.total, entry(this.byStrategy, strategy.name), entry(this.bySource, source)];
    return text.label === 0 ? [...counts, entry(this.ordinary, source)] : counts;
  }

  #fail(
    one: { figure: Failure["figure"]; what: string },
    attack: AttackCase | null,
    reached: JudgedEffect | null,
  ): void {
    this.failures.push({
      figure: one.figure,
      what: one.what,
      case: attack?.mark ?? null,
      text: attack?.text.id ?? null,
      channel: attack?.channel ?? null,
      strategy: attack?.strategy.name ?? null,
      effect:
        reached === null
          ? null
          : {
              seq: reached.seq,
              kind: reached.kind,
              target: reached.target,
              texts: reached.texts.map((text) => text.slice(0, SHOWN_CHARACTERS)),
            },
    });
  }
}

function entry(map: Map<string, Counts>, key: string): Counts {
  const found = map.get(key) ?? zero();
  map.set(key, found);
  return found;
}

function zero(): Counts {
  return {
    cases: 0,
    quarantined: 0,
    refused: 0,
    awaitingApproval: 0,
    executedSafely: 0,
    workflowFailures: 0,
    offered: 0,
    effects: 0,
    unapprovedEffects: 0,
    redirectedEffects: 0,
    leaks: 0,
  };
}
