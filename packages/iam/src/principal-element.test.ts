import { describe, expect, test } from "@jest/globals";
import { allowing, ask, denying, policyOf } from "../test/ask.ts";
import { ACCOUNT, OTHER_ACCOUNT, ROLE_ARN, SESSION_ARN } from "../test/policy-arbitraries.ts";
import type { Principal } from "./access.ts";
import type { PrincipalElement } from "./policy-document.ts";

const USER: Principal = { arn: `arn:aws:iam::${ACCOUNT}:user/ann`, accountId: ACCOUNT };
const SESSION: Principal = { arn: SESSION_ARN, accountId: ACCOUNT, roleArn: ROLE_ARN };
const STATES: Principal = { arn: "states.amazonaws.com", accountId: ACCOUNT, service: "states.amazonaws.com" };

const granted = (principal: PrincipalElement, by: Principal = SESSION) =>
  ask({ resource: policyOf("bucket", allowing("Granted", { Principal: principal })) }, { principal: by }).sid;

const denied = (
  element: { Principal?: PrincipalElement; NotPrincipal?: PrincipalElement },
  by: Principal = SESSION,
) => {
  const resource = policyOf("bucket", denying("Denied", element));
  return ask({ identity: [policyOf("role", allowing("Own"))], resource }, { principal: by }).sid === "Denied";
};

describe("Principal", () => {
  test.each<[string, PrincipalElement]>([
    ["everyone", "*"],
    ["every AWS principal", { AWS: "*" }],
    ["the role", { AWS: ROLE_ARN }],
    ["the session", { AWS: SESSION_ARN }],
    ["one of a list", { AWS: [USER.arn, SESSION_ARN] }],
    ["one of several kinds", { Service: "sns.amazonaws.com", AWS: ROLE_ARN }],
  ])("grants to %s", (_, element) => expect(granted(element)).toBe("Granted"));

  test.each<[string, PrincipalElement]>([
    ["its account, which decides by its own policies", { AWS: ACCOUNT }],
    ["its account's root ARN", { AWS: `arn:aws:iam::${ACCOUNT}:root` }],
    ["another session", { AWS: SESSION_ARN.replace("run-1", "run-2") }],
    ["another role", { AWS: ROLE_ARN.replace("booking", "bookings") }],
    ["a wildcard inside an ARN", { AWS: `arn:aws:iam::${ACCOUNT}:role/*` }],
    ["a wildcard for the account", { AWS: "arn:aws:iam::*:role/booking" }],
    ["a service", { Service: "states.amazonaws.com" }],
    ["nobody", { AWS: [] }],
  ])("does not grant by naming %s", (_, element) => expect(granted(element)).toBeUndefined());

  test("naming the account lets in whom the account's own policies let in", () => {
    const set = { identity: [policyOf("role", allowing("Own"))] };
    const resource = policyOf("bucket", allowing("Granted", { Principal: { AWS: OTHER_ACCOUNT } }));
    const principal = { ...SESSION, accountId: OTHER_ACCOUNT };
    expect(ask({ ...set, resource }, { principal, resourceAccountId: ACCOUNT }).sid).toBe("Own");
    expect(ask({ resource }, { principal, resourceAccountId: ACCOUNT }).allowed).toBe(false);
  });
  test("a service is named by its service name, and by everyone, but not by its account", () => {
    expect(granted({ Service: ["events.amazonaws.com", "states.amazonaws.com"] }, STATES)).toBe("Granted");
    expect(granted("*", STATES)).toBe("Granted");
    expect(granted({ Service: "events.amazonaws.com" }, STATES)).toBeUndefined();
    expect(denied({ Principal: { AWS: ACCOUNT } }, STATES)).toBe(false);
  });
  test("a federated identity is named by its provider", () => {
    const provider = `arn:aws:iam::${ACCOUNT}:oidc-provider/token.actions.example.com`;
    const by = { arn: provider, accountId: ACCOUNT };
    expect(granted({ Federated: provider }, by)).toBe("Granted");
    expect(granted({ Federated: "cognito-identity.amazonaws.com" }, by)).toBeUndefined();
  });
  test("the role of a session is read from its ARN when roleArn is left out, whatever the role's path", () => {
    const by = { arn: SESSION_ARN, accountId: ACCOUNT };
    expect(granted({ AWS: ROLE_ARN }, by)).toBe("Granted");
    expect(granted({ AWS: `arn:aws:iam::${ACCOUNT}:role/agents/booking` }, by)).toBe("Granted");
    expect(granted({ AWS: `arn:aws:iam::${OTHER_ACCOUNT}:role/booking` }, by)).toBeUndefined();
    expect(granted({ AWS: `arn:aws:iam::${ACCOUNT}:role/*/booking` }, by)).toBeUndefined();
  });
});

describe("a Deny", () => {
  test("hits a session named by its account, its role or itself", () => {
    for (const named of [ACCOUNT, `arn:aws:iam::${ACCOUNT}:root`, ROLE_ARN, SESSION_ARN, "*"]) {
      expect(denied({ Principal: { AWS: named } })).toBe(true);
    }
    expect(denied({ Principal: { AWS: USER.arn } })).toBe(false);
  });
  test("with NotPrincipal hits everyone but those it names", () => {
    expect(denied({ NotPrincipal: { AWS: USER.arn } })).toBe(true);
    expect(denied({ NotPrincipal: { AWS: USER.arn } }, USER)).toBe(false);
    expect(denied({ NotPrincipal: { AWS: [ROLE_ARN, SESSION_ARN, ACCOUNT] } })).toBe(false);
    expect(denied({ NotPrincipal: { Service: "states.amazonaws.com" } }, STATES)).toBe(false);
  });
  test("with NotPrincipal always hits a principal with a permission boundary", () => {
    const resource = policyOf("bucket", denying("Denied", { NotPrincipal: { AWS: SESSION_ARN } }));
    const set = { identity: [policyOf("role", allowing("Own"))], resource };
    expect(ask(set).sid).toBe("Own");
    expect(ask({ ...set, boundary: policyOf("boundary", allowing("Ceiling")) }).sid).toBe("Denied");
  });
});

test("an Allow with NotPrincipal grants to everyone but those it names", () => {
  const resource = policyOf("bucket", allowing("Rest", { NotPrincipal: { AWS: USER.arn } }));
  expect(ask({ resource }).sid).toBe("Rest");
  expect(ask({ resource }, { principal: USER }).allowed).toBe(false);
});
