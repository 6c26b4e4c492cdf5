import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "@agentic-pm/packaging";
import { describe, expect, test } from "@jest/globals";
import { parse } from "yaml";
import { deploymentOf } from "../src/deployment.ts";
import { checkEscalation } from "../src/escalation/check-escalation.ts";

const WITHIN = "only within our boundaries, not the operator's: whatever is written grants no more than those let";
const BY_CODE = "what it deploys runs as our functions do: the code of a deploy is the deployer's, so is what it does";
const BY_STACK = "its own deploys; a stack without a service role changes things in its name, within its boundary";
const BY_POLICY = "a policy of ours that lets somebody else in: a change set shows it, nothing prevents it";

/**
 * The published ways to more privileges that the deploy role has, conditions taken as met: a deployer cannot be without
 * them, and the README of the pipelines says what they come to. One more fails here.
 */
const ACCEPTED: Readonly<Record<string, string>> = {
  "policy attached to a role": WITHIN,
  "policy written into a role": WITHIN,
  "denying policy deleted from a role": WITHIN,
  "denying policy detached from a role": WITHIN,
  "new stack": `a role of ours cannot be passed to CloudFormation; ${BY_STACK}`,
  "stack changed": BY_STACK,
  "stack changed by a change set": BY_STACK,
  "new function, invoked": `${BY_CODE}; it invokes migrate and intake, and what it makes under those names`,
  "new function, opened to others": BY_CODE,
  "new schedule": "schedules start what our roles may start",
  "code of a function replaced": BY_CODE,
  "code of a function replaced, invoked": BY_CODE,
  "code of a function replaced, opened to others": BY_CODE,
  "layer laid under a function": BY_CODE,
  "state machine rewritten": "it does what its role may, as our functions do; the role starts no execution itself",
  "key's policy replaced": BY_POLICY,
  "secret's policy replaced": "lets others in; itself the boundary denies every value but two",
  "bucket's policy replaced": BY_POLICY,
};

const template: unknown = parse(readFileSync(join(ROOT, "deploy", "bootstrap.yml"), "utf8"));
const deployment = deploymentOf([{ stackName: "bootstrap", template }], { Repository: "owner/agentic-pm" });

function ways(resource: string): readonly string[] {
  return checkEscalation(deployment)
    .filter((finding) => finding.resource === resource)
    .map(({ cause }) => /"(.+?)"/.exec(cause)?.[1] ?? cause);
}

describe("the bootstrap's roles, tried by every published way to more privileges", () => {
  test("the one that deploys has those that are accepted with a reason, and no other", () => {
    expect(ways("DeployRole").toSorted()).toEqual(Object.keys(ACCEPTED).toSorted());
    expect(ways("DeployBoundary").toSorted()).toEqual(Object.keys(ACCEPTED).toSorted());
  });

  test("the one that looks at secrets' ages has none", () => {
    expect([...ways("RotateCheckRole"), ...ways("RotateCheckBoundary")]).toEqual([]);
  });
});
