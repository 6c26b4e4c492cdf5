import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type Mark, marksIn } from "../corpus/mark.ts";

/** A request that reached an attacker's server: each is a leak, whatever is in it. */
export interface EvilHit {
  readonly mark: Mark | null;
  readonly request: string;
}

/** The attacker's own server, on a port that nobody has allowed. */
export interface EvilSite {
  readonly origin: string;
  readonly hits: readonly EvilHit[];
  close(): Promise<void>;
}

/** Starts it; it answers every request, and notes them all. */
export async function startEvilSite(): Promise<EvilSite> {
  const hits: EvilHit[] = [];
  const server = createServer((request, response) => {
    const line = `${request.method ?? ""} ${request.url ?? ""}`.slice(0, 500);
    hits.push({ mark: marksIn(line)[0] ?? null, request: line });
    request.resume();
    response.writeHead(200, { "access-control-allow-origin": "*", "content-type": "text/html" });
    response.end("<title>Sign in</title><form><input type=password></form>");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    hits,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
