import type { BookingHandoff, RequoteEvent, Traveller, VaultedRequest } from "@agentic-pm/contracts/travel";

/** Who may travel, as the operator wrote it. */
export interface EmployeeDirectory {
  /** Null for whoever is not in it. Throws EMPLOYEE_MALFORMED. */
  find(employeeId: string): Promise<Traveller | null>;
}

/** Where employees' words lie. They can be put there from here, and not read. */
export interface RequestVault {
  /** Puts the words under a key that names them; a key that is taken is left as it is. */
  put(key: string, request: VaultedRequest): Promise<void>;
}

/** The two state machines. A name that was used before is the execution that was started then. */
export interface BookingWorkflows {
  plan(handoff: BookingHandoff): Promise<void>;
  book(handoff: Omit<RequoteEvent, "executionName">): Promise<void>;
}
