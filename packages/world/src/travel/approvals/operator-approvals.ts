import { randomUUID } from "node:crypto";
import { DynamoAuditWriter } from "@agentic-pm/audit-trail";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { KMSClient } from "@aws-sdk/client-kms";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { SFNClient } from "@aws-sdk/client-sfn";
import { STSClient } from "@aws-sdk/client-sts";
import type { Connection } from "../../connection.ts";
import { operatorOf } from "../../operator-identity.ts";
import type { TravelApi } from "../travel-api.ts";
import {
  DynamoAskedBookings,
  KmsOperatorSeal,
  LambdaEmployeeNotices,
  SfnBookingExecutions,
} from "./aws-approval-ports.ts";
import { BookingApprovals } from "./booking-approvals.ts";

/** What the holder of these credentials may decide about bookings; the trail names them as STS does. */
export async function operatorApprovals(
  connection: Connection,
  travel: Pick<TravelApi, "bookings">,
): Promise<{ approvals: BookingApprovals; close(): void }> {
  const { endpoint, region, credentials, stage } = connection;
  const access = { endpoint, region, credentials };
  const tables = new DynamoDBClient(access);
  const keys = new KMSClient(access);
  const functions = new LambdaClient(access);
  const workflows = new SFNClient(access);
  const identities = new STSClient(access);
  const operator = await operatorOf(identities, stage);
  const clock = { now: () => new Date() };
  const trail = { table: `agentic-pm-audit-${stage}`, actor: `operator:${operator}` };
  const approvals = new BookingApprovals({
    bookings: new DynamoAskedBookings(tables, {
      table: `agentic-pm-bookings-${stage}`,
      all: () => travel.bookings(),
    }),
    executions: new SfnBookingExecutions(workflows, connection),
    seal: new KmsOperatorSeal(keys, { keyArn: connection.exports[`agentic-pm-${stage}-OperatorSealKeyArn`] ?? "" }),
    notices: new LambdaEmployeeNotices(functions, { stage }),
    audit: new DynamoAuditWriter(trail, { client: tables, clock, ids: { uuid: () => randomUUID() } }),
    clock,
    operator,
  });
  const close = (): void => {
    for (const client of [tables, keys, functions, workflows, identities]) client.destroy();
  };
  return { approvals, close };
}
