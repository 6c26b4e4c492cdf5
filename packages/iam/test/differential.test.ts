import { runSimulation, runUnsafeSimulation, type Simulation } from "@cloud-copilot/iam-simulate";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { authorize, compilePolicies, type AccessRequest, type PolicyDocument } from "../src/index.ts";
import {
  ACCOUNT,
  governedCase,
  OTHER_ACCOUNT,
  policy,
  principal,
  request,
  resourceStatement,
} from "./policy-arbitraries.ts";

/**
 * Ours against an independent simulator (AGPL, so it is asked here and nowhere else). What it is known to answer
 * differently from AWS's documentation is left out of the generators and stated in `src/*.test.ts`.
 */
const SEED = 20_260_401;

interface Policies {
  readonly identity: readonly PolicyDocument[];
  readonly boundary?: PolicyDocument | undefined;
  readonly resource?: PolicyDocument | undefined;
}

const OUTCOMES = { Allowed: "Allow", ImplicitlyDenied: "ImplicitDeny", ExplicitlyDenied: "ExplicitDeny" } as const;

function ours({ identity, boundary, resource }: Policies, asked: AccessRequest): string {
  const compiled = compilePolicies({
    identity: identity.map((document, at) => ({ name: `identity-${at}`, document })),
    ...(boundary === undefined ? {} : { boundary: { name: "boundary", document: boundary } }),
    ...(resource === undefined ? {} : { resource: { name: "resource", document: resource } }),
  });
  return authorize(compiled, asked).outcome;
}

function simulation({ identity, boundary, resource }: Policies, asked: AccessRequest): Simulation {
  return {
    request: {
      principal: asked.principal.arn,
      action: asked.action,
      resource: { resource: asked.resource, accountId: asked.resourceAccountId ?? ACCOUNT },
      contextVariables: Object.fromEntries(
        Object.entries(asked.context).map(([key, value]) => [
          key,
          typeof value === "object" ? value.map(String) : String(value),
        ]),
      ),
    },
    identityPolicies: identity.map((document, at) => ({ name: `identity-${at}`, policy: document })),
    serviceControlPolicies: [],
    resourceControlPolicies: [],
    ...(resource === undefined ? {} : { resourcePolicy: resource }),
    ...(boundary === undefined ? {} : { permissionBoundaryPolicies: [{ name: "boundary", policy: boundary }] }),
  };
}

describe("an independent simulator", () => {
  test("agrees on identity policies within a boundary, over every operator", () => {
    const cases = fc.record({
      identity: fc.array(policy(), { minLength: 1, maxLength: 2 }),
      boundary: fc.option(policy(), { nil: undefined, freq: 1 }),
      asked: request,
    });
    fc.assert(
      fc.property(cases, ({ asked, ...policies }) => {
        expect(ours(policies, asked)).toBe(OUTCOMES[runUnsafeSimulation(simulation(policies, asked), {})]);
      }),
      { seed: SEED, numRuns: 4000 },
    );
  });

  test("agrees on resource policies, for every kind of principal, in one account and across two", async () => {
    const cases = fc.record({
      identity: fc.array(policy(), { maxLength: 1 }),
      boundary: fc.option(policy(), { nil: undefined, freq: 2 }),
      resource: policy(resourceStatement),
      asked: fc
        .tuple(request, principal, fc.constantFrom(ACCOUNT, ACCOUNT, OTHER_ACCOUNT))
        .map(([asked, who, resourceAccountId]) => ({ ...asked, principal: who, resourceAccountId })),
    });
    await fc.assert(fc.asyncProperty(cases, agrees), { seed: SEED, numRuns: 1000 });
  }, 60_000);

  test("agrees on key policies and trust policies", async () => {
    await fc.assert(fc.asyncProperty(governedCase, agrees), { seed: SEED, numRuns: 1000 });
  }, 60_000);
});

/** Asks both; a service has no policies of its own, and the simulator leaves out keys the action does not have. */
async function agrees({ asked, ...all }: Policies & { readonly asked: AccessRequest }): Promise<void> {
  const policies = asked.principal.service === undefined ? all : { identity: [], resource: all.resource };
  const answer = await runSimulation(simulation(policies, asked), {});
  if (answer.resultType !== "single") throw new Error(JSON.stringify(answer));
  const ignored = new Set(answer.result.ignoredContextKeys);
  const context = Object.fromEntries(Object.entries(asked.context).filter(([key]) => !ignored.has(key)));
  expect(ours(policies, { ...asked, context })).toBe(OUTCOMES[answer.overallResult]);
}
