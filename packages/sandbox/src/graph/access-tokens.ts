import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import { isRecord } from "../http/vendor-site.ts";

/** Seconds; Entra's default for an application. */
export const TOKEN_LIFETIME = 3599;

export interface TenantApp {
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Signs the tokens; known to this sandbox alone. */
  readonly signingKey: string;
}

const ROLES = ["Mail.Read", "Mail.Send", "User.Read.All"];

/** A bearer token in the shape of a JWT. Clients are to treat it as opaque. */
export function issueToken(app: TenantApp, generation: number, now: Date): string {
  const issuedAt = Math.floor(now.getTime() / 1000);
  const claims = {
    aud: "https://graph.microsoft.com",
    iss: `https://sts.windows.net/${app.tenantId}/`,
    iat: issuedAt,
    nbf: issuedAt,
    exp: issuedAt + TOKEN_LIFETIME,
    appid: app.clientId,
    tid: app.tenantId,
    roles: ROLES,
    uti: randomUUID(),
    ver: "1.0",
    sandbox_generation: generation,
  };
  const unsigned = `${encode({ typ: "JWT", alg: "HS256", kid: "sandbox" })}.${encode(claims)}`;
  return `${unsigned}.${signature(unsigned, app)}`;
}

export type TokenVerdict = "valid" | "malformed" | "expired";

/** Checks signature, age and generation. */
export function verifyToken(token: string, app: TenantApp, at: { generation: number; now: Date }): TokenVerdict {
  const [head = "", claims = "", signed = ""] = token.split(".");
  const expected = Buffer.from(signature(`${head}.${claims}`, app));
  const given = Buffer.from(signed);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return "malformed";
  const parsed: unknown = JSON.parse(Buffer.from(claims, "base64url").toString("utf8"));
  if (!isRecord(parsed)) return "malformed";
  const isFresh = Number(parsed["exp"]) * 1000 > at.now.getTime() && parsed["sandbox_generation"] === at.generation;
  return isFresh ? "valid" : "expired";
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

function signature(unsigned: string, { signingKey }: TenantApp): string {
  return createHmac("sha256", signingKey).update(unsigned).digest("base64url");
}
