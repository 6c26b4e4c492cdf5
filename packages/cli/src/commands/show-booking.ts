import { connect, findBooking, planOfBooking, TravelApi } from "@agentic-pm/world";
import { describeBooking } from "../terminal/describe-booking.ts";
import { createScreen } from "../terminal/screen.ts";
import type { CommonOptions } from "../verb-options.ts";

/** `agentic-pm bookings show ID`: its plan with the clauses that bind it, its command, and its trail. */
export async function showBooking(id: string, options: CommonOptions): Promise<void> {
  const travel = new TravelApi(connect(options.data));
  try {
    const row = findBooking(id, await travel.bookings());
    const [plan, trail] = await Promise.all([planOfBooking(travel, row), travel.trailOf(row.bookingId)]);
    if (options.json) {
      process.stdout.write(`${JSON.stringify({ booking: row, plan: plan ?? null, trail }, null, 2)}\n`);
      return;
    }
    const screen = createScreen(process.stdout);
    for (const line of describeBooking({ row, plan, trail }, screen.paint)) screen.line(line);
  } finally {
    travel.close();
  }
}
