import { isOverdue } from "./ruled-action.ts";
import { ruleOnAction } from "./rule-on-action.ts";
import { actionUnknown, alreadyConsumed, approvalConflict, approvalExpired } from "./ruling-errors.ts";
import type { RulingPorts } from "./ruling-ports.ts";

const LONGEST_REASON = 280;

/**
 * Declines an action that waits for approval, or stops one during its hold.
 * Throws ACTION_UNKNOWN, APPROVAL_EXPIRED, APPROVAL_CONFLICT, ALREADY_CONSUMED.
 */
export async function rejectAction(
  { actionId, reason }: { readonly actionId: string; readonly reason: string | null },
  ports: RulingPorts,
): Promise<void> {
  const row = await ports.actions.find(actionId);
  if (row === null) throw actionUnknown(actionId);
  const now = ports.clock.now();
  if (row.status === "expired" || isOverdue(row, now)) throw approvalExpired(row);
  if (row.status === "executed" || row.status === "executing") throw alreadyConsumed(row);
  if (row.status !== "awaiting_approval" && row.status !== "held") throw approvalConflict(row, "rejected");
  const words = reason === null ? null : reason.slice(0, LONGEST_REASON);
  const rejection = { rejectedBy: ports.operator, rejectedAt: now.toISOString(), reason: words };
  await ruleOnAction(
    row,
    {
      entry: {
        event: "action.rejected",
        input: { commandHash: row.commandHash, before: row.status },
        output: { status: "rejected", rejection },
      },
      change: (audit) => ({ status: "rejected", audit, rejection }),
      wanted: "rejected",
    },
    ports,
  );
}
