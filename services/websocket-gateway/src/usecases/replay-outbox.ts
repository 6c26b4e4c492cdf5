import type { EmployeeId, Reply, ServerMessage } from "@agentic-pm/contracts/travel";
import type { OutboxReader } from "../ports/outbox.ts";

/** Messages and bytes of one page: a reply has to stay below the 128 KB of a message. */
const MOST_MESSAGES = 50;
const MOST_BYTES = 96 * 1024;

/** What was said behind that number, from the oldest on, as far as one reply holds it. */
export async function replayOutbox(employeeId: EmployeeId, after: number, outbox: OutboxReader): Promise<Reply> {
  const found = await outbox.after(employeeId, after, MOST_MESSAGES + 1);
  const messages: ServerMessage[] = [];
  let bytes = 0;
  for (const message of found.slice(0, MOST_MESSAGES)) {
    bytes += Buffer.byteLength(JSON.stringify(message));
    if (bytes > MOST_BYTES && messages.length > 0) break;
    messages.push(message);
  }
  return { type: "replayed", messages, more: messages.length < found.length };
}
