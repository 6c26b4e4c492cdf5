import type { BillContext, Line } from "../bill-context.ts";

/** Each key of ours by the month, and what is asked of them. AWS's own keys are free. */
export function keyLines(bill: BillContext): readonly Line[] {
  const keys = bill.ofType("AWS::KMS::Key").length;
  if (keys === 0) return [];
  return [
    bill.line("KMS", "keys", { price: "kms.key-month", quantity: keys }),
    bill.line("KMS", "requests", { price: "kms.request", quantity: bill.monthly(bill.workload.kms.requests) }),
  ];
}

/** Each secret by the month, and its reads. */
export function secretLines(bill: BillContext): readonly Line[] {
  const secrets = bill.ofType("AWS::SecretsManager::Secret").length;
  if (secrets === 0) return [];
  return [
    bill.line("Secrets Manager", "secrets", { price: "secrets.secret-month", quantity: secrets }),
    bill.line("Secrets Manager", "reads", {
      price: "secrets.request",
      quantity: bill.monthly(bill.workload.secrets.reads),
    }),
  ];
}
