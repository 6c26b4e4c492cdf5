import type { Traveller } from "@agentic-pm/contracts/travel";

/** Who may travel, as the operator keeps the list. */
export interface EmployeeList {
  /** Null for who is not on the list, or no more. Throws EMPLOYEE_MALFORMED. */
  find(employeeId: string): Promise<Traveller | null>;
}
