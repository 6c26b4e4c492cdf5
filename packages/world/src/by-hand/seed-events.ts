import { AppError, isAppError } from "@agentic-pm/errors";
import { ClerkSession } from "../chat/clerk-session.ts";
import { LastingChat } from "../chat/lasting-chat.ts";
import { connect, type Connection } from "../connection.ts";
import { OperatorApi } from "../operator-api.ts";
import { bookTrip } from "../travel/book-trip.ts";
import { TravelApi } from "../travel/travel-api.ts";
import { DEFAULT_EMPLOYEE, EMPLOYEES, putShippedPolicies } from "../travel/travel-setup.ts";
import { BookingStopper } from "./booking-stopper.ts";
import { offeredTrip, startedTrip, tripIn } from "./trips-by-hand.ts";

/** What there is now for functions to be run on by hand; ids. */
export interface SeededEvents {
  /** A booking that was made to its end. */
  readonly booked: string;
  /** One that was stopped before anybody signed in to the portal. */
  readonly stopped: string;
  /** One that waits for the employee's choice. */
  readonly offered: string;
  /** An action that was taken back. */
  readonly undone: string;
}

/**
 * Brings workflows to where their hand-overs are of use by hand, with everybody's own means: an employee books a trip,
 * a second one's booking is stopped before the login to the portal, the first asks for another, and the operator takes
 * the newest action back that can be. What stands so already is left as it is. Nothing is sealed but by the functions
 * whose seal it is.
 * @throws AppError CLOUD_NOT_RUNNING, SEED_NOT_POSSIBLE, and those of the chat and of bookings.
 */
export async function seedEvents(dataDir: string): Promise<SeededEvents> {
  const connection = connect(dataDir);
  const travel = new TravelApi(connection);
  const api = new OperatorApi(connection);
  const stopper = BookingStopper.on(dataDir, connection);
  try {
    const undone = await takenBack(api);
    await putShippedPolicies(travel, new AbortController().signal);
    const booked = await wholeBooking(connection, travel);
    const stopped = await stoppedBooking({ connection, travel, stopper });
    const offered = await talking(connection, DEFAULT_EMPLOYEE, (chat) =>
      offeredTrip(DEFAULT_EMPLOYEE, { chat, travel }),
    );
    return { booked, stopped, offered, undone };
  } finally {
    stopper.close();
    travel.close();
    api.close();
  }
}

const COLLEAGUE = EMPLOYEES.find(({ employeeId }) => employeeId !== DEFAULT_EMPLOYEE)?.employeeId ?? DEFAULT_EMPLOYEE;
const WEEKS = { booked: 4, stopped: 5 } as const;

async function wholeBooking(connection: Connection, travel: TravelApi): Promise<string> {
  const made = (await travel.bookings()).find(({ status }) => status === "booked");
  if (made !== undefined) return made.bookingId;
  return await talking(connection, DEFAULT_EMPLOYEE, async (chat) => {
    const wanted = { requestId: `by-hand-${Date.now()}`, text: tripIn(WEEKS.booked) };
    const booking = (bookingId: string) => travel.booking(bookingId);
    return (await bookTrip(wanted, { chat, booking })).bookingId;
  });
}

async function stoppedBooking(ports: {
  readonly connection: Connection;
  readonly travel: TravelApi;
  readonly stopper: BookingStopper;
}): Promise<string> {
  const { connection, travel, stopper } = ports;
  const known = (await travel.bookings()).find(
    ({ employeeId, status }) => employeeId === COLLEAGUE && status === "booking",
  );
  if (known !== undefined) return known.bookingId;
  return await talking(connection, COLLEAGUE, async (chat) => {
    const bookingId = await startedTrip({ employeeId: COLLEAGUE, text: tripIn(WEEKS.stopped) }, { chat, travel });
    await stopper.stopBefore("BookingExecutor", bookingId);
    return bookingId;
  });
}

/** The newest action that can be taken back, unless one was already. */
async function takenBack(api: OperatorApi): Promise<string> {
  const actions = await api.actions();
  const known = actions.find(({ status }) => status === "undone");
  if (known !== undefined) return known.actionId;
  const rulings = await api.rulings();
  for (const { actionId } of actions.filter(({ status }) => status === "executed")) {
    try {
      await rulings.undo(actionId);
      return actionId;
    } catch (error) {
      if (!isAppError(error) || !["UNDO_IMPOSSIBLE", "UNDO_WINDOW_PASSED"].includes(error.code)) throw error;
    }
  }
  throw new AppError("SEED_NOT_POSSIBLE", {
    cause: "No action has been executed here that can still be taken back.",
    remedy: "Let the main job run first: `agentic-pm up`, or `npm start`.",
  });
}

async function talking<Answer>(
  { chatUrl: url, signIn }: Connection,
  employeeId: typeof DEFAULT_EMPLOYEE,
  talk: (chat: LastingChat) => Promise<Answer>,
): Promise<Answer> {
  const employee = await ClerkSession.of(employeeId, signIn);
  const chat = await LastingChat.connect({ url, origin: signIn.origin, token: () => employee.token() });
  try {
    return await talk(chat);
  } finally {
    await chat.close();
  }
}
