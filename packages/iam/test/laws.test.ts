import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { authorize, compilePolicies, type PolicyDocument, type PolicySet, type Statement } from "../src/index.ts";
import { ask, policyOf, requestOf } from "./ask.ts";
import { policy, principal, request, resourceStatement, statement } from "./policy-arbitraries.ts";

const named = (name: string, document: PolicyDocument) => ({ name, document });

const set: fc.Arbitrary<PolicySet> = fc
  .record({
    identity: fc.array(policy(), { maxLength: 2 }),
    boundary: fc.option(policy(), { nil: undefined }),
    session: fc.array(policy(), { maxLength: 1 }),
    resource: fc.option(policy(resourceStatement), { nil: undefined }),
  })
  .map(({ identity, boundary, session, resource }) => ({
    identity: identity.map((document, at) => named(`identity-${at}`, document)),
    session: session.map((document) => named("session", document)),
    ...(boundary && { boundary: named("boundary", boundary) }),
    ...(resource && { resource: named("resource", resource) }),
  }));

const asked = fc.tuple(request, principal).map(([each, who]) => ({ ...each, principal: who }));

const statementsOf = (document: PolicyDocument): readonly Statement[] => [document.Statement].flat();

const turned = (document: PolicyDocument): PolicyDocument => ({
  ...document,
  Statement: statementsOf(document).toReversed(),
});

describe("whatever the policies and the request", () => {
  const decide = (policies: PolicySet, of: Parameters<typeof requestOf>[0]) =>
    authorize(compilePolicies(policies), requestOf(of));

  test("one more Deny never allows what was denied", () => {
    fc.assert(
      fc.property(set, asked, statement, (policies, of, more) => {
        const deny = policyOf("more", { ...more, Sid: "More", Effect: "Deny" });
        const after = decide({ ...policies, identity: [...policies.identity, deny] }, of);
        expect(after.allowed && !decide(policies, of).allowed).toBe(false);
      }),
    );
  });

  test("a boundary only narrows", () => {
    fc.assert(
      fc.property(set, policy(), asked, ({ boundary: _none, ...policies }, document, of) => {
        const within = decide({ ...policies, boundary: named("boundary", document) }, of);
        expect(within.allowed && !decide(policies, of).allowed).toBe(false);
      }),
    );
  });

  test("a session policy only narrows", () => {
    fc.assert(
      fc.property(set, policy(), asked, (policies, document, of) => {
        const within = decide({ ...policies, session: [named("session", document)] }, of);
        expect(within.allowed && !decide({ ...policies, session: [] }, of).allowed).toBe(false);
      }),
    );
  });

  test("the order of policies and statements does not matter", () => {
    fc.assert(
      fc.property(set, asked, (policies, of) => {
        const turnedAround: PolicySet = {
          ...policies,
          identity: policies.identity.map(({ name, document }) => named(name, turned(document))).toReversed(),
          ...(policies.boundary && { boundary: named("boundary", turned(policies.boundary.document)) }),
          ...(policies.resource && { resource: named("resource", turned(policies.resource.document)) }),
        };
        expect(decide(turnedAround, of).outcome).toBe(decide(policies, of).outcome);
      }),
    );
  });

  test("the deciding Sid is a statement of the deciding policy, with the effect of the outcome", () => {
    fc.assert(
      fc.property(set, asked, (policies, of) => {
        const { outcome, sid, policy: decisive, kind } = decide(policies, of);
        if (outcome === "ImplicitDeny") return expect(sid).toBeUndefined();
        const all = [...policies.identity, ...(policies.session ?? []), policies.boundary, policies.resource];
        const from = all.find((each) => each?.name === decisive);
        const found = from && statementsOf(from.document).find((each) => each.Sid === sid);
        expect(found?.Effect).toBe(outcome === "Allow" ? "Allow" : "Deny");
        expect(decisive?.startsWith(kind ?? "none")).toBe(true);
      }),
    );
  });
});

const actions = fc.uniqueArray(fc.constantFrom("s3:GetObject", "s3:*", "s3:Put*", "*", "sqs:*", "s3:?etObject"));

test("a statement with NotAction applies exactly where the same list as Action does not", () => {
  fc.assert(
    fc.property(actions, request, (list, of) => {
      const plain = policyOf("plain", { Sid: "A", Effect: "Allow", Action: list, Resource: "*" });
      const not = policyOf("not", { Sid: "A", Effect: "Allow", NotAction: list, Resource: "*" });
      expect(ask({ identity: [plain] }, of).allowed).toBe(!ask({ identity: [not] }, of).allowed);
    }),
  );
});

const json = fc.jsonValue({ maxDepth: 4 });
const almostPolicy = fc.record(
  {
    Version: fc.oneof(fc.constant("2012-10-17"), json),
    Statement: fc.oneof(
      json,
      fc.record(
        {
          Sid: fc.oneof(fc.string(), json),
          Effect: fc.constantFrom("Allow", "Deny", "allow"),
          Action: fc.oneof(fc.constant("s3:*"), fc.string(), json),
          Resource: fc.oneof(fc.constant("*"), fc.string(), json),
          Condition: fc.oneof(fc.dictionary(fc.constantFrom("StringLike", "Null", "Bool", "ArnLike"), json), json),
        },
        { requiredKeys: ["Effect"] },
      ),
    ),
  },
  { requiredKeys: [] },
);

test("any JSON is either a policy or refused as malformed, and any policy gives an answer", () => {
  fc.assert(
    fc.property(fc.oneof(json, almostPolicy), request, (document, of) => {
      let problem = "";
      try {
        const decision = ask({ identity: [{ name: "any", document: document as unknown as PolicyDocument }] }, of);
        expect(JSON.parse(JSON.stringify(decision))).toHaveProperty("reason");
      } catch (error) {
        problem = error instanceof Error ? error.name : "not an error";
      }
      expect(["", "IAM_POLICY_MALFORMED"]).toContain(problem);
    }),
    { numRuns: 2000 },
  );
});
