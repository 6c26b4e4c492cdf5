import { once } from "node:events";
import type { AddressInfo } from "node:net";
import type { ClientMessage, ServerMessage } from "@agentic-pm/contracts/travel";
import { AppError } from "@agentic-pm/errors";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { type WebSocket, WebSocketServer } from "ws";
import { ChatClient } from "./chat-client.ts";
import { LastingChat } from "./lasting-chat.ts";

type Answer = (message: ClientMessage, socket: WebSocket) => object | null;

let server: WebSocketServer;
let answer: Answer;
/** What the handshakes brought: subprotocols and origin. */
let handshakes: { protocols: string | undefined; origin: string | undefined }[];
let sockets: WebSocket[];
let admits: boolean;
let refusal: number;
let tokens: number;

const said = (seq: number): ServerMessage => ({
  seq,
  bookingId: null,
  at: "2026-01-15T09:00:00.000Z",
  body: { type: "progress", step: "searching" },
});
const pong = { type: "pong", validUntil: "2026-01-15T09:01:00.000Z" };
const settled = () => new Promise((resolve) => setTimeout(resolve, 20));
const options = () => ({
  url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/dev`,
  origin: "https://chat.example",
  token: async () => `token-${(tokens += 1)}`,
});

beforeEach(async () => {
  [handshakes, sockets, admits, refusal, tokens, answer] = [[], [], true, 401, 0, () => pong];
  server = new WebSocketServer({
    host: "127.0.0.1",
    port: 0,
    handleProtocols: () => "agentic-pm.v1",
    verifyClient: (_info, done) => done(admits, refusal),
  });
  server.on("connection", (socket, request) => {
    sockets.push(socket);
    const { origin, "sec-websocket-protocol": protocols } = request.headers;
    handshakes.push({ protocols, origin });
    socket.on("message", (data) => {
      const reply = answer(JSON.parse(String(data)) as ClientMessage, socket);
      if (reply !== null) socket.send(JSON.stringify(reply));
    });
  });
  await once(server, "listening");
});

afterEach(async () => {
  for (const socket of sockets) socket.terminate();
  await new Promise((resolve) => server.close(resolve));
});

describe("an employee's socket", () => {
  test("brings its token in the subprotocol and nothing in the URL", async () => {
    const chat = await ChatClient.connect(options());
    expect(handshakes).toEqual([{ protocols: "agentic-pm.v1,bearer.token-1", origin: "https://chat.example" }]);
    chat.close();
    await chat.closed;
  });

  test("is refused with the status and a remedy", async () => {
    admits = false;
    await expect(ChatClient.connect(options())).rejects.toMatchObject({
      code: "CHAT_REFUSED",
      details: { status: 401 },
    });
  });

  test("gets each reply to its own message, whatever is said between them", async () => {
    answer = (message, socket) => {
      socket.send(JSON.stringify(said(message.action === "ack" ? message.seq : 1)));
      return message.action === "ack" ? { type: "acknowledged", seq: message.seq } : pong;
    };
    const chat = await ChatClient.connect(options());
    const replies = await Promise.all([
      chat.send({ action: "ack", seq: 1 }),
      chat.send({ action: "ping" }),
      chat.send({ action: "ack", seq: 2 }),
    ]);
    expect(replies).toEqual([{ type: "acknowledged", seq: 1 }, pong, { type: "acknowledged", seq: 2 }]);
    chat.close();
  });

  test("gives each message out once and in order", async () => {
    const chat = await ChatClient.connect({ ...options(), after: 1 });
    const heard: number[] = [];
    const stop = chat.onMessage(({ seq }) => heard.push(seq));
    for (const seq of [1, 2, 2, 3]) sockets[0]?.send(JSON.stringify(said(seq)));
    await chat.send({ action: "ping" });
    stop();
    sockets[0]?.send(JSON.stringify(said(4)));
    await chat.send({ action: "ping" });
    expect([heard, chat.seen]).toEqual([[2, 3], 4]);
    chat.close();
  });

  test("fetches what came before a message that overtook it", async () => {
    answer = ({ action }) =>
      action === "resume" ? { type: "replayed", messages: [said(1), said(2), said(3)], more: false } : pong;
    const chat = await ChatClient.connect(options());
    const heard: number[] = [];
    chat.onMessage(({ seq }) => heard.push(seq));
    sockets[0]?.send(JSON.stringify(said(3)));
    await chat.send({ action: "ping" });
    await settled();
    expect(heard).toEqual([1, 2, 3]);
    chat.close();
  });

  test("brings a new token each time that it renews, until it is closed", async () => {
    const brought: (string | undefined)[] = [];
    answer = (message) => {
      if (message.action === "ping") brought.push(message.token);
      return pong;
    };
    const chat = await ChatClient.connect({ ...options(), renewAfterMs: () => 2 });
    while (brought.length < 3) await settled();
    chat.close();
    await chat.closed;
    const { length } = brought;
    await settled();
    expect(brought).toHaveLength(length);
    expect(brought.slice(0, 3)).toEqual(["token-2", "token-3", "token-4"]);
  });

  test("says what it cannot read, and what was lost with it", async () => {
    answer = () => ({ type: "surprise" });
    const chat = await ChatClient.connect(options());
    await expect(chat.send({ action: "ping" })).rejects.toMatchObject({ code: "CHAT_UNREADABLE" });
    answer = (_message, socket) => {
      socket.close(1011);
      return null;
    };
    await expect(chat.send({ action: "ping" })).rejects.toMatchObject({ code: "CHAT_CLOSED" });
    await expect(chat.send({ action: "ping" })).rejects.toMatchObject({ code: "CHAT_CLOSED" });
  });

  test("has everything replayed, page after page", async () => {
    answer = (message) =>
      message.action === "resume"
        ? { type: "replayed", messages: [said(message.after + 1)], more: message.after < 2 }
        : pong;
    const chat = await ChatClient.connect(options());
    const heard: number[] = [];
    chat.onMessage(({ seq }) => heard.push(seq));
    await chat.resume();
    expect(heard).toEqual([1, 2, 3]);
    chat.close();
  });
});

describe("a chat that outlives its sockets", () => {
  test("connects again with another token, fetches what it missed, and sends again what was cut off", async () => {
    let cut = false;
    answer = (message, socket) => {
      if (message.action === "resume") return { type: "replayed", messages: [said(message.after + 1)], more: false };
      if (cut) return pong;
      cut = true;
      socket.terminate();
      return null;
    };
    const watched: string[] = [];
    const chat = await LastingChat.connect(options(), {
      lost: () => watched.push("lost"),
      back: () => watched.push("back"),
    });
    const heard: number[] = [];
    chat.onMessage(({ seq }) => heard.push(seq));
    expect(await chat.send({ action: "ping" })).toEqual(pong);
    expect([heard, await chat.seen(), watched]).toEqual([[1], 1, ["lost", "back"]]);
    expect(handshakes.map(({ protocols }) => protocols)).toEqual([
      "agentic-pm.v1,bearer.token-1",
      "agentic-pm.v1,bearer.token-2",
    ]);
    await chat.close();
  });

  test("is given up when the employee can no longer sign in", async () => {
    let isOver = false;
    const token = async () => {
      if (isOver) throw new AppError("SIGN_IN_REFUSED", { cause: "The session has ended.", remedy: "Sign in." });
      return "token";
    };
    let giveUp: (error: unknown) => void = () => undefined;
    const givenUp = new Promise((resolve) => (giveUp = resolve));
    const chat = await LastingChat.connect({ ...options(), token }, { givenUp: giveUp });
    isOver = true;
    sockets[0]?.terminate();
    expect(await givenUp).toMatchObject({ code: "SIGN_IN_REFUSED" });
    await expect(chat.send({ action: "ping" })).rejects.toMatchObject({ code: "SIGN_IN_REFUSED" });
    await chat.close();
  });

  test("is given up at once when its session was ended: no handshake with it is let through", async () => {
    let giveUp: (error: unknown) => void = () => undefined;
    const givenUp = new Promise((resolve) => (giveUp = resolve));
    const chat = await LastingChat.connect(options(), { givenUp: giveUp });
    [admits, refusal] = [false, 403];
    sockets[0]?.terminate();
    expect(await givenUp).toMatchObject({ code: "CHAT_REFUSED", details: { status: 403 } });
    expect(tokens).toBe(2);
    await chat.close();
  });
});
