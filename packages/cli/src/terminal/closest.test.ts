import { expect, test } from "@jest/globals";
import { closest } from "./closest.ts";

const NAMES = [
  "ActionsTableArn",
  "AuditTableArn",
  "JiraReadSecretArn",
  "JiraWriteSecretArn",
  "VaultBucketArn",
  "DataKeyArn",
];

test("the names most alike to a mistyped one come first, and only a few", () => {
  expect(closest("JiraReedSecret", NAMES)[0]).toBe("JiraReadSecretArn");
  expect(closest("auditTable", NAMES)[0]).toBe("AuditTableArn");
  expect(closest("", NAMES)).toHaveLength(4);
});
