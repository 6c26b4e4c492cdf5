import { LogCode } from "@agentic-pm/observability";
import { describe, expect, test } from "@jest/globals";
import { GatewayWorld } from "../../test/fakes/gateway-world.ts";
import { ADA, ORIGIN } from "../../test/fakes/test-issuer.ts";
import { AuthorizerEvent, headersOf } from "../domain/connect-event.ts";
import { invokePolicy } from "../domain/invoke-policy.ts";
import { authorizeConnect } from "./authorize-connect.ts";

const METHOD_ARN = "arn:aws:execute-api:us-east-1:111122223333:abcde12345/dev/$connect";

interface Handshake {
  readonly origin?: readonly string[];
  readonly protocol?: readonly string[];
  readonly query?: Record<string, string>;
}

async function attempt(world: GatewayWorld, { origin = [ORIGIN], protocol, query = {} }: Handshake = {}) {
  const event = AuthorizerEvent.parse({
    type: "REQUEST",
    methodArn: METHOD_ARN,
    multiValueHeaders: {
      ...(origin.length === 0 ? {} : { origin }),
      "sec-websocket-protocol": protocol ?? [`agentic-pm.v1, bearer.${world.token()}`],
    },
    queryStringParameters: query,
    requestContext: { stage: "dev" },
  });
  const parameters = Object.keys(event.queryStringParameters ?? {});
  return authorizeConnect({ headers: headersOf(event), parameters }, world.ports);
}

const codeOf = async (handshake: Handshake) => {
  const session = await attempt(new GatewayWorld(), handshake);
  return session.ok ? null : session.code;
};

describe("who may open a socket", () => {
  test("the application's own origin with a fresh token, for exactly this route; nothing is written", async () => {
    const world = new GatewayWorld();
    const policy = invokePolicy(METHOD_ARN, await attempt(world));
    expect(policy).toEqual({
      principalId: ADA,
      policyDocument: {
        Version: "2012-10-17",
        Statement: [{ Action: "execute-api:Invoke", Effect: "Allow", Resource: METHOD_ARN }],
      },
      context: {
        employeeId: ADA,
        sessionId: "sess_2ada00000001",
        tokenId: expect.stringMatching(/^[0-9a-f]{64}$/),
        issuedAt: "2026-01-15T09:00:00.000Z",
        expiresAt: "2026-01-15T09:01:00.000Z",
      },
    });
    expect(world.logger.lines).toEqual([]);
    expect([world.connections.rows.size, world.connections.tickets.size, world.audit.records.length]).toEqual([
      0, 0, 0,
    ]);
  });

  test.each([
    ["a foreign origin", ["https://evil.example"]],
    ["the origin null", ["null"]],
    ["no origin", []],
    ["an empty origin", [""]],
    ["a look-alike that ends like ours", ["https://evil-travel.northwind-atlas.example"]],
    ["a look-alike that begins like ours", [`${ORIGIN}.evil.example`]],
    ["a look-alike in another alphabet", ["https://tr\u0430vel.northwind-atlas.example"]],
    ["ours over http", [ORIGIN.replace("https", "http")]],
    ["ours with a port", [`${ORIGIN}:8443`]],
    ["ours with a slash", [`${ORIGIN}/`]],
    ["ours in capitals", [ORIGIN.toUpperCase()]],
    ["ours and another", [ORIGIN, "https://evil.example"]],
    ["both in one header", [`${ORIGIN}, https://evil.example`]],
  ])("%s is refused", async (_what, origin) => {
    expect(await codeOf({ origin })).toBe("ORIGIN_REFUSED");
  });

  test("a token in the URL is refused, and so is anything else there", async () => {
    for (const query of [{ token: "x" }, { access_token: "x" }, { a: "" }]) {
      expect(await codeOf({ query })).toBe("URL_HAS_PARAMETERS");
    }
  });

  test.each([
    ["only the token", ["bearer.x"]],
    ["only the protocol", ["agentic-pm.v1"]],
    ["another version", ["agentic-pm.v2, bearer.x"]],
    ["the token first", ["bearer.x, agentic-pm.v1"]],
    ["two tokens", ["agentic-pm.v1, bearer.x, bearer.y"]],
    ["a token without its mark", ["agentic-pm.v1, x"]],
    ["a third protocol", ["agentic-pm.v1", "bearer.x", "graphql-ws"]],
  ])("%s as subprotocols is refused", async (_what, protocol) => {
    expect(await codeOf({ protocol })).toBe("SUBPROTOCOL_REFUSED");
  });

  test("the two subprotocols may come in two headers", async () => {
    const world = new GatewayWorld();
    expect((await attempt(world, { protocol: ["agentic-pm.v1", `bearer.${world.token()}`] })).ok).toBe(true);
  });

  test("a refusal denies the route, tells nothing, and is logged by its code without the token", async () => {
    const world = new GatewayWorld();
    const token = world.token({ sts: "pending" });
    const session = await attempt(world, { protocol: [`agentic-pm.v1, bearer.${token}`] });
    const policy = invokePolicy(METHOD_ARN, session);
    expect(policy).toMatchObject({ principalId: "refused", policyDocument: { Statement: [{ Effect: "Deny" }] } });
    expect(policy.context).toBeUndefined();
    expect(world.logger.lines).toMatchObject([
      { code: LogCode.CONNECTION_REFUSED, fields: { reason: "SESSION_PENDING" } },
    ]);
    expect(JSON.stringify(world.logger.lines)).not.toContain(token.slice(0, 20));
  });
});
