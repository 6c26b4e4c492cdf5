import { FakeClock } from "@agentic-pm/lambda/fakes";
import { FixedSecret } from "@agentic-pm/secrets/fakes";
import { describe, expect, test } from "@jest/globals";
import { ADA, claimsAt, clerkSecret, tokenOf } from "../../test/fakes/test-issuer.ts";
import { ClerkAuthProvider, ClerkSecret } from "./auth-provider.clerk.ts";

const clock = new FakeClock();
const now = clock.now().getTime() / 1000;
const provider = new ClerkAuthProvider(new FixedSecret("clerk", clerkSecret), clock);

async function codeOf(token: string): Promise<string | null> {
  const session = await provider.authenticate(token);
  return session.ok ? null : session.code;
}
const claimed = (changed: Record<string, unknown>) => codeOf(tokenOf(claimsAt(now, changed)));

describe("Clerk's tokens, without asking Clerk", () => {
  test("a genuine token is its employee's session until it ends, and is named by a hash", async () => {
    const jti = "jti-0123456789";
    const session = await provider.authenticate(tokenOf(claimsAt(now, { jti })));
    expect(session).toEqual({
      ok: true,
      value: {
        employeeId: ADA,
        sessionId: "sess_2ada00000001",
        tokenId: expect.stringMatching(/^[0-9a-f]{64}$/),
        issuedAt: "2026-01-15T09:00:00.000Z",
        expiresAt: "2026-01-15T09:01:00.000Z",
      },
    });
    expect(JSON.stringify(session)).not.toContain(jti);
  });

  test.each([
    ["alg:none without a signature", "none", {}, "TOKEN_MALFORMED"],
    ["alg:none with a signature", "rs256", { alg: "none" }, "TOKEN_ALGORITHM"],
    ["HS256 with the public key", "hs256-with-public-key", {}, "TOKEN_ALGORITHM"],
    ["RS512", "rs256", { alg: "RS512" }, "TOKEN_ALGORITHM"],
    ["a name of the algorithm in another case", "rs256", { alg: "rs256" }, "TOKEN_ALGORITHM"],
    ["a wrong kid", "rs256", { kid: "ins_other" }, "TOKEN_KEY"],
    ["no kid", "rs256", { kid: undefined }, "TOKEN_MALFORMED"],
    ["another type", "rs256", { typ: "at+jwt" }, "TOKEN_MALFORMED"],
    ["critical extensions", "rs256", { crit: ["b64"], b64: false }, "TOKEN_MALFORMED"],
    ["a key of its own in the header", "stranger", { jwk: { kty: "RSA" } }, "TOKEN_SIGNATURE"],
    ["the right kid and a stranger's signature", "stranger", {}, "TOKEN_SIGNATURE"],
  ] as const)("a token with %s is refused", async (_what, signing, header, code) => {
    expect(await codeOf(tokenOf(claimsAt(now), { signing, header }))).toBe(code);
  });

  test("a token whose words were changed after signing is refused", async () => {
    const [head, , mac] = tokenOf(claimsAt(now)).split(".");
    const other = Buffer.from(JSON.stringify(claimsAt(now, { sub: "user_2employeeLin" }))).toString("base64url");
    expect(await codeOf(`${head}.${other}.${mac}`)).toBe("TOKEN_SIGNATURE");
  });

  test.each(["iss", "azp", "aud", "sub", "sid", "exp", "nbf", "iat", "jti"])(
    "a token without %s is refused, signed as it is",
    async (claim) => {
      expect(await claimed({ [claim]: undefined })).toBe("TOKEN_CLAIMS");
    },
  );

  test.each([
    ["iss", `${clerkSecret.issuer}/`, "TOKEN_ISSUER"],
    ["iss", clerkSecret.issuer.replace("clerk", "cl\u0435rk"), "TOKEN_ISSUER"],
    ["azp", "https://travel.northwind-atlas.example.evil.example", "TOKEN_PARTY"],
    ["azp", "", "TOKEN_PARTY"],
    ["aud", "another-service", "TOKEN_AUDIENCE"],
    ["aud", ["another-service"], "TOKEN_AUDIENCE"],
    ["aud", [], "TOKEN_CLAIMS"],
    ["aud", ["another-service", clerkSecret.audience], null],
    ["sub", "user_../x", "TOKEN_CLAIMS"],
    ["sub", { toString: "x" }, "TOKEN_CLAIMS"],
    ["sts", "pending", "SESSION_PENDING"],
    ["sts", "revoked", "SESSION_PENDING"],
    ["sts", undefined, null],
    ["exp", "9999999999", "TOKEN_CLAIMS"],
    ["exp", Number.MAX_SAFE_INTEGER, "TOKEN_CLAIMS"],
    ["exp", now + 121, "TOKEN_LIFETIME"],
    ["exp", now + 120, null],
    ["exp", now, "TOKEN_LIFETIME"],
  ])("the claim %s as %j gives %s", async (claim, value, code) => {
    expect(await claimed({ [claim]: value })).toBe(code);
  });

  test.each([
    ["one second before exp", { exp: now + 1, iat: now - 59 }, null],
    ["at exp, and up to five seconds behind it", { exp: now - 4, iat: now - 64 }, null],
    ["five seconds behind exp", { exp: now - 5, iat: now - 65 }, "TOKEN_EXPIRED"],
    ["five seconds before nbf", { nbf: now + 5 }, null],
    ["six seconds before nbf", { nbf: now + 6 }, "TOKEN_NOT_YET_VALID"],
    ["five seconds before iat", { iat: now + 5, exp: now + 65 }, null],
    ["six seconds before iat", { iat: now + 6, exp: now + 66 }, "TOKEN_NOT_YET_VALID"],
  ])("the skew of clocks: %s", async (_when, changed, code) => {
    expect(await claimed(changed)).toBe(code);
  });

  test.each([
    ["", "nothing"],
    ["a.b", "two parts"],
    ["a.b.c.d", "four parts"],
    ["bnVsbA.bnVsbA.bnVsbA", "null three times"],
    [`${"a".repeat(4096)}.bb.cc`, "more than 4,096 characters"],
    [`${tokenOf(claimsAt(now))}=`, "padding"],
    [` ${tokenOf(claimsAt(now))}`, "a blank in front"],
  ])("%.12s (%s) is malformed", async (token) => {
    expect(await codeOf(token)).toBe("TOKEN_MALFORMED");
  });

  test("with a key that is none, nobody gets in", async () => {
    const broken = { ...clerkSecret, jwtKey: "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----" };
    const keyless = new ClerkAuthProvider(new FixedSecret("clerk", broken), clock);
    expect(await keyless.authenticate(tokenOf(claimsAt(now)))).toMatchObject({ ok: false, code: "TOKEN_SIGNATURE" });
  });

  test("what the secret must be: origins to the letter, and a public key", () => {
    expect(ClerkSecret.safeParse(clerkSecret).success).toBe(true);
    for (const wrong of [
      { allowedOrigins: [] },
      { allowedOrigins: ["null"] },
      { allowedOrigins: ["*"] },
      { allowedOrigins: ["https://travel.northwind-atlas.example/"] },
      { jwtKey: clerkSecret.jwtKey.replaceAll("PUBLIC", "PRIVATE") },
      { secretKey: "sk_live_x" },
    ]) {
      expect([wrong, ClerkSecret.safeParse({ ...clerkSecret, ...wrong }).success]).toEqual([wrong, false]);
    }
  });
});
