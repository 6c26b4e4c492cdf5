import { expect, test } from "@jest/globals";
import { arn } from "../gateway/account.ts";
import { DecisionLog } from "../gateway/decision-log.ts";
import { RoleDirectory } from "./role-directory.ts";
import { authorizeAsRole } from "./service-principal.ts";

const ask = { action: "lambda:InvokeFunction", resource: arn("lambda", "function:decide") };
const Invoke = { Sid: "RunTheWorkflow", Effect: "Allow", Action: ask.action, Resource: ask.resource };

function directoryWith(boundary?: { Action: string }): { directory: RoleDirectory; roleArn: string } {
  const directory = new RoleDirectory();
  const policy = { Statement: { Sid: "Tier", Effect: "Allow", Resource: "*", Action: boundary?.Action ?? "*" } };
  const boundaryArn = directory.putManagedPolicy({ name: "tier", document: policy }).arn;
  const inlinePolicies = [{ name: "workflow", document: { Statement: [Invoke] } }];
  const role = { roleName: "signal", assumeRolePolicy: { Statement: [] }, inlinePolicies, boundaryArn };
  return { directory, roleArn: directory.putRole(role).arn };
}

test("the cloud acts as a role within that role's policies, and the decision is logged", () => {
  const { directory, roleArn } = directoryWith();
  const decisions = new DecisionLog();
  expect(authorizeAsRole(directory, decisions, roleArn, ask)).toMatchObject({ allowed: true, sid: "RunTheWorkflow" });
  expect(decisions.counts()).toEqual({ decisions: 1, denied: 0 });
});

test("a session's policy narrows what is done in its name", () => {
  const { directory, roleArn } = directoryWith();
  const document = { Statement: [{ ...Invoke, Sid: "Session", Action: "lambda:GetFunction" }] };
  const acting = { roleArn, sessionName: "deploy", sessionPolicy: { name: "session", document } };
  expect(() => authorizeAsRole(directory, new DecisionLog(), acting, ask)).toThrow(
    /assumed-role\/signal\/deploy is not authorized to perform: lambda:InvokeFunction .*no session policy/,
  );
});

test("a boundary that does not cover the action denies it, naming the function", () => {
  const { directory, roleArn } = directoryWith({ Action: "dynamodb:*" });
  const acting = { roleArn, functionName: "intake" };
  expect(() => authorizeAsRole(directory, new DecisionLog(), acting, ask)).toThrow(
    /assumed-role\/signal\/intake is not authorized to perform: lambda:InvokeFunction .*boundary.*\(function intake/,
  );
});

test("a role that is changed is asked anew", () => {
  const { directory, roleArn } = directoryWith();
  const decisions = new DecisionLog();
  authorizeAsRole(directory, decisions, roleArn, ask);
  directory.putRole({ ...directory.get(roleArn), inlinePolicies: [] });
  expect(() => authorizeAsRole(directory, decisions, roleArn, ask)).toThrow("no identity-based policy allows");
});

test("a role that does not exist is an error with its remedy", () => {
  expect(() => authorizeAsRole(new RoleDirectory(), new DecisionLog(), "arn:aws:iam::1:role/none", ask)).toThrow(
    expect.objectContaining({ code: "UNKNOWN_ROLE" }),
  );
});
