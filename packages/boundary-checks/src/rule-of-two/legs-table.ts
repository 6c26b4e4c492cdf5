import type { Leg } from "./legs.ts";
import type { LegEvidence, RoleLegs } from "./rule-of-two.ts";

const LEGS: readonly Leg[] = ["untrusted", "secrets", "effects"];

/** Role × leg, as rows of cells: each cell names the statements that give the leg, or has a dash. */
export function legsTable(roles: readonly RoleLegs[]): readonly (readonly string[])[] {
  const header = ["ROLE", "UNTRUSTED INPUT", "INTEGRATION SECRETS", "EFFECTS"];
  return [header, ...roles.map(({ role, legs }) => [role, ...LEGS.map((leg) => cell(legs[leg]))])];
}

/** One sentence for a role that has all three, with a statement for each. */
export function violationOf({ role, legs }: RoleLegs): string {
  const parts = LEGS.map((leg) => `${leg} by ${cell(legs[leg])}`);
  return `${role} has all three: ${parts.join("; ")}.`;
}

function cell(evidence: readonly LegEvidence[]): string {
  return evidence.length === 0 ? "-" : [...new Set(evidence.map(({ sid }) => sid))].join(", ");
}
