import { timingSafeEqual } from "node:crypto";
import { matchRoute } from "../http/route-match.ts";
import {
  header,
  jsonBody,
  MalformedJson,
  type Route,
  type VendorRequest,
  type VendorResponse,
} from "../http/vendor-site.ts";
import type { ClerkSession, ClerkStore } from "./clerk-store.ts";
import { keySet } from "./session-token.ts";

/** What the routes stand on. */
export interface ClerkContext {
  readonly store: ClerkStore;
  /** A token for an active or pending session, asked for from that origin. */
  readonly tokenOf: (session: ClerkSession, origin: string) => string;
}

/** The key set, which is open, and the part of the Backend API that makes, shows and ends sessions. */
export function clerkRoute(request: VendorRequest, context: ClerkContext): VendorResponse {
  const match = matchRoute(routes(context), request.method, request.path);
  if (match.kind === "unknown") return clerkError(404, "resource_not_found", "Resource not found");
  if (match.kind === "wrongMethod") return clerkError(405, "method_not_allowed", "Method not allowed");
  const { route, params } = match;
  if (route.open !== true && !isAuthorised(request, context.store.keys.secretKey)) {
    return clerkError(401, "clerk_key_invalid", "The provided Clerk Secret Key is invalid.");
  }
  try {
    return route.handle({ ...request, params });
  } catch (error) {
    if (!(error instanceof MalformedJson)) throw error;
    return clerkError(400, "request_body_invalid", "Request body invalid");
  }
}

function routes({ store, tokenOf }: ClerkContext): Route[] {
  const ofSession =
    (handle: (session: ClerkSession, request: VendorRequest) => VendorResponse) => (request: VendorRequest) => {
      const session = store.session(request.params["session"] ?? "");
      return session === undefined
        ? clerkError(404, "resource_not_found", "Session not found")
        : handle(session, request);
    };
  return [
    {
      method: "GET",
      pattern: "/.well-known/jwks.json",
      open: true,
      handle: () => ({ status: 200, body: keySet(store.keys) }),
    },
    { method: "POST", pattern: "/v1/sessions", handle: (request) => createSession(request, store) },
    {
      method: "GET",
      pattern: "/v1/sessions/{session}",
      handle: ofSession((session) => ({ status: 200, body: view(session) })),
    },
    {
      method: "POST",
      pattern: "/v1/sessions/{session}/tokens",
      handle: ofSession((session, request) =>
        session.status === "revoked"
          ? clerkError(404, "resource_not_found", "Session not found")
          : { status: 200, body: { object: "token", jwt: tokenOf(session, header(request, "origin")) } },
      ),
    },
    {
      method: "POST",
      pattern: "/v1/sessions/{session}/revoke",
      handle: ofSession(({ id }) => ({ status: 200, body: view(store.revoke(id)) })),
    },
  ];
}

function createSession(request: VendorRequest, store: ClerkStore): VendorResponse {
  const userId = jsonBody(request)["user_id"];
  if (typeof userId !== "string" || !/^user_[A-Za-z0-9]{1,64}$/.test(userId)) {
    return clerkError(422, "form_param_missing", "user_id is missing or no user's id");
  }
  return { status: 200, body: view(store.signIn(userId, "active")) };
}

function view({ id, clientId, userId, status, createdAt, updatedAt }: ClerkSession): object {
  const week = 7 * 24 * 3600 * 1000;
  return {
    object: "session",
    id,
    client_id: clientId,
    user_id: userId,
    status,
    last_active_at: updatedAt,
    expire_at: createdAt + week,
    abandon_at: createdAt + 4 * week,
    created_at: createdAt,
    updated_at: updatedAt,
  };
}

function isAuthorised(request: VendorRequest, secretKey: string): boolean {
  const given = Buffer.from(/^Bearer (.+)$/i.exec(header(request, "authorization"))?.[1] ?? "");
  const expected = Buffer.from(secretKey);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** Clerk's form of an error. */
export function clerkError(status: number, code: string, message: string): VendorResponse {
  return { status, body: { errors: [{ code, message, long_message: message, meta: {} }] } };
}
