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

/** Each web ACL by the month, and each of its rules. What passes through is a fraction of a cent. */
export function firewallLines(bill: BillContext): readonly Line[] {
  const acls = bill.ofType("AWS::WAFv2::WebACL");
  if (acls.length === 0) return [];
  const rules = acls.reduce(
    (sum, { properties }) => sum + (Array.isArray(properties["Rules"]) ? properties["Rules"].length : 0),
    0,
  );
  return [
    bill.line("WAF", "web ACLs", { price: "waf.acl-month", quantity: acls.length }),
    bill.line("WAF", "rules", { price: "waf.rule-month", quantity: rules }),
  ];
}
