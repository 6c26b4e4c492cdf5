import type { ClientMessage, Reply, ServerMessage } from "@agentic-pm/contracts/travel";
import { isAppError } from "@agentic-pm/errors";
import { ChatClient, type ChatOptions } from "./chat-client.ts";

/** Told when the socket is gone, when it is back, and when it will not come back. */
export interface ChatWatcher {
  lost?(): void;
  back?(): void;
  givenUp?(error: unknown): void;
}

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 5_000;
/** Some three quarters of a minute. */
const MOST_ATTEMPTS = 12;

/**
 * A chat that outlives its sockets: a cut one is opened again with a fresh token, what was said meanwhile is fetched,
 * and what was being sent is sent again, which changes nothing where it had arrived.
 */
export class LastingChat {
  readonly #options: ChatOptions;
  readonly #watcher: ChatWatcher;
  readonly #listeners = new Set<(message: ServerMessage) => void>();
  #client: Promise<ChatClient>;
  #closed = false;

  private constructor(client: ChatClient, options: ChatOptions, watcher: ChatWatcher) {
    this.#options = options;
    this.#watcher = watcher;
    this.#client = Promise.resolve(client);
    this.#watch(client);
  }

  /** Throws CHAT_REFUSED. */
  static async connect(options: ChatOptions, watcher: ChatWatcher = {}): Promise<LastingChat> {
    return new LastingChat(await ChatClient.connect(options), options, watcher);
  }

  /** Calls for every message from now on, once and in order; answers how to stop that. */
  onMessage(listener: (message: ServerMessage) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Sends a message and waits for the reply to it. Throws CHAT_CLOSED once the chat is given up or closed. */
  async send(message: ClientMessage): Promise<Reply> {
    for (;;) {
      const client = await this.#client;
      try {
        return await client.send(message);
      } catch (error) {
        if (this.#closed || !isAppError(error) || error.code !== "CHAT_CLOSED") throw error;
        // The close is heard before this: the next turn waits for the new socket.
        if ((await this.#client) === client) await new Promise((resolve) => setImmediate(resolve));
      }
    }
  }

  /** Has everything that came after what was heard said again. */
  async resume(): Promise<void> {
    await (await this.#client).resume();
  }

  /** The highest `seq` that was given out. */
  async seen(): Promise<number> {
    return (await this.#client).seen;
  }

  async close(): Promise<void> {
    this.#closed = true;
    (await this.#client.catch(() => undefined))?.close();
  }

  #watch(client: ChatClient): void {
    client.onMessage((message) => {
      for (const listener of Array.from(this.#listeners)) listener(message);
    });
    void client.closed.then(() => {
      if (this.#closed) return;
      this.#watcher.lost?.();
      this.#client = this.#again(client.seen);
      // Whoever sends next is told; without anybody the process does not die of it.
      this.#client.catch((error: unknown) => this.#watcher.givenUp?.(error));
    });
  }

  async #again(after: number): Promise<ChatClient> {
    for (let attempt = 1; ; attempt += 1) {
      const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempt - 1));
      await new Promise((resolve) => setTimeout(resolve, wait));
      try {
        const client = await ChatClient.connect({ ...this.#options, after });
        this.#watch(client);
        await client.resume();
        this.#watcher.back?.();
        return client;
      } catch (error) {
        if (this.#closed || isFinal(error) || attempt === MOST_ATTEMPTS) throw error;
      }
    }
  }
}

const FORBIDDEN = 403;

/** The session is over, or was never good: another attempt with it changes nothing. */
function isFinal(error: unknown): boolean {
  if (!isAppError(error)) return false;
  return error.code === "SIGN_IN_REFUSED" || (error.code === "CHAT_REFUSED" && error.details?.["status"] === FORBIDDEN);
}
