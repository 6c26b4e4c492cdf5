import { isUtf8 } from "node:buffer";
import type { WebSocket } from "ws";
import { AwsError } from "../../gateway/aws-error.ts";
import type { ConnectionFacts } from "./gateway-event.ts";
import type { WebSocketClock, WebSocketLimits } from "./limits.ts";

/** How a connection ended, as `$disconnect` hears it. */
export interface Ending {
  readonly code: number;
  readonly reason: string;
}

/** A peer that does not answer the closing handshake is cut off after so many milliseconds. */
const CLOSING_MS = 2_000;
const GOING_AWAY: Ending = { code: 1001, reason: "Going away" };

/** An open WebSocket connection, with its limits of time. */
export class Connection {
  readonly facts: ConnectionFacts;
  readonly authorizer: Readonly<Record<string, string>> | undefined;
  readonly #socket: WebSocket;
  readonly #limits: WebSocketLimits;
  readonly #clock: WebSocketClock;
  readonly #timers = new Map<"idle" | "lifetime", () => void>();
  #lastActiveAt: number;
  #ownEnding: Ending | undefined;

  constructor(
    opened: {
      readonly facts: ConnectionFacts;
      readonly authorizer: Readonly<Record<string, string>> | undefined;
      readonly socket: WebSocket;
    },
    { limits, clock }: { readonly limits: WebSocketLimits; readonly clock: WebSocketClock },
  ) {
    this.facts = opened.facts;
    this.authorizer = opened.authorizer;
    this.#socket = opened.socket;
    this.#limits = limits;
    this.#clock = clock;
    this.#lastActiveAt = clock.now();
    this.#timers.set(
      "lifetime",
      clock.after(limits.lifetimeMs, () => this.close(GOING_AWAY)),
    );
    this.#watchIdleness(limits.idleMs);
  }

  /** When a message last went either way, epoch milliseconds. */
  get lastActiveAt(): number {
    return this.#lastActiveAt;
  }

  /** False as soon as either side has begun to close. */
  get isOpen(): boolean {
    return this.#ownEnding === undefined && this.#socket.readyState === this.#socket.OPEN;
  }

  /** To be called for each message that comes in. */
  touch(): void {
    this.#lastActiveAt = this.#clock.now();
  }

  /**
   * Sends a message, in frames of the largest size; resolves when it has been handed to the operating system.
   * @throws AwsError GoneException, PayloadTooLargeException, LimitExceededException.
   */
  async send(message: Buffer): Promise<void> {
    if (!this.isOpen) throw gone();
    const { frameBytes, messageBytes, unsentBytes } = this.#limits;
    if (message.length > messageBytes) {
      throw new AwsError("PayloadTooLargeException", "Message too long", { status: 413 });
    }
    if (this.#socket.bufferedAmount + message.length > unsentBytes) {
      throw new AwsError("LimitExceededException", "The client's buffer is full", { status: 429 });
    }
    this.touch();
    const binary = !isUtf8(message);
    const frames = Math.max(1, Math.ceil(message.length / frameBytes));
    const sent = Array.from({ length: frames }, (_, at) => {
      const part = message.subarray(at * frameBytes, (at + 1) * frameBytes);
      return this.#sendFrame(part, { binary, fin: at === frames - 1 });
    });
    await Promise.all(sent);
  }

  /** Begins to close; does nothing where that has begun already. */
  close(ending: Ending): void {
    if (this.#ownEnding !== undefined) return;
    this.#ownEnding = ending;
    this.#socket.close(ending.code, ending.reason);
    const cut = this.#clock.after(CLOSING_MS, () => this.#socket.terminate());
    this.#socket.once("close", cut);
  }

  /** To be called once the socket has closed; gives how, in the gateway's words. */
  closed(code: number, reason: string): Ending {
    for (const cancel of this.#timers.values()) cancel();
    if (this.#ownEnding !== undefined) return this.#ownEnding;
    if (code === 1005) return { code, reason: "Client-side close frame status not set" };
    if (code === 1006) return { code, reason: "Connection Closed Abnormally" };
    return { code, reason };
  }

  #sendFrame(part: Buffer, how: { binary: boolean; fin: boolean }): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#socket.send(part, how, (error) => (error ? reject(gone()) : resolve()));
    });
  }

  #watchIdleness(ms: number): void {
    const look = (): void => {
      const left = this.#lastActiveAt + this.#limits.idleMs - this.#clock.now();
      if (left <= 0) this.close(GOING_AWAY);
      else this.#watchIdleness(left);
    };
    this.#timers.set("idle", this.#clock.after(ms, look));
  }
}

/** What is answered about a connection that is not there any more. */
export function gone(): AwsError {
  return new AwsError("GoneException", "Gone", { status: 410 });
}
