import type { Constraint } from "@agentic-pm/contracts/travel";
import type { Mark } from "../corpus/mark.ts";
import type { Request } from "./conversation.ts";
import type { Destination } from "./wishes.ts";

/** Where a case's text stands: a page of a document. */
export interface Slip {
  readonly document: string;
  readonly page: number;
  readonly mark: Mark;
}

/** Whose clauses made trips stricter than the shipped policies do. */
export interface Strictened {
  /** True also where the clause belongs to no case of these: to another batch that is in force as well. */
  readonly is: boolean;
  readonly marks: ReadonlySet<Mark>;
}

/** The shipped policies' own demands on trips that are asked for in time. */
const SHIPPED: ReadonlySet<string> = new Set(["us-domestic-travel", "international-travel"]);
const SOONEST_DAYS = 28;

/**
 * Finds the texts that make trips stricter, by the receipts that employees are shown. While such a one is in force,
 * an offer that needs an approval proves nothing about the others.
 */
export function strictenedBy(requests: readonly Request[], slips: readonly Slip[]): Strictened {
  const receipts = requests.flatMap(({ wish, said }) =>
    said
      .flatMap((message) => ("body" in message && message.body.type === "options" ? message.body.constraints : []))
      .filter((constraint) => wish !== null && isStricter(constraint, wish.destination))
      .flatMap(({ receipt }) => (receipt === null || SHIPPED.has(receipt.document) ? [] : [receipt])),
  );
  const marks = receipts.flatMap(({ document, page }) =>
    slips.filter((slip) => slip.document === document && slip.page === page).map(({ mark }) => mark),
  );
  return { is: receipts.length > 0, marks: new Set(marks) };
}

function isStricter({ rule }: Constraint, { limitUsd }: Destination): boolean {
  switch (rule.kind) {
    case "fare_cap":
      return rule.amountUsd < Math.max(...Object.values(limitUsd));
    case "cabin":
      return rule.highest === "economy" && Object.keys(limitUsd).length > 1;
    case "advance_booking":
      return rule.days > SOONEST_DAYS;
    case "approval":
      return true;
    case "preferred_airlines":
      return false;
  }
}
