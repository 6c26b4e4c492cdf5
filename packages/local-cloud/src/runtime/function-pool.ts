import { AwsError } from "../gateway/aws-error.ts";
import type { FunctionConfiguration } from "./function-configuration.ts";
import { FunctionSlot, type InvocationRequest } from "./function-slot.ts";
import type { InvocationResult } from "./invocation-result.ts";
import type { RuntimeLimits, RuntimePorts } from "./runtime-ports.ts";

interface WaitingCaller {
  /** By the process's own clock, in ms. */
  readonly since: number;
  give(slot: FunctionSlot): void;
  refuse(error: AwsError): void;
}

const LOOK_AGAIN_MS = 10;

/**
 * The environments of one function: one invocation each at a time, more up to a limit, the rest waits its turn. Another
 * one is started while none is loading, for a caller that has waited as long as loading the slowest so far took: then
 * it has cost as much not to have it. AWS, which has cores to spare, starts one at once.
 */
export class FunctionPool {
  readonly configuration: FunctionConfiguration;
  readonly #ports: RuntimePorts;
  readonly #limits: RuntimeLimits;
  readonly #idle: FunctionSlot[] = [];
  readonly #busy = new Set<FunctionSlot>();
  readonly #waiting: WaitingCaller[] = [];
  #growing: NodeJS.Timeout | undefined;
  /** The longest that loading an environment has taken, in ms. */
  #slowestLoadMs = 0;
  #loadedAt = 0;
  #retired = false;
  #ended = false;

  constructor(configuration: FunctionConfiguration, ports: RuntimePorts, limits: RuntimeLimits) {
    this.configuration = configuration;
    this.#ports = ports;
    this.#limits = limits;
  }

  get environments(): number {
    return this.#idle.length + this.#busy.size;
  }

  /**
   * Runs the function once.
   * @throws AwsError TooManyRequestsException when too many callers wait already, ServiceException once it has ended.
   */
  async invoke(request: InvocationRequest): Promise<InvocationResult> {
    const slot = await this.#take();
    try {
      return await slot.invoke(request);
    } finally {
      this.#giveBack(slot);
    }
  }

  /** Ends environments that had nothing to do for the idle time. */
  reap(now: number): void {
    const idleLong = this.#idle.filter((slot) => now - slot.idleSince >= this.#limits.idleMs);
    for (const slot of idleLong) this.#drop(slot);
  }

  /** Ends idle environments now and busy ones after their invocation: the function was changed or removed. */
  retire(): void {
    this.#retired = true;
    for (const slot of this.#idle.slice()) this.#drop(slot);
  }

  /** Ends every environment at once and refuses the callers that wait: nothing is started any more. */
  async terminate(): Promise<void> {
    this.#retired = true;
    this.#ended = true;
    clearTimeout(this.#growing);
    for (const caller of this.#waiting.splice(0)) caller.refuse(hasEnded());
    await Promise.all([...this.#idle, ...this.#busy].map((slot) => slot.terminate()));
  }

  async #take(): Promise<FunctionSlot> {
    if (this.#ended) throw hasEnded();
    const slot = this.#takeIdle() ?? (this.#busy.size === 0 ? this.#start() : undefined);
    if (slot !== undefined) return slot;
    if (this.#maximum === 0 || this.#waiting.length >= this.#limits.queuedPerFunction) {
      throw new AwsError("TooManyRequestsException", "Rate Exceeded.", {
        status: 429,
        members: { Reason: "ReservedFunctionConcurrentInvocationLimitExceeded" },
      });
    }
    return await new Promise<FunctionSlot>((give, refuse) => {
      this.#waiting.push({ since: performance.now(), give, refuse });
      this.#growLater();
    });
  }

  /** Sees to it that the first of those who wait gets an environment of its own once its time is over. */
  #growLater(): void {
    if (this.#waiting.length === 0 || this.#growing !== undefined || this.#busy.size >= this.#maximum) return;
    this.#growing = setTimeout(
      () => {
        this.#growing = undefined;
        this.#grow();
      },
      Math.max(this.#patienceLeftMs, LOOK_AGAIN_MS),
    );
  }

  #grow(): void {
    const isLoading = [...this.#busy].some((slot) => slot.isLoading);
    const slot = isLoading || this.#patienceLeftMs > 0 ? undefined : this.#start();
    if (slot !== undefined) this.#waiting.shift()?.give(slot);
    this.#growLater();
  }

  /** How long the first of those who wait has to go on, in ms. What was waited for loading does not count. */
  get #patienceLeftMs(): number {
    const [first] = this.#waiting;
    if (first === undefined) return Infinity;
    const patienceMs = Math.max(this.#limits.anotherAfterMs, this.#slowestLoadMs);
    return Math.max(first.since, this.#loadedAt) + patienceMs - performance.now();
  }

  get #maximum(): number {
    return Math.min(this.#limits.environmentsPerFunction, this.configuration.reservedConcurrency ?? Infinity);
  }

  #takeIdle(): FunctionSlot | undefined {
    for (let slot = this.#idle.pop(); slot !== undefined; slot = this.#idle.pop()) {
      if (this.#isFresh(slot)) {
        this.#busy.add(slot);
        return slot;
      }
      void slot.terminate();
    }
    return undefined;
  }

  #start(): FunctionSlot | undefined {
    if (this.#busy.size >= this.#maximum) return undefined;
    const slot = new FunctionSlot(this.configuration, this.#ports);
    this.#busy.add(slot);
    void slot.loaded.then((tookMs) => {
      this.#slowestLoadMs = Math.max(this.#slowestLoadMs, tookMs);
      this.#loadedAt = performance.now();
    });
    return slot;
  }

  #giveBack(slot: FunctionSlot): void {
    this.#busy.delete(slot);
    const keeps = this.#isFresh(slot) && !(this.#retired && this.#waiting.length === 0);
    if (keeps) this.#idle.push(slot);
    else void slot.terminate();
    const next = this.#waiting.shift();
    if (next === undefined) return;
    const free = this.#takeIdle() ?? this.#start();
    if (free === undefined) this.#waiting.unshift(next);
    else next.give(free);
  }

  #drop(slot: FunctionSlot): void {
    this.#idle.splice(this.#idle.indexOf(slot), 1);
    void slot.terminate();
  }

  #isFresh(slot: FunctionSlot): boolean {
    return slot.usable && slot.credentialsEnd - Date.now() > this.#limits.credentialsMarginMs;
  }
}

function hasEnded(): AwsError {
  return new AwsError("ServiceException", "The function's environments are being ended.", { status: 500 });
}
