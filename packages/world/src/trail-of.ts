import { auditRecordOf } from "@agentic-pm/audit-trail";
import type { AuditRecord } from "@agentic-pm/contracts";
import { type DynamoDBClient, paginateQuery } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";

/** What the trail's table holds about a subject (a signal, an action, a booking), oldest first. */
export async function trailOf(subjectId: string, client: DynamoDBClient, TableName: string): Promise<AuditRecord[]> {
  const query = {
    TableName,
    KeyConditionExpression: "subjectId = :id",
    ExpressionAttributeValues: marshall({ ":id": subjectId }),
  };
  const records: AuditRecord[] = [];
  for await (const { Items = [] } of paginateQuery({ client }, query)) records.push(...Items.map(auditRecordOf));
  return records;
}
