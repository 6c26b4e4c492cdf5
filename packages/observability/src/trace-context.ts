// Stands in for `cls-hooked` under the X-Ray SDK in Lambda bundles: the same namespaces, kept by Node's own
// AsyncLocalStorage. cls-hooked follows every promise through async_hooks, which cost more than a tenth of a function's
// processor time; it has had no release since 2017.
import { AsyncLocalStorage } from "node:async_hooks";

type Context = Record<string, unknown>;

/** Values that follow the flow of control. What is set within `run` is seen by what is called there, not outside. */
export class Namespace {
  readonly #storage = new AsyncLocalStorage<Context>();
  /** What `enter` made current for everything that runs in no `run`: a function has one invocation at a time. */
  #entered: Context = {};

  get active(): Context {
    return this.#storage.getStore() ?? this.#entered;
  }

  createContext(): Context {
    return Object.create(this.active) as Context;
  }

  get(key: string): unknown {
    return this.active[key];
  }

  set<Value>(key: string, value: Value): Value {
    this.active[key] = value;
    return value;
  }

  enter(context: Context): void {
    this.#entered = context;
  }

  exit(): void {
    this.#entered = {};
  }

  /** Calls `work` in a context of its own, and returns that context. */
  run(work: (context: Context) => unknown): Context {
    const context = this.createContext();
    this.#storage.run(context, work, context);
    return context;
  }

  /** Calls `work` in a context of its own, and returns what it returns. */
  runAndReturn<Result>(work: () => Result): Result {
    return this.#storage.run(this.createContext(), work);
  }

  /** The function, to be called in the context that is active now. */
  bind<This, Args extends unknown[], Result>(
    work: (this: This, ...args: Args) => Result,
    context: Context = this.active,
  ): (this: This, ...args: Args) => Result {
    const storage = this.#storage;
    return function bound(...args) {
      return storage.run(context, () => work.apply(this, args));
    };
  }
}

const namespaces = new Map<string, Namespace>();

export function createNamespace(name: string): Namespace {
  const namespace = new Namespace();
  namespaces.set(name, namespace);
  return namespace;
}

export function getNamespace(name: string): Namespace | undefined {
  return namespaces.get(name);
}

export function destroyNamespace(name: string): void {
  namespaces.delete(name);
}
