import {
  canonicalHash,
  EntityId,
  type Handle,
  type HandleRole,
  type HandleTable,
  type HandleView,
} from "@agentic-pm/contracts";
import type { Bearer } from "./fetched-signal.ts";

const MOST_TICKETS = 14;
const MOST_PEOPLE = 18;

/** Earlier roles say more: a ticket that is the signal's subject stays its subject when the text mentions it too. */
const TICKET_ROLES: readonly HandleRole[] = ["subject", "linked", "mentioned"];
const PERSON_ROLES: readonly HandleRole[] = [
  "sender",
  "author",
  "assignee",
  "reporter",
  "project_lead",
  "delivery_lead",
];

/** The handles of a signal: the table that only `decide` and `execute` read, and the view that a model may see. */
export function handlesOf(bearers: readonly Bearer[]): { table: HandleTable; views: HandleView[] } {
  const tickets = inOrder(bearers, TICKET_ROLES, { once: "entity" }).slice(0, MOST_TICKETS);
  const people = inOrder(bearers, PERSON_ROLES, { once: "role" }).slice(0, MOST_PEOPLE);
  const table: HandleTable = {};
  const views: HandleView[] = [];
  for (const [kind, letter, found] of [
    ["ticket", "T", tickets],
    ["person", "P", people],
  ] as const) {
    for (const [index, { entityId, role }] of found.entries()) {
      const handle: Handle = `${letter}${index + 1}`;
      table[handle] = { entityId: EntityId.parse(entityId), role };
      views.push({ handle, kind, role, correlation: correlationOf(entityId) });
    }
  }
  return { table, views };
}

/** Equal for the same entity in two signals; cannot be turned back into a key or an address. */
export function correlationOf(entityId: string): string {
  return canonicalHash("agentic-pm/correlation/v1", entityId).slice(0, 16);
}

/** A person may hold several roles, each with a handle; a ticket has one handle, by its first role. */
function inOrder(bearers: readonly Bearer[], roles: readonly HandleRole[], by: { once: "entity" | "role" }): Bearer[] {
  const seen = new Set<string>();
  return roles
    .flatMap((role) => bearers.filter((bearer) => bearer.role === role))
    .filter(({ entityId, role }) => {
      const key = by.once === "entity" ? entityId : `${role} ${entityId}`;
      return seen.has(key) ? false : seen.add(key) !== undefined;
    });
}
