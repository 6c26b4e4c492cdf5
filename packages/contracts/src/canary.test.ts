import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { canariesIn, canaryHash, promptCanary, VaultCanary, vaultCanary } from "./canary.ts";
import { decoysOf, isDecoy } from "./decoys.ts";
import { Entity } from "./handles.ts";

const PROMPT = promptCanary("0f8fad5b-d9cb-469f-a165-70867728950e");
const VAULT = vaultCanary({ signalId: "sig_1", texts: ["hello"] });

const fullWidth = (text: string) =>
  text.replaceAll(/[!-~]/gu, (letter) => String.fromCodePoint(letter.charCodeAt(0) + 0xfee0));

describe("a canary", () => {
  test("of the vault is made of the content, and has one form", () => {
    expect(VaultCanary.safeParse(VAULT).success).toBe(true);
    expect(vaultCanary({ signalId: "sig_1", texts: ["hello"] })).toBe(VAULT);
    expect(vaultCanary({ signalId: "sig_1", texts: ["hello "] })).not.toBe(VAULT);
  });

  test.each([PROMPT, VAULT])("%s is found in any case and with anything between its characters", (canary) => {
    const disguises = [
      canary,
      canary.toUpperCase(),
      canary.replaceAll("-", ""),
      [...canary].join(" "),
      [...canary].join("-\n"),
      [...canary].join("\u0301"),
      fullWidth(canary),
    ];
    for (const disguise of disguises) {
      expect(canariesIn({ deep: [{ text: `so: ${disguise}.` }] })).toHaveLength(1);
    }
  });

  test("that is found has the hash that the registry knows", () => {
    expect(canariesIn({ text: `Ref ${VAULT.toUpperCase()}` }).map(canaryHash)).toEqual([canaryHash(VAULT)]);
  });

  test("is not found in ordinary words", () => {
    fc.assert(
      fc.property(fc.array(fc.lorem({ maxCount: 40 }), { maxLength: 4 }), (texts) => {
        expect(canariesIn(texts)).toEqual([]);
      }),
    );
  });
});

describe("decoys", () => {
  test("look like any other entity, and are told from all others by the project alone", () => {
    const { ticket, person } = decoysOf("ATLAS");
    for (const decoy of [ticket, person]) {
      expect(Entity.safeParse(decoy).error).toBeUndefined();
      expect(isDecoy(decoy.entityId, "ATLAS")).toBe(true);
      expect(isDecoy(decoy.entityId, "ZEUS")).toBe(false);
    }
    expect(isDecoy("ticket#ATLAS-1", "ATLAS")).toBe(false);
  });
});
