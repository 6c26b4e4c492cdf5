import type { PolicyRow, WhatIf } from "@agentic-pm/world";
import type { PolicyAnswer } from "@agentic-pm/travel-policy";
import { describeRule } from "./describe-chat.ts";
import type { Paint } from "./screen.ts";
import { printable, table } from "./table.ts";

/** All versions of all policies, as rows of a table. */
export function policyCells(rows: readonly PolicyRow[]): string[][] {
  return [
    ["POLICY", "VERSION", "STATUS", "CLAUSES", "PAGES", "SINCE", "WHY"],
    ...rows.map(({ name, version, status, clauses, pages, created_at, reason }) => [
      name,
      String(version),
      status === "active" ? "in force" : status,
      String(clauses),
      pages === null ? "" : String(pages),
      created_at.slice(0, 16),
      reason ?? "",
    ]),
  ];
}

/** The clauses that answer, nearest first, each with where it stands and what code reads in it. */
export function answerLines({ clauses, band }: PolicyAnswer, paint: Paint): string[] {
  if (clauses.length === 0) return ["No clause in force is near to that question."];
  const unsure = band === "none" ? [paint.dim("Nothing says exactly this; these are the nearest clauses.")] : [];
  return [
    ...unsure,
    ...clauses.flatMap(({ text, receipt, rules }) => {
      const { document, version, section, page, box } = receipt;
      const place = `${document} v${version}, ${section}, page ${page}, ${percent(box.left)} from the left, ${percent(box.top)} from the top`;
      return [
        printable(text),
        paint.dim(`  ${printable(place)}`),
        ...rules.map((rule) => paint.cyan(`  = ${describeRule(rule)}`)),
        "",
      ];
    }),
  ];
}

/** What would change, trip by trip. */
export function whatIfTable({ name, insteadOf, clauses, trips }: WhatIf): string[] {
  const place = insteadOf === null ? "beside those in force" : `instead of v${insteadOf}`;
  const changed = trips.filter(({ comparison }) => comparison.changes.length > 0);
  const head = `${name} (${clauses} clauses) ${place}: ${changed.length} of ${trips.length} trips would change. Nothing was put in force.`;
  const rows = changed.flatMap(({ plan: { trip }, comparison }) =>
    comparison.changes.map(({ value, before, after }, index) => [
      index === 0 ? trip.bookingId.slice(0, 12) : "",
      index === 0 ? `${trip.origin.city} → ${trip.destination.city}, ${trip.outbound}` : "",
      NAMES[value],
      before,
      after,
    ]),
  );
  return rows.length === 0 ? [head] : [head, table([["BOOKING", "TRIP", "WHAT", "NOW", "THEN"], ...rows])];
}

const NAMES = {
  fareCapUsd: "cap in USD",
  highestCabin: "cabin",
  preferredAirlines: "preferred airlines",
  approval: "approval",
  strictestDefaults: "strictest defaults",
} as const;

function percent(fraction: number): string {
  return `${Math.round(fraction * 100)} %`;
}
