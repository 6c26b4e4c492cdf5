import { readFileSync } from "node:fs";
import { ClientMessage, EndSessionEvent, RespondEvent } from "@agentic-pm/contracts/travel";
import { expect, test } from "@jest/globals";
import type * as z from "zod";
import { AuthorizerEvent } from "../src/domain/connect-event.ts";
import { SocketEvent } from "../src/domain/socket-event.ts";

const sample = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../events/${name}.json`, import.meta.url), "utf8"));

test.each([
  ["authorizer", AuthorizerEvent],
  ["connection-manager", SocketEvent],
  ["connection-manager-connect", SocketEvent],
  ["response-sender", RespondEvent],
  ["session-ender", EndSessionEvent],
] as const)("the sample event of %s is one that it accepts", (name, schema: z.ZodType) => {
  expect(schema.safeParse(sample(name)).error).toBeUndefined();
});

test("the sample message is one that a client may send", () => {
  const event = SocketEvent.parse(sample("connection-manager"));
  expect(ClientMessage.safeParse(JSON.parse(event.body ?? "")).success).toBe(true);
});
