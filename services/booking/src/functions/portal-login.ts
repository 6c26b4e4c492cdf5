import { PortalLoginEvent } from "@agentic-pm/contracts/travel";
import { lambda, opened } from "@agentic-pm/lambda";
import { config } from "../config/portal-login.ts";
import { logInToPortal } from "../usecases/log-in-to-portal.ts";
import { ports } from "../wiring/portal-login.ts";

/** Signs in to the portal in a fresh browser session and hands on the session. */
export const handler = lambda({
  name: "portal-login",
  input: PortalLoginEvent,
  config,
  ports,
  handle: opened(({ bookingId }) => bookingId, logInToPortal),
});
