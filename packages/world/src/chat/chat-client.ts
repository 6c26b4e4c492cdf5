import { randomUUID } from "node:crypto";
import { type ClientMessage, Reply, ServerMessage, SUBPROTOCOL } from "@agentic-pm/contracts/travel";
import { AppError } from "@agentic-pm/errors";
import { WebSocket } from "ws";

export interface ChatOptions {
  /** `ws://…/<stage>` or `wss://…`. */
  readonly url: string;
  readonly origin: string;
  readonly token: () => Promise<string>;
  /** The highest `seq` that was seen before: what came after it is asked for again. */
  readonly after?: number;
  /** How long until the next renewal, in ms. Default: some time between 25 and 45 s, another one each time. */
  readonly renewAfterMs?: () => number;
}

type Waiting = { resolve: (reply: Reply) => void; reject: (error: Error) => void };
/** A token lives for a minute. Who came together does not renew together: the herd would wait for itself. */
const RENEW_MS = { least: 25_000, most: 45_000 };
const someTime = (): number => RENEW_MS.least + Math.random() * (RENEW_MS.most - RENEW_MS.least);

/**
 * An employee's end of the chat. Messages are given out once and in order of `seq`; what was lost while the socket was
 * gone is fetched by `resume`. One request is under way at a time, so that a reply belongs to it.
 */
export class ChatClient {
  readonly #socket: WebSocket;
  readonly #options: ChatOptions;
  readonly #waiting: Waiting[] = [];
  readonly #listeners = new Set<(message: ServerMessage) => void>();
  #renewal: NodeJS.Timeout | undefined;
  /** Resolves with the reason once the socket is gone, by whomever. */
  readonly closed: Promise<Error>;
  readonly #early: ServerMessage[] = [];
  #turn: Promise<unknown> = Promise.resolve();
  #seen: number;

  private constructor(socket: WebSocket, options: ChatOptions) {
    this.#socket = socket;
    this.#options = options;
    this.#seen = options.after ?? 0;
    socket.on("message", (data: Buffer) => this.#receive(data.toString("utf8")));
    this.closed = new Promise((resolve) => {
      socket.on("close", (code, reason) => {
        const error = closed(code, reason.toString("utf8"));
        this.#ended(error);
        resolve(error);
      });
    });
    // A close follows, and says it.
    socket.on("error", () => undefined);
  }

  /** Opens the socket with a token in the subprotocol. Throws CHAT_REFUSED when the handshake is. */
  static async connect(options: ChatOptions): Promise<ChatClient> {
    const protocols = [SUBPROTOCOL, `bearer.${await options.token()}`];
    const socket = new WebSocket(options.url, protocols, { origin: options.origin, perMessageDeflate: false });
    const client = new ChatClient(socket, options);
    await new Promise<void>((resolve, reject) => {
      socket.once("open", resolve);
      socket.once("unexpected-response", (request, answer) => {
        reject(refused(answer.statusCode ?? 0));
        answer.resume();
        request.destroy();
      });
      socket.once("error", reject);
    });
    client.#renewLater();
    return client;
  }

  /** The highest `seq` that was given out. */
  get seen(): number {
    return this.#seen;
  }

  /** Calls for every message from now on; answers how to stop that. */
  onMessage(listener: (message: ServerMessage) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Resolves with the first message that fits, among those still to come. */
  next(fits: (message: ServerMessage) => boolean): Promise<ServerMessage> {
    return new Promise((resolve) => {
      const stop = this.onMessage((message) => {
        if (!fits(message)) return;
        stop();
        resolve(message);
      });
    });
  }

  /** Sends a message and waits for the reply to it. Throws CHAT_CLOSED when the socket goes first. */
  send(message: ClientMessage): Promise<Reply> {
    const sent = this.#turn.then(() => this.#exchange(message));
    this.#turn = sent.catch(() => undefined);
    return sent;
  }

  /** Asks for a trip, or answers a question about one. */
  request(text: string, bookingId?: Extract<ClientMessage, { action: "request" }>["bookingId"]): Promise<Reply> {
    return this.send({
      action: "request",
      requestId: randomUUID(),
      text,
      ...(bookingId === undefined ? {} : { bookingId }),
    });
  }

  /** Has everything that came after `seen` said again. */
  async resume(): Promise<void> {
    for (;;) {
      const reply = await this.send({ action: "resume", after: this.#seen });
      if (reply.type !== "replayed") return;
      for (const message of reply.messages) this.#give(message);
      if (!reply.more) return;
    }
  }

  /** Keeps the connection past the end of the token that opened it. */
  async renew(): Promise<Reply> {
    return this.send({ action: "ping", token: await this.#options.token() });
  }

  close(): void {
    clearTimeout(this.#renewal);
    this.#socket.close(1000);
  }

  #renewLater(): void {
    const { renewAfterMs = someTime } = this.#options;
    this.#renewal = setTimeout(() => {
      this.#renewLater();
      void this.renew().catch(() => undefined);
    }, renewAfterMs());
    this.#renewal.unref();
  }

  #exchange(message: ClientMessage): Promise<Reply> {
    if (this.#socket.readyState !== WebSocket.OPEN) return Promise.reject(closed(1006, ""));
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#socket.send(JSON.stringify(message));
    });
  }

  #receive(text: string): void {
    const said: unknown = JSON.parse(text);
    const message = ServerMessage.safeParse(said);
    if (message.success) return this.#take(message.data);
    const reply = Reply.safeParse(said);
    if (reply.success) this.#waiting.shift()?.resolve(reply.data);
    else this.#waiting.shift()?.reject(unreadable(text));
  }

  /** Numbers have no gaps: one that is missing was overtaken, or is forgotten; asking again tells. */
  #take(message: ServerMessage): void {
    if (message.seq <= this.#seen + 1) return this.#give(message);
    this.#early.push(message);
    if (this.#early.length > 1) return;
    void this.resume()
      .catch(() => undefined)
      .finally(() => {
        for (const early of this.#early.splice(0).toSorted((one, other) => one.seq - other.seq)) this.#give(early);
      });
  }

  #give(message: ServerMessage): void {
    if (message.seq <= this.#seen) return;
    this.#seen = message.seq;
    for (const listener of Array.from(this.#listeners)) listener(message);
  }

  #ended(error: Error): void {
    clearTimeout(this.#renewal);
    for (const { reject } of this.#waiting.splice(0)) reject(error);
  }
}

function refused(status: number): AppError {
  return new AppError("CHAT_REFUSED", {
    cause: `The chat refused the connection with status ${status}.`,
    remedy: "Sign in again: a token is good for one connection, within half a minute.",
    details: { status },
  });
}

function closed(code: number, reason: string): AppError {
  return new AppError("CHAT_CLOSED", {
    cause: `The chat's socket is closed (${code}${reason === "" ? "" : ` ${reason}`}).`,
    remedy: "Connect again and resume: nothing that was said is lost.",
    details: { code },
    retryable: true,
  });
}

function unreadable(text: string): AppError {
  return new AppError("CHAT_UNREADABLE", {
    cause: `The chat answered what is neither a reply nor a message: ${text.slice(0, 120)}`,
    remedy: "Client and service are of different versions, or the function failed: look at its log.",
  });
}
