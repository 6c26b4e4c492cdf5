/** Lets so many executions work at a time; one that waits gives its turn to others. */
export class RunSlots {
  #free: number;
  /** Executions that come back from a wait go before new ones. */
  readonly #returning: (() => void)[] = [];
  readonly #waiting: (() => void)[] = [];

  constructor(count: number) {
    this.#free = count;
  }

  async take(options: { readonly returning: boolean } = { returning: false }): Promise<void> {
    if (this.#free > 0) {
      this.#free -= 1;
      return;
    }
    await new Promise<void>((resolve) => (options.returning ? this.#returning : this.#waiting).push(resolve));
  }

  give(): void {
    const next = this.#returning.shift() ?? this.#waiting.shift();
    if (next === undefined) this.#free += 1;
    else next();
  }
}
