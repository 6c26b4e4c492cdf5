import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import { isRecord } from "../http/vendor-site.ts";
import type { AppRegistration } from "./app-directory.ts";

/** Seconds; Entra's default for an application. */
export const TOKEN_LIFETIME = 3599;

/** The application permissions that are told apart here. */
export type AppRole = "Mail.Read" | "Mail.Send" | "User.Read.All" | "Application.ReadWrite.OwnedBy";

export interface Tenant {
  readonly tenantId: string;
  /** Signs the tokens; known to this sandbox alone. */
  readonly signingKey: string;
}

/** A bearer token in the shape of a JWT, with the application's roles. Clients are to treat it as opaque. */
export function issueToken(tenant: Tenant, app: AppRegistration, at: { generation: number; now: Date }): string {
  const issuedAt = Math.floor(at.now.getTime() / 1000);
  const claims = {
    aud: "https://graph.microsoft.com",
    iss: `https://sts.windows.net/${tenant.tenantId}/`,
    iat: issuedAt,
    nbf: issuedAt,
    exp: issuedAt + TOKEN_LIFETIME,
    appid: app.clientId,
    tid: tenant.tenantId,
    roles: app.roles,
    uti: randomUUID(),
    ver: "1.0",
    sandbox_generation: at.generation,
  };
  const unsigned = `${encode({ typ: "JWT", alg: "HS256", kid: "sandbox" })}.${encode(claims)}`;
  return `${unsigned}.${signature(unsigned, tenant)}`;
}

/** Whose a token is and the roles that it gives, or what is wrong with it. */
export type TokenVerdict = { readonly appId: string; readonly roles: readonly unknown[] } | "malformed" | "expired";

/** Checks signature, age and generation. */
export function verifyToken(token: string, tenant: Tenant, at: { generation: number; now: Date }): TokenVerdict {
  const [head = "", claims = "", signed = ""] = token.split(".");
  const expected = Buffer.from(signature(`${head}.${claims}`, tenant));
  const given = Buffer.from(signed);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return "malformed";
  const parsed: unknown = JSON.parse(Buffer.from(claims, "base64url").toString("utf8"));
  if (!isRecord(parsed)) return "malformed";
  const isFresh = Number(parsed["exp"]) * 1000 > at.now.getTime() && parsed["sandbox_generation"] === at.generation;
  if (!isFresh) return "expired";
  return { appId: String(parsed["appid"]), roles: Array.isArray(parsed["roles"]) ? parsed["roles"] : [] };
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

function signature(unsigned: string, { signingKey }: Tenant): string {
  return createHmac("sha256", signingKey).update(unsigned).digest("base64url");
}
