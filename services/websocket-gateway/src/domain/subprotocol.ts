import { SUBPROTOCOL } from "@agentic-pm/contracts/travel";

const BEARER = "bearer.";

/** Headers as API Gateway hands them over: in whatever case the client wrote, each with all its values. */
export type Headers = Readonly<Record<string, readonly string[]>>;

/** Every value of a header, whatever its case. */
export function headerValues(headers: Headers, name: string): string[] {
  return Object.entries(headers)
    .filter(([key]) => key.toLowerCase() === name)
    .flatMap(([, values]) => values);
}

/** The token in `Sec-WebSocket-Protocol: agentic-pm.v1, bearer.<token>`; null unless there are exactly those two. */
export function bearerOf(headers: Headers): string | null {
  const offered = headerValues(headers, "sec-websocket-protocol").flatMap((value) => value.split(","));
  const [first, second, ...others] = offered.map((entry) => entry.trim());
  if (first !== SUBPROTOCOL || others.length > 0 || !second?.startsWith(BEARER)) return null;
  return second.slice(BEARER.length);
}
