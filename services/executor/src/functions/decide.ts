import { DecideEvent } from "@agentic-pm/contracts";
import { lambda, opened } from "@agentic-pm/lambda";
import { decideConfig } from "../config.ts";
import { decideSignal } from "../usecases/decide-signal.ts";
import { decidePorts } from "../wiring/decide-ports.ts";

/** Rules on a signal's recommended actions. */
export const handler = lambda({
  name: "decide",
  input: DecideEvent,
  config: decideConfig,
  ports: decidePorts,
  handle: opened(({ signalId }) => signalId, decideSignal),
});
