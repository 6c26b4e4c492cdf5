import { canonicalJson, ResolvedCommand } from "@agentic-pm/contracts";

/** The command as it is stored. */
export function storedCommand(command: ResolvedCommand): string {
  return canonicalJson(command);
}

/** A stored command, or null if it is none: not JSON, not the schema, or not in its canonical spelling. */
export function readStoredCommand(stored: string): ResolvedCommand | null {
  let value: unknown;
  try {
    value = JSON.parse(stored);
  } catch {
    return null;
  }
  const parsed = ResolvedCommand.safeParse(value);
  return parsed.success && canonicalJson(parsed.data) === stored ? parsed.data : null;
}
