import { MAX_RAW_TEXT_BYTES } from "@agentic-pm/contracts";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { fetchedTicket } from "../../test/fakes/intake-stores.ts";
import { cutTexts, rawSignalOf } from "./raw-signal.ts";

const plain = (text: string) => ({ part: "body", format: "plain", text }) as const;

describe("a raw signal", () => {
  test("has the same id for the same content, and another for another", () => {
    expect(rawSignalOf(fetchedTicket(1)).signalId).toBe(rawSignalOf(fetchedTicket(1)).signalId);
    expect(rawSignalOf(fetchedTicket(1, "a")).signalId).not.toBe(rawSignalOf(fetchedTicket(1, "b")).signalId);
    expect(rawSignalOf(fetchedTicket(1, "a")).signalId).not.toBe(rawSignalOf(fetchedTicket(2, "a")).signalId);
  });

  test("over 256 KB it is cut and flagged, and its hash and length are those of the whole text", () => {
    const long = "é".repeat(MAX_RAW_TEXT_BYTES);
    const raw = rawSignalOf(fetchedTicket(1, long));
    const [kept] = raw.vaulted.texts;
    expect(raw.vaulted.fields.truncated).toBe(true);
    expect(Buffer.byteLength(kept?.text ?? "")).toBe(MAX_RAW_TEXT_BYTES);
    expect(raw.rawLength).toBe(2 * MAX_RAW_TEXT_BYTES);
    expect(raw.rawSha256).not.toBe(rawSignalOf(fetchedTicket(1, kept?.text)).rawSha256);
  });

  test("a cut keeps whole characters, never more bytes than allowed, and the order of the texts", () => {
    const texts = fc.array(fc.string({ unit: "grapheme", maxLength: 40 }).map(plain), { maxLength: 5 });
    fc.assert(
      fc.property(texts, fc.integer({ min: 0, max: 120 }), (all, budget) => {
        const { texts: kept, truncated } = cutTexts(all, budget);
        const bytes = kept.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
        expect(bytes).toBeLessThanOrEqual(budget);
        for (const [index, { text }] of kept.entries()) expect(all[index]?.text.startsWith(text)).toBe(true);
        expect(truncated).toBe(kept.some(({ text }, index) => text !== all[index]?.text));
      }),
    );
  });
});
