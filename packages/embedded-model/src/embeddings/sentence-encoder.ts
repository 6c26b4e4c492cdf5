import { Worker } from "node:worker_threads";
import type { EncodeAnswer, EncodeRequest } from "./encoder-messages.ts";

/** The worker and its 160 MB are given back when nothing was asked for so long. */
const IDLE_MS = 60_000;

interface Waiting {
  readonly resolve: (vector: readonly number[]) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Universal Sentence Encoder Lite in a worker of its own that starts with the first text and ends when it is idle, so
 * that a cloud that embeds nothing pays nothing. It keeps no process alive by itself.
 */
export class SentenceEncoder {
  #worker: Worker | null = null;
  #idle: NodeJS.Timeout | null = null;
  #nextId = 0;
  readonly #waiting = new Map<number, Waiting>();

  /** 512 numbers of length 1. Rejects when the worker ends. */
  encode(text: string): Promise<readonly number[]> {
    const { promise, resolve, reject } = Promise.withResolvers<readonly number[]>();
    const id = this.#nextId++;
    this.#waiting.set(id, { resolve, reject });
    const request: EncodeRequest = { id, text };
    const worker = this.#running();
    worker.ref();
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker thread, not a window
    worker.postMessage(request);
    return promise;
  }

  /** Ends the worker; what is still waited for is rejected. */
  async close(): Promise<void> {
    if (this.#idle !== null) clearTimeout(this.#idle);
    const worker = this.#worker;
    this.#worker = null;
    await worker?.terminate();
    this.#rejectAll(new Error("The sentence encoder was closed."));
  }

  #running(): Worker {
    if (this.#idle !== null) clearTimeout(this.#idle);
    if (this.#worker !== null) return this.#worker;
    // What the process was started with (loaders, test runners) is of no use to the encoder.
    const worker = new Worker(new URL("./encoder-worker.ts", import.meta.url), { execArgv: [] });
    worker.on("message", (answer: EncodeAnswer) => this.#settle(answer));
    worker.on("error", (error) => this.#lost(worker, error instanceof Error ? error : new Error(String(error))));
    worker.on("exit", () => this.#lost(worker, new Error("The sentence encoder's worker ended.")));
    this.#worker = worker;
    return worker;
  }

  #settle(answer: EncodeAnswer): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if ("vector" in answer) waiting?.resolve(answer.vector);
    else waiting?.reject(new Error(answer.failed));
    if (this.#waiting.size > 0) return;
    this.#worker?.unref();
    this.#idle = setTimeout(() => void this.close(), IDLE_MS);
    this.#idle.unref();
  }

  #lost(worker: Worker, error: Error): void {
    if (this.#worker !== worker) return;
    this.#worker = null;
    this.#rejectAll(error);
  }

  #rejectAll(error: Error): void {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
