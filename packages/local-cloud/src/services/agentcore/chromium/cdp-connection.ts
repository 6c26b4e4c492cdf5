import { once } from "node:events";
import { WebSocket } from "ws";

type Members = Readonly<Record<string, unknown>>;

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Members;
  readonly result?: Members;
  readonly error?: { readonly message: string };
}

/** A connection of our own to a browser's debugging address, beside those of its users. */
export class CdpConnection {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, { resolve(result: Members): void; reject(error: Error): void }>();
  readonly #listeners = new Map<string, (params: Members) => void>();
  #lastId = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on("message", (text: Buffer) => this.#receive(JSON.parse(text.toString("utf8")) as Message));
    socket.on("error", () => socket.terminate());
    socket.on("close", () => {
      for (const { reject } of this.#waiting.values()) reject(new Error("The browser hung up."));
      this.#waiting.clear();
    });
  }

  static async open(url: string): Promise<CdpConnection> {
    const socket = new WebSocket(url, { perMessageDeflate: false, maxPayload: 256 * 1024 * 1024 });
    await once(socket, "open");
    return new CdpConnection(socket);
  }

  send(method: string, params: Members = {}, sessionId?: string): Promise<Members> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#socket.send(JSON.stringify({ id, method, params, ...(sessionId === undefined ? {} : { sessionId }) }));
    });
  }

  on(method: string, listener: (params: Members) => void): void {
    this.#listeners.set(method, listener);
  }

  onClose(listener: () => void): void {
    this.#socket.on("close", listener);
  }

  /** The target id of the page that was opened last. */
  async firstPage(): Promise<string | undefined> {
    const { targetInfos } = await this.send("Target.getTargets");
    if (!Array.isArray(targetInfos)) return undefined;
    const page = (targetInfos as readonly Members[]).find(({ type }) => type === "page");
    return typeof page?.["targetId"] === "string" ? page["targetId"] : undefined;
  }

  close(): void {
    this.#socket.close();
  }

  #receive({ id, method, params, result, error }: Message): void {
    if (id === undefined) {
      if (method !== undefined) this.#listeners.get(method)?.(params ?? {});
      return;
    }
    const call = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error === undefined) call?.resolve(result ?? {});
    else call?.reject(new Error(error.message));
  }
}
