import { describe, expect, test } from "@jest/globals";
import { sessionOf } from "./session-claims.ts";

const NOW = 1_768_467_600;
const expected = {
  issuer: "https://clerk.example",
  kid: "ins_1",
  authorizedParties: ["https://app.example"],
  audience: "a",
};
const claims = {
  iss: expected.issuer,
  azp: "https://app.example",
  aud: "a",
  sub: "user_2employeeAda",
  sid: "sess_2ada00000001",
  jti: "jti-0001",
  iat: NOW,
  nbf: NOW,
  exp: NOW + 60,
};

function codeOf(change: Partial<Record<keyof typeof claims, unknown>>, now = NOW): string | null {
  const at = { now: new Date(now * 1000), tokenIdOf: (jti: string) => jti };
  const session = sessionOf({ ...claims, ...change }, expected, at);
  return session.ok ? null : session.code;
}

describe("what a claim may be", () => {
  test.each([8, 200])("a token's id of %d characters", (length) => {
    expect(codeOf({ jti: "j".repeat(length) })).toBeNull();
  });

  test.each([7, 201])("no token's id of %d characters", (length) => {
    expect(codeOf({ jti: "j".repeat(length) })).toBe("TOKEN_CLAIMS");
  });

  test("no instant of more than ten digits: milliseconds are no seconds", () => {
    const last = 9_999_999_999;
    expect(codeOf({ iat: last - 60, nbf: last - 60, exp: last }, last - 60)).toBeNull();
    expect(codeOf({ iat: last - 60, nbf: last - 60, exp: last + 1 }, last - 60)).toBe("TOKEN_CLAIMS");
  });
});
