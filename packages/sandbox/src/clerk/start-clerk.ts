import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { AppError } from "@agentic-pm/errors";
import type { VendorRequest } from "../http/vendor-site.ts";
import type { ClerkAccess } from "./clerk-access.ts";
import { type ClerkContext, clerkError, clerkRoute } from "./clerk-routes.ts";
import { type ClerkSession, ClerkStore } from "./clerk-store.ts";
import { sessionToken, type TokenParties } from "./session-token.ts";

/** Longer than any client keeps an idle connection: were the server first, a client might just be writing. */
const KEEP_ALIVE_MS = 65_000;

/** The application that employees use. Nothing answers there: it only has a name. */
const APPLICATION = "https://travel.northwind-atlas.example";
const AUDIENCE = "agentic-pm-travel";
const LARGEST_BODY = 64 * 1024;

export interface ClerkServer {
  readonly access: ClerkAccess;
  close(): Promise<void>;
}

/** Starts a Clerk instance on 127.0.0.1, on the folder's last port where that is free. Keys and sessions are kept. */
export async function startClerk({ dataDir, clock }: { dataDir: string; clock: () => Date }): Promise<ClerkServer> {
  const store = new ClerkStore(dataDir, clock);
  const parties: { current: TokenParties | undefined } = { current: undefined };
  const tokenOf = (session: ClerkSession, origin: string): string => {
    if (parties.current === undefined) throw new Error("A token was asked for before the issuer had an address.");
    const authorizedParty = origin || parties.current.authorizedParty;
    return sessionToken(session, { ...parties.current, authorizedParty }, { key: store.keys, now: clock() });
  };
  const context = { store, tokenOf };
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (incoming, outgoing) => {
    void answer({ incoming, outgoing }, context);
  });
  const port = await listen(server, store.port).catch(() => listen(server, 0));
  store.rememberPort(port);
  parties.current = { issuer: `http://127.0.0.1:${port}`, audience: AUDIENCE, authorizedParty: APPLICATION };
  return {
    access: accessTo(context, parties.current),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function accessTo({ store, tokenOf }: ClerkContext, parties: TokenParties): ClerkAccess {
  const { issuer, audience, authorizedParty } = parties;
  const { publicKey, kid, secretKey } = store.keys;
  const origins = [authorizedParty];
  return {
    ...parties,
    jwksUrl: `${issuer}/.well-known/jwks.json`,
    jwtKeyPem: publicKey,
    kid,
    secretKey,
    verification: {
      issuer,
      jwtKey: publicKey,
      kid,
      authorizedParties: origins,
      audience,
      allowedOrigins: origins,
    },
    signIn: async (employeeId, status = "active") => {
      const { id } = store.signIn(employeeId, status);
      return { sessionId: id, token: async () => tokenOf(running(store, id), "") };
    },
    revoke: async (sessionId) => void store.revoke(sessionId),
  };
}

function running(store: ClerkStore, id: string): ClerkSession {
  const session = store.session(id);
  if (session !== undefined && session.status !== "revoked") return session;
  throw new AppError("CLERK_SESSION_ENDED", {
    cause: `The session ${id} was revoked.`,
    remedy: "Sign in again.",
    details: { sessionId: id },
  });
}

async function answer(
  { incoming, outgoing }: { incoming: IncomingMessage; outgoing: ServerResponse },
  context: ClerkContext,
): Promise<void> {
  try {
    const request = await readRequest(incoming);
    const response =
      request === undefined
        ? clerkError(413, "request_body_invalid", "Request body too large")
        : clerkRoute(request, context);
    outgoing.writeHead(response.status, { "content-type": "application/json", "cache-control": "no-store" });
    outgoing.end(JSON.stringify(response.body));
  } catch (error) {
    process.emitWarning(error instanceof Error ? error : String(error), { type: "SandboxFailure" });
    outgoing.destroy();
  }
}

async function readRequest(incoming: IncomingMessage): Promise<VendorRequest | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= LARGEST_BODY) chunks.push(chunk);
  }
  if (size > LARGEST_BODY) return undefined;
  const [path = "/", search = ""] = (incoming.url ?? "/").split("?");
  return {
    method: incoming.method ?? "GET",
    path,
    params: {},
    query: new URLSearchParams(search),
    headers: incoming.headers,
    body: Buffer.concat(chunks).toString("utf8"),
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", reject);
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : port);
    });
  });
}
