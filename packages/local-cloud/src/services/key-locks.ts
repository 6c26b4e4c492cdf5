/**
 * Serialises work on items. All keys of one piece of work are queued in the same turn of the event loop,
 * so every key sees the same order and no two pieces of work can wait for each other.
 */
export class KeyLocks {
  private readonly tails = new Map<string, Promise<void>>();

  /** Runs the work once nobody else holds any of the keys. */
  async hold<T>(keys: readonly string[], work: () => Promise<T>): Promise<T> {
    const distinct = [...new Set(keys)];
    const earlier = distinct.map((key) => this.tails.get(key));
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    for (const key of distinct) this.tails.set(key, released);
    try {
      await Promise.all(earlier);
      return await work();
    } finally {
      for (const key of distinct) if (this.tails.get(key) === released) this.tails.delete(key);
      release();
    }
  }
}
