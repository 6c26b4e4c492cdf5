import type { BookingRow } from "@agentic-pm/contracts/travel";
import {
  type BookingApprovals,
  type BookingOutcome,
  connect,
  operatorApprovals,
  planOfBooking,
  type ShownBooking,
  TravelApi,
} from "@agentic-pm/world";
import { confirm } from "../terminal/confirm.ts";
import { describeAsked } from "../terminal/describe-booking.ts";
import { createScreen } from "../terminal/screen.ts";
import type { RulingOptions } from "./rule-on-action.ts";

/** `agentic-pm bookings approve ID`: shows what the employee confirmed, asks, and waits for what comes of it. */
export async function approve(id: string, options: RulingOptions): Promise<void> {
  await rule(id, options, {
    question: "Approve and book exactly this?",
    wanted: "booked",
    make: (approvals, { shown }) => approvals.approve(shown),
  });
}

/** `agentic-pm bookings reject ID`: declines what waits for approval; the employee is told. */
export async function reject(id: string, options: RulingOptions & { readonly reason?: string }): Promise<void> {
  await rule(id, options, {
    question: "Decline this?",
    wanted: "declined",
    make: async (approvals, { row }) => {
      await approvals.reject(row.bookingId, options.reason ?? null);
      return { status: "declined", code: null, confirmationNumber: null };
    },
  });
}

interface Ruling {
  readonly question: string;
  /** The status that means it worked. */
  readonly wanted: string;
  readonly make: (
    approvals: BookingApprovals,
    on: { readonly row: BookingRow; readonly shown: ShownBooking },
  ) => Promise<BookingOutcome>;
}

async function rule(id: string, options: RulingOptions, { question, wanted, make }: Ruling): Promise<void> {
  const screen = createScreen(options.json ? process.stderr : process.stdout);
  const connection = connect(options.data);
  const travel = new TravelApi(connection);
  const { approvals, close } = await operatorApprovals(connection, travel);
  try {
    const row = await approvals.find(id);
    const shown = approvals.show(row);
    const plan = await planOfBooking(travel, row);
    for (const line of describeAsked(row, shown, { plan, paint: screen.paint })) screen.line(line);
    const isSure = options.yes || (await confirm(question));
    const left = { status: row.status, code: null, confirmationNumber: null };
    const ruled = isSure ? await make(approvals, { row, shown }) : left;
    if (options.json) process.stdout.write(`${JSON.stringify({ bookingId: row.bookingId, ...ruled }, null, 2)}\n`);
    const words = [ruled.status.replaceAll("_", " "), ruled.code, ruled.confirmationNumber].filter(
      (word) => word !== null,
    );
    if (!isSure || ruled.status === wanted) return screen.done(words.join(", "));
    screen.warn(words.join(", "));
    process.exitCode = 1;
  } finally {
    close();
    travel.close();
  }
}
