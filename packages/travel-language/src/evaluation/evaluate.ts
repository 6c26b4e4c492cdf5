import { readFileSync } from "node:fs";
import * as z from "zod";
import type { Understanding } from "../request-context.ts";
import { understand } from "../understand.ts";

/** A written request, and what it means: a trip, or the slots of which one must be asked about. */
export const EvaluationCase = z.strictObject({
  id: z.string(),
  on: z.iso.date(),
  home: z.string().length(3),
  turns: z.array(z.string()).min(1).max(6),
  /** Places as "City CC", "City CC-REGION" or an airport's code; `from` is home when absent. */
  want: z
    .strictObject({
      from: z.string().optional(),
      to: z.string(),
      out: z.iso.date(),
      back: z.iso.date().nullable(),
      cabin: z.string().optional(),
      departure: z.string().optional(),
      airline: z.string().optional(),
      nonstop: z.boolean().optional(),
    })
    .optional(),
  ask: z.array(z.string()).optional(),
});
export type EvaluationCase = z.infer<typeof EvaluationCase>;

export interface EvaluationFigures {
  readonly cases: number;
  /** Share of the cases that were understood rightly, or asked about. */
  readonly rightOrAsked: number;
  /** Understood, and not as it was meant. Must be none. */
  readonly wrongAndNotAsked: readonly string[];
  /** Of the clearly written ones: understood without asking. */
  readonly clear: number;
  readonly clearUnderstood: number;
  readonly clearAsked: readonly string[];
  /** Of those that must be asked about: asked about something else. */
  readonly askedElsewhere: readonly string[];
}

/** Reads a file of cases, one JSON object a line. Throws when one is malformed. */
export function readCases(file: URL): EvaluationCase[] {
  const lines = readFileSync(file, "utf8").split("\n");
  return lines.filter((line) => line.trim() !== "").map((line) => EvaluationCase.parse(JSON.parse(line)));
}

/** How well requests are understood. */
export function evaluate(cases: readonly EvaluationCase[]): EvaluationFigures {
  const wrong: string[] = [];
  const clearAsked: string[] = [];
  const askedElsewhere: string[] = [];
  const clear = cases.filter(({ want }) => want !== undefined);
  for (const one of cases) {
    const context = {
      requestedOn: one.on,
      timeZone: "America/New_York",
      homeAirport: one.home,
      grade: "staff",
    } as const;
    const answer = understand(one.turns, context);
    if (answer.outcome === "understood" ? !isMeant(answer, one) : false)
      wrong.push(`${one.id}: ${one.turns.join(" | ")}`);
    if (answer.outcome === "asked" && one.want !== undefined) clearAsked.push(one.id);
    if (
      answer.outcome === "asked" &&
      one.ask !== undefined &&
      !answer.questions.some(({ slot }) => one.ask?.includes(slot))
    )
      askedElsewhere.push(one.id);
  }
  return {
    cases: cases.length,
    rightOrAsked: 1 - wrong.length / cases.length,
    wrongAndNotAsked: wrong,
    clear: clear.length,
    clearUnderstood:
      clear.length -
      clearAsked.length -
      clear.filter(({ id }) => wrong.some((line) => line.startsWith(`${id}:`))).length,
    clearAsked,
    askedElsewhere,
  };
}

type Understood = Extract<Understanding, { outcome: "understood" }>;

function isMeant(trip: Understood, { want, home }: EvaluationCase): boolean {
  if (want === undefined) return false;
  const { cabin, preferences } = trip;
  return (
    isPlace(trip.origin, want.from ?? home) &&
    isPlace(trip.destination, want.to) &&
    trip.outbound === want.out &&
    trip.return === want.back &&
    cabin === (want.cabin ?? null) &&
    preferences.departure === (want.departure ?? null) &&
    preferences.airline === (want.airline ?? null) &&
    preferences.nonstop === (want.nonstop ?? false)
  );
}

const TOLD_APART: Readonly<Record<string, string>> = {
  "Portland US-OR": "PDX",
  "Portland US-ME": "PWM",
  "Springfield US-MO": "SGF",
  "Springfield US-IL": "SPI",
  "Columbus US-OH": "CMH",
};

function isPlace(place: Understood["origin"], wanted: string): boolean {
  if (/^[A-Z]{3}$/u.test(wanted)) return place.airports.length === 1 && place.airports[0] === wanted;
  const only = TOLD_APART[wanted];
  if (only !== undefined) return place.airports[0] === only;
  return `${place.city} ${place.country}`.normalize("NFD").replaceAll(/\p{M}/gu, "") === wanted;
}
