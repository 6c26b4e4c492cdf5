/** Runs what must be ended, the latest opened first; a failure of one does not keep the others open. */
export class Closing {
  readonly #tasks: (() => void | Promise<void>)[] = [];
  #done: Promise<void> | undefined;

  add(task: () => void | Promise<void>): void {
    this.#tasks.push(task);
  }

  /** Throws the first error, after everything was tried. A second call waits for the first. */
  async run(): Promise<void> {
    this.#done ??= this.#runAll();
    await this.#done;
  }

  async #runAll(): Promise<void> {
    const errors: unknown[] = [];
    for (const task of this.#tasks.toReversed()) {
      try {
        await task();
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw errors[0];
  }
}
