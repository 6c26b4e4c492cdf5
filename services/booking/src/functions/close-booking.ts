import { CloseEvent } from "@agentic-pm/contracts/travel";
import { lambda } from "@agentic-pm/lambda";
import { config } from "../config/close-booking.ts";
import { closeBooking } from "../usecases/close-booking.ts";
import { ports } from "../wiring/close-booking.ts";

/** Puts a failure on record and into the row. It opens the envelope itself: several stages may have sealed it. */
export const handler = lambda({ name: "close-booking", input: CloseEvent, config, ports, handle: closeBooking });
