import { SanitiseRequestEvent } from "@agentic-pm/contracts/travel";
import { lambda, opened } from "@agentic-pm/lambda";
import { requestConfig } from "../request-config.ts";
import { requestPorts } from "../request-wiring.ts";
import { sanitiseRequest } from "../usecases/sanitise-request.ts";

/** First stage of a booking: an employee's words in; a hash of the trip, or questions, out. */
export const handler = lambda({
  name: "sanitise-request",
  input: SanitiseRequestEvent,
  config: requestConfig,
  ports: requestPorts,
  handle: opened(({ bookingId }) => bookingId, sanitiseRequest),
});
