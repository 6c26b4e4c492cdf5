import { expect, test } from "@jest/globals";
import { FunctionPermissions } from "./function-permissions.ts";

const SERVICE = "apigateway.amazonaws.com";
const API = "arn:aws:execute-api:us-east-1:111122223333:abcde12345";

function permissionsWith(permission: { sourceArn?: string; sourceAccount?: string }): FunctionPermissions {
  const permissions = new FunctionPermissions();
  permissions.add("f", "s", { action: "lambda:InvokeFunction", principal: SERVICE, ...permission });
  return permissions;
}

test.each<[string, string, boolean]>([
  [`${API}/dev/$connect`, `${API}/dev/$connect`, true],
  [`${API}/*`, `${API}/dev/$connect`, true],
  [`${API}/*/$connect`, `${API}/dev/$disconnect`, false],
  [`${API}/dev/?sk`, `${API}/dev/ask`, true],
  [`${API}/dev/a.k`, `${API}/dev/ask`, false],
  ["arn:aws:execute-api:*:111122223333:*", `${API}/dev/ask`, true],
  ["arn:aws:execute-api:*", `${API}/dev/ask`, false],
])("a source like %s lets %s in: %s", (sourceArn, source, lets) => {
  expect(permissionsWith({ sourceArn }).allowsService("f", SERVICE, source)).toBe(lets);
});

test("a permission without a source lets the service in for every one, another account's for none", () => {
  expect(permissionsWith({}).allowsService("f", SERVICE, `${API}/dev/ask`)).toBe(true);
  expect(permissionsWith({}).allowsService("f", "events.amazonaws.com", `${API}/dev/ask`)).toBe(false);
  expect(permissionsWith({}).allowsService("g", SERVICE)).toBe(false);
  expect(permissionsWith({ sourceAccount: "999999999999" }).allowsService("f", SERVICE)).toBe(false);
});
