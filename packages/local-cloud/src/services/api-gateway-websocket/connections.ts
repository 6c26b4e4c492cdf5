import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { RawData, WebSocket } from "ws";
import type { GatewayParts } from "./admit-connection.ts";
import { Connection, type Ending } from "./connection.ts";
import { FrameWatch } from "./frame-watch.ts";
import { disconnectEvent, messageEvent, type ConnectionFacts } from "./gateway-event.ts";
import { invokeRoute } from "./invoke-route.ts";
import { askedRoute } from "./route-selection.ts";

/** A handshake that went through. */
export interface OpenedSocket {
  readonly facts: ConnectionFacts;
  readonly authorizer: Readonly<Record<string, string>> | undefined;
  readonly socket: WebSocket;
  readonly request: IncomingMessage;
}

/** The open connections of all APIs: their messages go to routes, and what routes answer goes back. */
export class Connections {
  readonly #gateway: GatewayParts;
  readonly #open = new Map<string, Connection>();
  #isOver = false;

  constructor(gateway: GatewayParts) {
    this.#gateway = gateway;
  }

  get size(): number {
    return this.#open.size;
  }

  /** The connection, where it is one of this stage and open. */
  find(apiId: string, stageName: string, connectionId: string): Connection | undefined {
    const connection = this.#open.get(connectionId);
    const isOfStage = connection?.facts.apiId === apiId && connection.facts.stageName === stageName;
    return isOfStage && connection.isOpen ? connection : undefined;
  }

  /** Takes over a socket whose handshake went through. */
  add(opened: OpenedSocket): void {
    const { facts, socket } = opened;
    const connection = new Connection(opened, this.#gateway);
    this.#open.set(facts.connectionId, connection);
    this.#watchFrames(opened.request.socket, connection);
    socket.on("message", (data, isBinary) => void this.#receive(connection, data, isBinary));
    // The library closes with the code that fits the fault: 1009 for a message that is too large, 1007 for broken text.
    socket.on("error", (error: Error & { code?: string }) => {
      if (error.code === "WS_ERR_UNSUPPORTED_MESSAGE_LENGTH")
        connection.close({ code: 1009, reason: "Message too long" });
    });
    socket.on("close", (code, reason) => {
      this.#open.delete(facts.connectionId);
      const ending = connection.closed(code, reason.toString("utf8"));
      void this.disconnected(facts, ending, connection.authorizer);
    });
  }

  /** Tells `$disconnect`, as well as that goes: nobody hears its answer. */
  async disconnected(
    facts: ConnectionFacts,
    ending: Ending,
    authorizer: Readonly<Record<string, string>> | undefined,
  ): Promise<void> {
    const route = this.#gateway.apis.route(facts.apiId, "$disconnect");
    if (route === undefined || this.#isOver) return;
    const event = disconnectEvent(facts, ending, this.#more(authorizer));
    await invokeRoute(route, event, { ...this.#gateway, stageName: facts.stageName });
  }

  /** Begins to close every connection, as for a gateway that goes away; `$disconnect` is not told any more. */
  closeAll(): void {
    this.#isOver = true;
    for (const connection of this.#open.values()) connection.close({ code: 1001, reason: "Going away" });
  }

  async #receive(connection: Connection, data: RawData, isBinary: boolean): Promise<void> {
    if (!connection.isOpen) return;
    connection.touch();
    if (isBinary) {
      connection.close({ code: 1003, reason: "Binary frames are not supported" });
      return;
    }
    const reply = await this.#replyTo(connection, textOf(data));
    if (reply !== undefined) await connection.send(Buffer.from(reply)).catch(() => undefined);
  }

  async #replyTo({ facts, authorizer }: Connection, body: string): Promise<string | undefined> {
    const { apis } = this.#gateway;
    const asked = askedRoute(body, apis.apis.get(facts.apiId)?.routeSelection ?? []);
    const chosen = asked === undefined ? undefined : apis.route(facts.apiId, asked);
    const route = chosen ?? apis.route(facts.apiId, "$default");
    const { routeKey = "$default" } = route ?? {};
    const event = messageEvent(facts, { routeKey, body }, this.#more(authorizer));
    const { requestId } = event.requestContext;
    const failure = (message: string): string =>
      JSON.stringify({ message, connectionId: facts.connectionId, requestId });
    if (route === undefined) return failure("Forbidden");
    const answer = await invokeRoute(route, event, { ...this.#gateway, stageName: facts.stageName });
    if (answer.kind === "timed-out") return failure("Endpoint request timed out");
    if (answer.kind !== "answered") return failure("Internal server error");
    return apis.answers(route.routeId) ? answer.body : undefined;
  }

  #watchFrames(stream: Duplex, connection: Connection): void {
    const { frameBytes } = this.#gateway.limits;
    const watch = new FrameWatch(frameBytes, () => connection.close({ code: 1009, reason: "Frame too long" }));
    // Before the library's own listener: a message is not taken whose frame was too large.
    stream.prependListener("data", (chunk: Buffer) => watch.take(chunk));
  }

  #more(authorizer: Readonly<Record<string, string>> | undefined) {
    const now = this.#gateway.clock.now();
    return authorizer === undefined ? { now } : { now, authorizer };
  }
}

function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString("utf8");
  return data instanceof ArrayBuffer ? Buffer.from(data).toString("utf8") : data.toString("utf8");
}
