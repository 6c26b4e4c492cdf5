import { createHmac } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { canonicalHash } from "./canonical.ts";
import { envelopeBytes, handoverOf, misdirected, Seal, type SealedContent, SealingStage } from "./envelope.ts";
import { Source } from "./labels.ts";

const sources = fc.uniqueArray(fc.constantFrom(...Source.options), { minLength: 1, maxLength: 9 });
const readers = fc.oneof(
  fc.constant("everyone" as const),
  fc.array(fc.string({ minLength: 1, maxLength: 30 }), { maxLength: 6 }),
);
const stage = fc.constantFrom(...SealingStage.options);
const name = fc.string({ minLength: 1, maxLength: 80 });
const handover = fc.dictionary(fc.string({ maxLength: 12 }), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 5 });
const content: fc.Arbitrary<SealedContent> = fc.record({
  stage,
  executionName: name,
  labels: fc.record({ provenance: sources, readers }),
  handover,
});
const same = (left: unknown, right: unknown) => canonicalHash("t", left) === canonicalHash("t", right);
const macOf = (sealed: SealedContent) => createHmac("sha256", "key").update(envelopeBytes(sealed)).digest("base64");

describe("what a seal binds", () => {
  test.each<[string, fc.Arbitrary<Partial<SealedContent>>]>([
    ["stage", fc.record({ stage })],
    ["execution", fc.record({ executionName: name })],
    ["labels", fc.record({ labels: fc.record({ provenance: sources, readers }) })],
    ["hand-over", fc.record({ handover })],
  ])("another %s has another HMAC, and the same has the same", (_what, change) => {
    fc.assert(
      fc.property(content, change, (sealed, changed) => {
        const other = { ...sealed, ...changed };
        expect(macOf(other) === macOf(sealed)).toBe(same(other, sealed));
      }),
    );
  });

  test("every single member of a hand-over counts: changed, dropped or added", () => {
    fc.assert(
      fc.property(content, fc.string({ maxLength: 12 }), fc.jsonValue({ maxDepth: 1 }), (sealed, key, value) => {
        const changed = { ...sealed.handover, [key]: value };
        expect(macOf({ ...sealed, handover: changed }) === macOf(sealed)).toBe(same(changed, sealed.handover));
        for (const member of Object.keys(sealed.handover)) {
          const { [member]: _dropped, ...rest } = sealed.handover;
          expect(macOf({ ...sealed, handover: rest })).not.toBe(macOf(sealed));
        }
      }),
    );
  });

  test("the spelling of the JSON does not count: members in another order are the same hand-over", () => {
    fc.assert(
      fc.property(content, (sealed) => {
        const turned = Object.fromEntries(Object.entries(sealed.handover).toReversed());
        expect(macOf({ ...sealed, handover: turned })).toBe(macOf(sealed));
      }),
    );
  });

  test("it is 32 bytes however much is handed over, and belongs to no other domain of hashes", () => {
    const sealed: SealedContent = {
      stage: "intake",
      executionName: "sig",
      labels: { provenance: ["mail_body"], readers: [] },
      handover: { text: "x".repeat(100_000) },
    };
    expect(envelopeBytes(sealed)).toHaveLength(32);
    expect(Buffer.from(envelopeBytes(sealed)).toString("hex")).not.toBe(canonicalHash("agentic-pm/command/v1", sealed));
  });
});

describe("a seal", () => {
  const seal = Seal.parse({
    stage: "recommend",
    executionName: "sig_1",
    labels: { provenance: ["model"], readers: "everyone" },
    mac: `${"A".repeat(43)}=`,
  });

  test("of another stage or for another execution is refused without a key", () => {
    expect(misdirected(seal, { stage: "recommend", executionName: "sig_1" })).toBeNull();
    expect(misdirected(seal, { stage: "decide", executionName: "sig_1" })).toBe("ENVELOPE_WRONG_STAGE");
    expect(misdirected(seal, { stage: "recommend", executionName: "sig_2" })).toBe("ENVELOPE_REPLAYED");
  });

  test("has no place for anything else, and its HMAC is 32 bytes", () => {
    expect(Seal.safeParse({ ...seal, trusted: true }).success).toBe(false);
    for (const mac of ["", "AAAA", "A".repeat(44), `${"A".repeat(43)}`, `${"!".repeat(43)}=`]) {
      expect(Seal.safeParse({ ...seal, mac }).success).toBe(false);
    }
  });

  test("covers everything in the event but itself and the execution's own name", () => {
    expect(handoverOf({ seal, executionName: "sig_1", signalId: "a", audit: 1 })).toEqual({ signalId: "a", audit: 1 });
  });
});
