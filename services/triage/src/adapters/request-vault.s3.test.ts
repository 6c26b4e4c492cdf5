import { expect, test } from "@jest/globals";
import type { S3Client } from "@aws-sdk/client-s3";
import { S3RequestVault } from "./request-vault.s3.ts";

const REQUEST = {
  schemaVersion: 1,
  bookingId: `bkg_${"0".repeat(32)}`,
  turn: 1,
  canary: `cv-${"0".repeat(32)}`,
  text: "Chicago next Tuesday",
  receivedAt: "2026-11-18T15:00:00.000Z",
};

function vaultThat(answer: () => unknown): S3RequestVault {
  const send = () => Promise.resolve().then(answer);
  return new S3RequestVault({ send: send as unknown as S3Client["send"] }, "requests");
}

const bodyOf = (text: string) => ({ ContentLength: text.length, Body: { transformToString: async () => text } });

test("a request is read as it was written", async () => {
  await expect(vaultThat(() => bodyOf(JSON.stringify(REQUEST))).read("k")).resolves.toEqual(REQUEST);
});

test.each(["{", "null", '{"schemaVersion":2}'])("an object holding %s is no request", async (text) => {
  await expect(vaultThat(() => bodyOf(text)).read("k")).rejects.toMatchObject({ code: "REQUEST_MALFORMED" });
});

test("an object larger than any request is not read", async () => {
  const large = { ...bodyOf(JSON.stringify(REQUEST)), ContentLength: 1_000_000 };
  await expect(vaultThat(() => large).read("k")).rejects.toMatchObject({ code: "REQUEST_MALFORMED" });
});

test.each([
  ["NoSuchKey", "REQUEST_MISSING", false],
  ["AccessDenied", "VAULT_UNAVAILABLE", true],
])("S3's %s becomes %s", async (name, code, retryable) => {
  const vault = vaultThat(() => {
    throw Object.assign(new Error("from S3"), { name });
  });
  await expect(vault.read("k")).rejects.toMatchObject({ code, retryable });
});
