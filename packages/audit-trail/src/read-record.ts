import { AuditRecord } from "@agentic-pm/contracts";
import { AppError } from "@agentic-pm/errors";
import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";

/** A record from its DynamoDB item. Throws AUDIT_RECORD_INVALID, naming the item, if it does not fit the contract. */
export function auditRecordOf(item: Record<string, AttributeValue>): AuditRecord {
  const { entryId, ...rest } = unmarshall(item);
  const parsed = AuditRecord.safeParse(rest);
  if (parsed.success) return parsed.data;
  const paths = parsed.error.issues.map((issue) => issue.path.join(".") || issue.code);
  throw new AppError("AUDIT_RECORD_INVALID", {
    cause: `The audit item ${String(rest["subjectId"])}/${String(entryId)} does not fit the contract: ${paths.join(", ")}.`,
    remedy: "It was not written by the audit trail, or was changed afterwards: compare it with the sealed export.",
    details: { subjectId: String(rest["subjectId"]), entryId: String(entryId) },
  });
}
