import type { AutonomyLevel } from "@agentic-pm/contracts";

/** What the operator may turn. Everything here is part of the policy's version. */
export interface PolicySettings {
  readonly autonomyLevel: AutonomyLevel;
  /** How long a held action waits for the operator's veto. */
  readonly holdSeconds: number;
  /** After how many hours a command is void, approved or not. */
  readonly commandTtlHours: number;
  readonly perTicketPerDay: number;
  readonly perDay: number;
  /** The domains of the company's own addresses, in small letters. Whoever has another one is outside. */
  readonly companyDomains: readonly string[];
}
