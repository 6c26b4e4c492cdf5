import { UndoEvent } from "@agentic-pm/contracts";
import { lambda } from "@agentic-pm/lambda";
import { undoConfig } from "../config.ts";
import { undoAction } from "../usecases/undo-action.ts";
import { undoPorts } from "../wiring/undo-ports.ts";

/** Takes one executed action back, on the operator's request. */
export const handler = lambda({
  name: "undo",
  input: UndoEvent,
  config: undoConfig,
  ports: undoPorts,
  handle: undoAction,
});
