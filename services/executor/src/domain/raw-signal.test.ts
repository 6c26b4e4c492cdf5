import { MAX_RAW_TEXT_BYTES, rawHashOf } from "@agentic-pm/contracts";
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

  test("over 256 KB it is cut and flagged, and its length and its original's hash are those of the whole text", () => {
    const long = "é".repeat(MAX_RAW_TEXT_BYTES);
    const raw = rawSignalOf(fetchedTicket(1, long));
    const [kept] = raw.vaulted.texts;
    expect(raw.vaulted.fields.truncated).toBe(true);
    expect(Buffer.byteLength(kept?.text ?? "")).toBe(MAX_RAW_TEXT_BYTES);
    expect(raw.rawLength).toBe(2 * MAX_RAW_TEXT_BYTES);
    expect(raw.originalSha256).not.toBe(rawSignalOf(fetchedTicket(1, kept?.text)).originalSha256);
  });

  test("its hash covers all that is stored, cut texts and fields too, and its key names the hash", () => {
    const { vaulted, rawSha256, vaultKey } = rawSignalOf(fetchedTicket(1, "x".repeat(MAX_RAW_TEXT_BYTES + 1)));
    expect(rawHashOf(vaulted)).toBe(rawSha256);
    expect(vaultKey).toContain(rawSha256);
    const { texts, fields } = vaulted;
    const others = [
      { ...vaulted, texts: texts.map((text, index) => (index === 0 ? { ...text, text: `${text.text} ` } : text)) },
      { ...vaulted, fields: { ...fields, status: "Done" } },
      { ...vaulted, canary: `cv-${"0".repeat(32)}` },
    ];
    for (const other of others) expect(rawHashOf(other)).not.toBe(rawSha256);
  });

  test("the same content is stored as the same bytes, canary included", () => {
    expect(rawSignalOf(fetchedTicket(1))).toEqual(rawSignalOf(fetchedTicket(1)));
    expect(rawSignalOf(fetchedTicket(1)).vaulted.canary).not.toBe(rawSignalOf(fetchedTicket(2)).vaulted.canary);
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
