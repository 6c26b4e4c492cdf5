import { SanitiseEvent } from "@agentic-pm/contracts";
import { lambda, opened } from "@agentic-pm/lambda";
import { config } from "../config.ts";
import { sanitiseSignal } from "../usecases/sanitise-signal.ts";
import { ports } from "../wiring.ts";

/** Stage 1: untrusted text in, a hash of the sanitised signal out. */
export const handler = lambda({
  name: "sanitise",
  input: SanitiseEvent,
  config,
  ports,
  handle: opened(({ signalId }) => signalId, sanitiseSignal),
});
