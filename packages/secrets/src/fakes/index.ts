import type { SecretPort } from "../index.ts";

/** A secret with a fixed value, which can be replaced as by a rotation. */
export class FixedSecret<Value> implements SecretPort<Value> {
  readonly id: string;
  fetches = 0;
  invalidations = 0;
  #current: Value;
  #cached: { readonly value: Value } | undefined;

  constructor(id: string, value: Value) {
    this.id = id;
    this.#current = value;
  }

  async get(): Promise<Value> {
    if (this.#cached === undefined) {
      this.fetches += 1;
      this.#cached = { value: this.#current };
    }
    return this.#cached.value;
  }

  invalidate(): void {
    this.invalidations += 1;
    this.#cached = undefined;
  }

  /** Puts a new value, which is seen after the next `invalidate`. */
  rotate(value: Value): void {
    this.#current = value;
  }
}
