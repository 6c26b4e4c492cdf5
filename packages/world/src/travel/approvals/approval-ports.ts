import type { AuditWriter } from "@agentic-pm/audit-trail";
import type { AuditHead, Clock, Labels, Seal } from "@agentic-pm/contracts";
import type { BookingRow, BookingStatus, RequoteEvent } from "@agentic-pm/contracts/travel";

/** What a ruling changes in a booking's row. It can name neither the command nor the offer. */
export interface BookingRuling {
  readonly status: Extract<BookingStatus, "confirmed" | "declined" | "expired">;
  readonly audit: AuditHead;
  /** Canonical JSON of a BookingApproval. */
  readonly approval?: string;
  readonly reason?: string;
}

export interface AskedBookings {
  find(bookingId: string): Promise<BookingRow | undefined>;
  all(): Promise<readonly BookingRow[]>;
  /** One conditional write: only if status, command and audit head are those that were seen. False when they are not. */
  rule(seen: BookingRow, ruling: BookingRuling): Promise<boolean>;
}

export interface BookingExecutions {
  /**
   * Starts the booking under the name that its hand-over is sealed for, and waits for its end. Under a name that was
   * used before it waits for that execution: nothing is booked twice. Throws WORKFLOW_FAILED.
   */
  run(handover: Omit<RequoteEvent, "executionName">): Promise<BookingOutcome>;
}

/** How a booking's workflow has ended. */
export interface BookingOutcome {
  /** E.g. `booked`, `voided`, `unknown`. */
  readonly status: string;
  readonly code: string | null;
  readonly confirmationNumber: string | null;
}

export interface OperatorSeal {
  /** Throws SEAL_UNAVAILABLE. */
  seal(content: {
    readonly executionName: string;
    readonly labels: Labels;
    readonly handover: Readonly<Record<string, unknown>>;
  }): Promise<Seal>;
}

export interface EmployeeNotices {
  /** Tells the employee of a booking what was ruled. */
  tell(row: BookingRow, ruling: { readonly status: BookingStatus; readonly code: string }): Promise<void>;
}

export interface ApprovalPorts {
  readonly bookings: AskedBookings;
  readonly executions: BookingExecutions;
  readonly seal: OperatorSeal;
  readonly notices: EmployeeNotices;
  readonly audit: AuditWriter;
  readonly clock: Clock;
  /** The person who rules, as the trail names them. */
  readonly operator: string;
}
