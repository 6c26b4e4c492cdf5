import { createPublicKey, type JsonWebKey, verify } from "node:crypto";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { ClerkAccess } from "../src/clerk/clerk-access.ts";
import { startClerk } from "../src/clerk/start-clerk.ts";

let dataDir: string;
let now: Date;
let open: { close(): Promise<void> }[];
beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), "clerk-"));
  now = new Date("2026-01-15T09:00:00.000Z");
  open = [];
});
afterEach(async () => {
  await Promise.all(open.map((each) => each.close()));
  rmSync(dataDir, { recursive: true, force: true });
});

async function start() {
  const server = await startClerk({ dataDir, clock: () => now });
  open.push(server);
  return server;
}

const part = (token: string, index: number): Record<string, unknown> =>
  JSON.parse(Buffer.from(token.split(".")[index] ?? "", "base64url").toString("utf8"));

function isSignedBy(token: string, key: Parameters<typeof createPublicKey>[0]): boolean {
  const [head = "", claims = "", mac = ""] = token.split(".");
  return verify("sha256", Buffer.from(`${head}.${claims}`), createPublicKey(key), Buffer.from(mac, "base64url"));
}

interface Answered {
  readonly id: string;
  readonly jwt: string;
}

async function call(clerk: ClerkAccess, route: string, init: RequestInit = {}): Promise<[number, Answered]> {
  const headers = { authorization: `Bearer ${clerk.secretKey}`, "content-type": "application/json", ...init.headers };
  const answer = await fetch(`${clerk.issuer}${route}`, { ...init, headers });
  return [answer.status, (await answer.json()) as Answered];
}

describe("the Clerk sandbox", () => {
  test("issues RS256 tokens of 60 seconds with version 2 of Clerk's claims", async () => {
    const { access } = await start();
    const { sessionId, token } = await access.signIn("user_2employeeAda");
    const jwt = await token();
    expect(part(jwt, 0)).toMatchObject({ alg: "RS256", typ: "JWT", kid: access.kid });
    const issuedAt = now.getTime() / 1000;
    expect(part(jwt, 1)).toEqual({
      iss: access.issuer,
      sub: "user_2employeeAda",
      sid: sessionId,
      azp: access.authorizedParty,
      aud: access.audience,
      iat: issuedAt,
      nbf: issuedAt - 10,
      exp: issuedAt + 60,
      jti: expect.stringMatching(/^[0-9a-f]{20}$/),
      sts: "active",
      fva: [0, -1],
      v: 2,
    });
    expect(isSignedBy(jwt, access.jwtKeyPem)).toBe(true);
    expect(part(await token(), 1)["jti"]).not.toBe(part(jwt, 1)["jti"]);
  });

  test("publishes the key that signed, under its kid", async () => {
    const { access } = await start();
    const answer = await fetch(access.jwksUrl);
    const { keys } = (await answer.json()) as { keys: JsonWebKey[] };
    expect(keys).toMatchObject([{ kid: access.kid, alg: "RS256", use: "sig", kty: "RSA" }]);
    const jwt = await (await access.signIn("user_2employeeAda")).token();
    expect(isSignedBy(jwt, { key: keys[0] ?? {}, format: "jwk" })).toBe(true);
  });

  test("a revoked session gets no tokens", async () => {
    const { access } = await start();
    const { sessionId, token } = await access.signIn("user_2employeeAda");
    await access.revoke(sessionId);
    await expect(token()).rejects.toMatchObject({ code: "CLERK_SESSION_ENDED" });
    expect(await call(access, `/v1/sessions/${sessionId}/tokens`, { method: "POST" })).toMatchObject([404, {}]);
    await expect(access.revoke("sess_none")).rejects.toMatchObject({ code: "CLERK_SESSION_UNKNOWN" });
  });

  test("a session with a task that is not done says so", async () => {
    const { access } = await start();
    const { token } = await access.signIn("user_2employeeAda", "pending");
    expect(part(await token(), 1)["sts"]).toBe("pending");
  });

  test("key, port and sessions survive a restart, also the revoked ones", async () => {
    const first = await start();
    const kept = await first.access.signIn("user_2employeeAda");
    const gone = await first.access.signIn("user_2employeeLin");
    await first.access.revoke(gone.sessionId);
    await first.close();
    const { access } = await start();
    expect([access.issuer, access.jwtKeyPem, access.secretKey]).toEqual([
      first.access.issuer,
      first.access.jwtKeyPem,
      first.access.secretKey,
    ]);
    const [status, { jwt }] = await call(access, `/v1/sessions/${kept.sessionId}/tokens`, { method: "POST" });
    expect(status).toBe(200);
    expect(part(jwt, 1)).toMatchObject({ sub: "user_2employeeAda", sid: kept.sessionId });
    expect(await call(access, `/v1/sessions/${gone.sessionId}/tokens`, { method: "POST" })).toMatchObject([404, {}]);
    expect(statSync(path.join(dataDir, "clerk.json")).mode & 0o777).toBe(0o600);
  });

  test("another process signs in, gets tokens for its origin, and signs out", async () => {
    const { access } = await start();
    const body = JSON.stringify({ user_id: "user_2employeeLin" });
    const [created, session] = await call(access, "/v1/sessions", { method: "POST", body });
    expect([created, session]).toMatchObject([200, { object: "session", status: "active" }]);
    const origin = { origin: "https://elsewhere.example" };
    const [, { jwt }] = await call(access, `/v1/sessions/${session.id}/tokens`, { method: "POST", headers: origin });
    expect(part(jwt, 1)["azp"]).toBe("https://elsewhere.example");
    expect(await call(access, `/v1/sessions/${session.id}/revoke`, { method: "POST" })).toMatchObject([
      200,
      { status: "revoked" },
    ]);
    expect(await call(access, `/v1/sessions/${session.id}`)).toMatchObject([200, { status: "revoked" }]);
  });

  test.each([
    { what: "a wrong secret key", route: "/v1/sessions", headers: { authorization: "Bearer sk_test_x" }, status: 401 },
    { what: "no JSON", route: "/v1/sessions", body: "{", status: 400 },
    { what: "no user", route: "/v1/sessions", body: "{}", status: 422 },
    { what: "an unknown session", route: "/v1/sessions/sess_none/tokens", status: 404 },
    { what: "an unknown route", route: "/v1/nothing", status: 404 },
    { what: "the wrong method", route: "/.well-known/jwks.json", status: 405 },
    { what: "64 KB and a byte", route: "/v1/sessions", body: "x".repeat(64 * 1024 + 1), status: 413 },
  ])("answers $what in Clerk's form with $status", async ({ route, status, ...init }) => {
    const { access } = await start();
    expect(await call(access, route, { method: "POST", ...init })).toMatchObject([
      status,
      { errors: [{ code: expect.any(String), message: expect.any(String) }] },
    ]);
  });
});
