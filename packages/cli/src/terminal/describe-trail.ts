import type { AuditRecord } from "@agentic-pm/contracts";
import type { Paint } from "./screen.ts";
import { printable } from "./table.ts";

/** Audit records, a line each: when, what, with which status and code, by whom. */
export function trailLines(trail: readonly AuditRecord[], paint: Paint): string[] {
  return trail.map(({ timestamp, event, actor, output }) => {
    const by = actor === undefined ? "" : paint.dim(`  by ${printable(actor)}`);
    return `  ${paint.dim(timestamp)}  ${event}${codeOf(output)}${by}`;
  });
}

function codeOf(output: AuditRecord["output"]): string {
  const { code, status } = output as { code?: unknown; status?: unknown };
  const words = [status, code].filter((word) => typeof word === "string");
  return words.length === 0 ? "" : `: ${printable(words.join(", "))}`;
}
