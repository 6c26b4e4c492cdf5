import { EndSessionEvent } from "@agentic-pm/contracts/travel";
import { lambda } from "@agentic-pm/lambda";
import { enderConfig } from "../config.ts";
import { endSession } from "../usecases/end-session.ts";
import { enderPorts } from "../wiring/ender-ports.ts";

/** Ends an employee's session when an operator says so. */
export const handler = lambda({
  name: "session-ender",
  input: EndSessionEvent,
  config: enderConfig,
  ports: enderPorts,
  handle: endSession,
});
