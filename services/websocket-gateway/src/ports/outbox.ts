import type { EmployeeId, ServerMessage } from "@agentic-pm/contracts/travel";

/** What was said to an employee and not yet acknowledged, as the employee's side sees it. */
export interface OutboxReader {
  /** Messages behind that number, in order; at most so many. */
  after(employeeId: EmployeeId, seq: number, most: number): Promise<ServerMessage[]>;
  /** Forgets messages up to and with that number, oldest first. */
  trim(employeeId: EmployeeId, upTo: number): Promise<void>;
}

/** The same, as the sender sees it. */
export interface OutboxWriter {
  /**
   * Keeps a message under the employee's next number; numbers have no gaps. Under a key that was used before, the
   * message that was kept then is the answer. Throws OUTBOX_BUSY (retryable) when others were faster too often.
   */
  append(
    employeeId: EmployeeId,
    message: Omit<ServerMessage, "seq">,
    dedupeKey: string | undefined,
  ): Promise<ServerMessage>;
}
