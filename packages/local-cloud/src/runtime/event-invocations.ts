import { randomUUID } from "node:crypto";
import { openDurableMap, type DurableMap } from "../state/durable-map.ts";
import type { InvocationResult } from "./invocation-result.ts";

/** An event that was accepted and is not done yet. */
interface PendingEvent {
  readonly functionName: string;
  readonly payload: string;
  readonly failures: number;
  /** Epoch milliseconds before which it is not tried again. */
  readonly notBefore: number;
}

export interface EventInvocationPorts {
  readonly invoke: (functionName: string, request: { payload: string; requestId: string }) => Promise<InvocationResult>;
  /** Told of an event that failed for the last time. */
  readonly onDropped: (event: { functionName: string; requestId: string; payload: string; reason: string }) => void;
}

/** Lambda waits a minute before the first retry of an event and two before the second. */
const RETRY_DELAYS_MS: readonly number[] = [60_000, 120_000];

/** Asynchronous invocations: on disk when accepted, tried three times, taken up again after a kill. */
export class EventInvocations {
  readonly #pending: DurableMap<PendingEvent>;
  readonly #ports: EventInvocationPorts;
  readonly #retryDelaysMs: readonly number[];
  readonly #timers = new Set<NodeJS.Timeout>();
  #closed = false;

  private constructor(pending: DurableMap<PendingEvent>, ports: EventInvocationPorts, delays: readonly number[]) {
    this.#pending = pending;
    this.#ports = ports;
    this.#retryDelaysMs = delays;
  }

  static async open(file: string, ports: EventInvocationPorts, delays = RETRY_DELAYS_MS): Promise<EventInvocations> {
    return new EventInvocations(await openDurableMap<PendingEvent>(file), ports, delays);
  }

  get size(): number {
    return this.#pending.size;
  }

  /** Takes up what an earlier run had accepted. */
  resume(): void {
    for (const requestId of this.#pending.keys()) this.#schedule(requestId);
  }

  /** Accepts an event; it is on disk when this returns. Gives the request id. */
  accept(functionName: string, payload: string): string {
    const requestId = randomUUID();
    this.#pending.put(requestId, { functionName, payload, failures: 0, notBefore: 0 });
    this.#schedule(requestId);
    return requestId;
  }

  close(): void {
    this.#closed = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#pending.close();
  }

  #schedule(requestId: string): void {
    const wait = Math.max(0, (this.#pending.get(requestId)?.notBefore ?? 0) - Date.now());
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      void this.#attempt(requestId);
    }, wait);
    this.#timers.add(timer);
  }

  async #attempt(requestId: string): Promise<void> {
    const event = this.#pending.get(requestId);
    if (event === undefined) return;
    const reason = await this.#failureOf(requestId, event);
    // A close ends the workers: what failed because of it was never tried.
    if (this.#closed) return;
    if (reason === undefined) {
      this.#pending.remove(requestId);
      return;
    }
    const delay = this.#retryDelaysMs[event.failures];
    if (delay === undefined) {
      this.#pending.remove(requestId);
      this.#ports.onDropped({ functionName: event.functionName, requestId, payload: event.payload, reason });
      return;
    }
    this.#pending.put(requestId, { ...event, failures: event.failures + 1, notBefore: Date.now() + delay });
    this.#schedule(requestId);
  }

  async #failureOf(requestId: string, event: PendingEvent): Promise<string | undefined> {
    try {
      const result = await this.#ports.invoke(event.functionName, { payload: event.payload, requestId });
      return result.functionError === undefined ? undefined : result.payload;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }
}
