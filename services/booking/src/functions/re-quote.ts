import { lambda } from "@agentic-pm/lambda";
import { config } from "../config/re-quote.ts";
import { RequoteRequest } from "../domain/requote-request.ts";
import { requoteBooking } from "../usecases/requote-booking.ts";
import { ports } from "../wiring/re-quote.ts";

/** Uses a confirmation up and asks whether the fare still stands. It opens the envelope itself: the row says whose seal. */
export const handler = lambda({ name: "re-quote", input: RequoteRequest, config, ports, handle: requoteBooking });
