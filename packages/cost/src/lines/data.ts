import type { BillContext, Line } from "../bill-context.ts";
import { HOURS_A_MONTH } from "../workload.ts";

/** All tables together: requests, what they hold, and its continuous backup. */
export function tableLines(bill: BillContext): readonly Line[] {
  if (bill.ofType("AWS::DynamoDB::Table").length === 0) return [];
  const { writes, reads, gb } = bill.workload.tables;
  return [
    bill.line("DynamoDB", "writes", { price: "dynamodb.write", quantity: bill.monthly(writes) }),
    bill.line("DynamoDB", "reads", { price: "dynamodb.read", quantity: bill.monthly(reads) }),
    bill.line("DynamoDB", "storage", { price: "dynamodb.gb-month", quantity: gb }),
    bill.line("DynamoDB", "point-in-time recovery", { price: "dynamodb.pitr-gb-month", quantity: gb }),
  ];
}

/**
 * Each serverless instance: capacity for the hours awake, and its smallest capacity for the rest. A smallest capacity of
 * zero pauses; anything more is paid for day and night.
 */
export function databaseLines(bill: BillContext): readonly Line[] {
  const instances = bill.ofType("AWS::RDS::DBInstance").length;
  return bill.ofType("AWS::RDS::DBCluster").flatMap(({ properties }) => {
    const { awakeHoursPerDay, acus, gb, io, statements } = bill.workload.database;
    const smallest = smallestCapacity(properties["ServerlessV2ScalingConfiguration"]);
    const awake = (HOURS_A_MONTH * awakeHoursPerDay) / 24;
    const acuHours = instances * (awake * Math.max(acus, smallest) + (HOURS_A_MONTH - awake) * smallest);
    return [
      bill.line("Aurora", "capacity", { price: "aurora.acu-hour", quantity: acuHours }),
      bill.line("Aurora", "storage", { price: "aurora.gb-month", quantity: gb }),
      bill.line("Aurora", "I/O", { price: "aurora.io", quantity: bill.monthly(io) }),
      bill.line("Aurora", "Data API", { price: "aurora.data-api-request", quantity: bill.monthly(statements) }),
    ];
  });
}

function smallestCapacity(scaling: unknown): number {
  return typeof scaling === "object" && scaling !== null && "MinCapacity" in scaling ? Number(scaling.MinCapacity) : 0;
}

/** All buckets together. */
export function bucketLines(bill: BillContext): readonly Line[] {
  if (bill.ofType("AWS::S3::Bucket").length === 0) return [];
  const { gb, puts, gets } = bill.workload.storage;
  return [
    bill.line("S3", "storage", { price: "s3.gb-month", quantity: gb }),
    bill.line("S3", "puts and lists", { price: "s3.put", quantity: bill.monthly(puts) }),
    bill.line("S3", "gets", { price: "s3.get", quantity: bill.monthly(gets) }),
  ];
}
