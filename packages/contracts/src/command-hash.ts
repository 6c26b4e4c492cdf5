import type { ResolvedCommand } from "./actions.ts";
import { canonicalHash } from "./canonical.ts";

/** The hash that an approval is bound to: made from what a person was shown, and made again by `execute`. */
export function commandHashOf(command: ResolvedCommand): string {
  return canonicalHash("agentic-pm/command/v1", command);
}
