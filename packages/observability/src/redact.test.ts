import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { redact, redactText } from "./redact.ts";

const SECRETS = [
  ["a bearer token", "Authorization: Bearer abcdef0123456789.xyz", "abcdef0123456789"],
  ["a password", "login with password=hunter22 please", "hunter22"],
  ["a password in JSON", '{"password":"hunter22"}', "hunter22"],
  ["an access key id", "used AKIAIOSFODNN7EXAMPLE today", "AKIAIOSFODNN7EXAMPLE"],
  ["a JWT", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl", "c2lnbmF0dXJl"],
  ["an Atlassian token", "ATATT3xFfGF0abcdefghijklmnop=1A2B3C", "abcdefghijklmnop"],
  ["a Resend key", "re_AbCdEfGh_1234567890abcdef", "1234567890abcdef"],
  ["credentials in a URL", "https://user:s3cr3t@example.test/path", "s3cr3t"],
  ["long base64", `key ${"Ab1+".repeat(16)}==`, "Ab1+Ab1+"],
  ["a private key", "-----BEGIN PRIVATE KEY-----\nMIIabc\n-----END PRIVATE KEY-----", "MIIabc"],
] as const;

describe("redaction", () => {
  test.each(SECRETS)("takes out %s", (_what, text, secret) => {
    expect(redactText(text)).not.toContain(secret);
    expect(redactText(text)).toContain("[redacted]");
  });

  test.each([
    "sig_0123456789abcdef0123456789abcdef",
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "00000000-0000-4000-8000-000000000001",
    "arn:aws:secretsmanager:us-east-1:111122223333:secret:/agentic-pm/jira/read-token",
    "us.anthropic.claude-haiku-4-5-20251001-v1:0",
    "The token count rose, and the password policy is on the agenda.",
  ])("leaves %s as it is", (text) => {
    expect(redactText(text)).toBe(text);
  });

  test("takes out what stands under a secret's name, at any depth, and counts of tokens stay", () => {
    expect(redact({ list: [{ apiToken: "x", name: "y" }], tokenCount: { input: 3, output: 4 } })).toEqual({
      list: [{ apiToken: "[redacted]", name: "y" }],
      tokenCount: { input: 3, output: 4 },
    });
  });

  test("changes nothing the second time", () => {
    const piece = fc.oneof(fc.string(), fc.constantFrom(...SECRETS.map(([, text]) => text)));
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const once = redactText(pieces.join(" "));
        expect(redactText(once)).toBe(once);
      }),
    );
  });
});
