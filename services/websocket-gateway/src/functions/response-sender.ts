import { RespondEvent } from "@agentic-pm/contracts/travel";
import { lambda } from "@agentic-pm/lambda";
import { senderConfig } from "../config.ts";
import { sendMessage } from "../usecases/send-message.ts";
import { senderPorts } from "../wiring/sender-ports.ts";

/** Says to an employee what a workflow has to say. */
export const handler = lambda({
  name: "response-sender",
  input: RespondEvent,
  config: senderConfig,
  ports: senderPorts,
  handle: sendMessage,
});
