import type { Lab } from "./lab.ts";

/** What a figure should reach, e.g. ">= 50000". */
export type Reach = `${"<=" | ">="} ${number}`;

/** A value beside ours, taken in the same run. */
export interface Comparison {
  readonly name: string;
  readonly value: number;
}

export interface Measurement {
  readonly value: number;
  readonly against?: Comparison;
  /** What a reader of the table should know. */
  readonly note?: string;
}

/** One figure that an issue names. */
export interface Figure {
  readonly id: string;
  /** The issue's letter. */
  readonly issue: string;
  readonly what: string;
  readonly unit: string;
  readonly reach: Reach;
  /** Rejects with the reason where it cannot be measured. */
  measure(lab: Lab): Promise<Measurement>;
}

/** An entry of the list that `--json` writes. */
export interface Entry {
  readonly id: string;
  readonly issue: string;
  readonly what: string;
  /** Null where it was not measured; `note` says why. */
  readonly value: number | null;
  readonly unit: string;
  readonly reach: Reach;
  readonly ok: boolean;
  readonly against: Comparison | null;
  readonly note: string | null;
}

/** Whether a value reaches what it should. */
export function reaches(value: number, reach: Reach): boolean {
  const [operator, bound] = reach.split(" ");
  return operator === "<=" ? value <= Number(bound) : value >= Number(bound);
}

/** Measures a figure; one that cannot be measured is an entry too, with the reason. */
export async function entryOf(figure: Figure, lab: Lab): Promise<Entry> {
  const { id, issue, what, unit, reach } = figure;
  try {
    const { value, against, note } = await figure.measure(lab);
    const ok = reaches(value, reach);
    return { id, issue, what, value, unit, reach, ok, against: against ?? null, note: note ?? null };
  } catch (error) {
    const note = error instanceof Error ? error.message : String(error);
    return { id, issue, what, value: null, unit, reach, ok: false, against: null, note };
  }
}
