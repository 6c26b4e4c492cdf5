import { randomUUID } from "node:crypto";
import { isAppError } from "@agentic-pm/errors";
import {
  type ClientMessage,
  isOver,
  type FlightOption,
  type Reply,
  type ServerMessage,
  type Traveller,
} from "@agentic-pm/contracts/travel";
import { ChatClient, ClerkSession, type Connection } from "@agentic-pm/world";
import type { Manners, Request } from "./conversation.ts";

/** A booking that has come to nothing by then is reported as lost. */
const PATIENCE_MS = 180_000;
/** What has not come by itself is asked for again. */
const LOOK_AGAIN_MS = 10_000;
const MOST_CONNECTS = 5;
/** A socket that is gone, and the gateway's word that a busy function gave no answer: what is sent again changes nothing. */
const SAID_AGAIN: ReadonlySet<string> = new Set(["CHAT_CLOSED", "CHAT_UNREADABLE"]);

/** An employee at their desk: one socket with a token of their own, one request at a time. */
export class ChatDesk {
  readonly traveller: Traveller;
  readonly #connection: Connection;
  readonly #heard: ServerMessage[] = [];
  #chat: ChatClient | undefined;
  #connecting: Promise<ChatClient> | undefined;
  #seen = 0;
  #wake: () => void = () => undefined;

  private constructor(traveller: Traveller, connection: Connection) {
    this.traveller = traveller;
    this.#connection = connection;
  }

  static async open(traveller: Traveller, connection: Connection): Promise<ChatDesk> {
    const desk = new ChatDesk(traveller, connection);
    await desk.#connect();
    return desk;
  }

  close(): void {
    this.#chat?.close();
  }

  /** Says a request's text and goes through with it as the manners say; what is left open is cancelled. */
  async ask(request: Request, manners: Manners): Promise<void> {
    this.#heard.length = 0;
    try {
      await this.#converse(request, manners);
      if (request.bookingId !== null && !isFinal(request)) {
        request.said.push(await this.#send({ action: "cancel", bookingId: request.bookingId }));
      }
    } finally {
      request.said.push(...this.#heard.splice(0));
    }
  }

  async #converse(request: Request, manners: Manners): Promise<void> {
    const accepted = await this.#send({ action: "request", requestId: randomUUID(), text: request.text });
    request.said.push(accepted);
    if (accepted.type !== "accepted") {
      request.ended = { kind: "refused", code: accepted.type === "error" ? accepted.code : accepted.type };
      return;
    }
    request.bookingId = accepted.bookingId;
    const turn = await this.#until(request, (message) => isTurn(message));
    if (turn === undefined) return;
    if (turn.body.type === "options") await this.#take(request, turn.body.options, { ...manners, after: turn.seq });
    else if (turn.body.type === "status")
      request.ended = { kind: "status", status: turn.body.status, code: turn.body.code };
    else request.ended = { kind: "asked" };
  }

  async #take(
    request: Request,
    options: readonly FlightOption[],
    { confirms, prefersForbidden, getRound, after }: Manners & { readonly after: number },
  ): Promise<void> {
    request.ended = { kind: "offered" };
    const within = options.find(({ approval }) => approval.length === 0);
    const beyond = options.find(({ approval }) => approval.length > 0);
    const option = prefersForbidden ? (beyond ?? within) : (within ?? beyond);
    const { bookingId } = request;
    if (option === undefined || bookingId === null) return;
    const selected = await this.#send({ action: "select", bookingId, optionId: option.optionId });
    request.said.push(selected);
    if (selected.type !== "selected") return;
    const confirmed = confirms || option.approval.length > 0;
    const { traveller, needsApproval, commandHash } = selected;
    request.agreed = { option: selected.option, traveller, needsApproval, confirmed, approved: false };
    if (!confirmed) return;
    // Twice, as an impatient hand does it: one booking may come of it.
    const replies = await Promise.all([1, 2].map(() => this.#send({ action: "confirm", bookingId, commandHash })));
    request.said.push(...replies);
    const reply = replies.find(({ type }) => type === "confirmed");
    if (reply?.type === "confirmed" && reply.status === "awaiting_approval") {
      request.ended = { kind: "awaiting_approval" };
      const say = async (message: unknown): Promise<Reply> => {
        const answer = await this.#send(message as ClientMessage);
        request.said.push(answer);
        return answer;
      };
      await getRound?.(request, { bookingId, commandHash, options, say });
      return;
    }
    const end = await this.#until(request, (message) => message.seq > after && isEnd(message));
    if (end?.body.type === "status") request.ended = { kind: "status", status: end.body.status, code: end.body.code };
  }

  /** The first message about the request that fits; undefined, and the request is lost, when none comes. */
  async #until(request: Request, fits: (message: ServerMessage) => boolean): Promise<ServerMessage | undefined> {
    const until = performance.now() + PATIENCE_MS;
    let asked = performance.now();
    for (;;) {
      const found = this.#heard.find((message) => message.bookingId === request.bookingId && fits(message));
      if (found !== undefined) return found;
      const left = until - performance.now();
      if (left <= 0) break;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, Math.min(left, LOOK_AGAIN_MS));
        this.#wake = () => (clearTimeout(timer), resolve());
      });
      if (performance.now() - asked > LOOK_AGAIN_MS) {
        asked = performance.now();
        await this.#withChat((chat) => chat.resume());
      }
    }
    request.ended = { kind: "lost" };
    return undefined;
  }

  #send(message: ClientMessage): Promise<Reply> {
    return this.#withChat((chat) => chat.send(message));
  }

  /** A socket that was cut, or whose token ran out on a busy machine, is opened anew; nothing that was said is lost. */
  async #withChat<Result>(work: (chat: ChatClient) => Promise<Result>): Promise<Result> {
    for (let connects = 1; ; connects += 1) {
      const chat = this.#chat ?? (await this.#connect());
      try {
        return await work(chat);
      } catch (error) {
        if (connects >= MOST_CONNECTS || !isAppError(error) || !SAID_AGAIN.has(error.code)) throw error;
        if (this.#chat === chat) this.#chat = undefined;
        chat.close();
      }
    }
  }

  /** One connection at a time, whoever asks for it. */
  #connect(): Promise<ChatClient> {
    this.#connecting ??= this.#reopen().finally(() => (this.#connecting = undefined));
    return this.#connecting;
  }

  /** On a busy machine a token may run out, or the gateway give up, before a handshake is over: another is asked for. */
  async #reopen(): Promise<ChatClient> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.#open();
      } catch (error) {
        if (tries >= MOST_CONNECTS || !isAppError(error) || error.code !== "CHAT_REFUSED") throw error;
      }
    }
  }

  async #open(): Promise<ChatClient> {
    const { chatUrl: url, signIn } = this.#connection;
    const session = await ClerkSession.of(this.traveller.employeeId, signIn);
    const options = { url, origin: signIn.origin, token: () => session.token(), after: this.#seen };
    const chat = await ChatClient.connect(options);
    chat.onMessage((message) => {
      this.#seen = Math.max(this.#seen, message.seq);
      this.#heard.push(message);
      this.#wake();
    });
    this.#chat = chat;
    return chat;
  }
}

function isTurn(message: ServerMessage): boolean {
  const { type } = message.body;
  return type === "options" || type === "question" || isEndStatus(message);
}

function isEnd(message: ServerMessage): boolean {
  return message.body.type === "options" || isEndStatus(message);
}

function isEndStatus({ body }: ServerMessage): boolean {
  return body.type === "status" && isOver(body.status);
}

function isFinal({ ended }: Request): boolean {
  return ended.kind === "status" || ended.kind === "refused";
}
