import { ExecuteEvent } from "@agentic-pm/contracts";
import { lambda, opened } from "@agentic-pm/lambda";
import { executeConfig } from "../config.ts";
import { executeAction } from "../usecases/execute-action.ts";
import { executePorts } from "../wiring/execute-ports.ts";

/** Carries out one action, once. */
export const handler = lambda({
  name: "execute",
  input: ExecuteEvent,
  config: executeConfig,
  ports: executePorts,
  handle: opened(({ actionId }) => actionId, executeAction),
});
