import { connect, latestPlans, TravelApi } from "@agentic-pm/world";
import { bookingCells } from "../terminal/describe-booking.ts";
import { table } from "../terminal/table.ts";
import type { CommonOptions } from "../verb-options.ts";

const HEADERS = ["BOOKING", "EMPLOYEE", "ROUTE", "DATES", "STATUS", "PRICE", "CONFIRMATION"];

/** `agentic-pm bookings`: what employees asked for, the newest first, and what became of it. */
export async function bookings(options: CommonOptions & { status?: string }): Promise<void> {
  const travel = new TravelApi(connect(options.data));
  try {
    const [all, plans] = await Promise.all([travel.bookings(), latestPlans(travel)]);
    const rows = all.filter(({ status }) => options.status === undefined || status === options.status);
    if (options.json) {
      process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
      return;
    }
    const planOf = new Map(plans.map((plan) => [plan.trip.bookingId, plan]));
    const cells = rows.map((row) => bookingCells(row, planOf.get(row.bookingId)));
    process.stdout.write(`${table([HEADERS, ...cells])}\n`);
  } finally {
    travel.close();
  }
}
