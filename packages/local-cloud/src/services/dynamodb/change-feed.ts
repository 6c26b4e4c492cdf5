import { isDeepStrictEqual } from "node:util";
import type { Item } from "./item.ts";

/** One committed change of an item, in the order of commits for its table. */
export interface ItemChange {
  /** Counts up by one per table from 1 since the service was opened. */
  readonly sequence: number;
  readonly tableName: string;
  readonly kind: "INSERT" | "MODIFY" | "REMOVE";
  readonly keys: Item;
  readonly oldImage?: Item;
  readonly newImage?: Item;
  /** True where the sweep of expired items removed it, as a stream's userIdentity would say. */
  readonly byTimeToLive: boolean;
}

export type ChangeListener = (change: ItemChange) => void;

/** A change before it has its place in the feed. */
export interface UncountedChange {
  readonly tableName: string;
  readonly keys: Item;
  readonly before: Item | undefined;
  readonly after: Item | undefined;
  readonly byTimeToLive: boolean;
}

/** Tells each table's listeners what was committed. A write that changes nothing is no change, as in DynamoDB Streams. */
export class ChangeFeed {
  private readonly listeners = new Map<string, Set<ChangeListener>>();
  private readonly sequences = new Map<string, number>();

  /** Listens to one table; returns the function that stops it. */
  onChange(tableName: string, listener: ChangeListener): () => void {
    const listeners = this.listeners.get(tableName) ?? new Set();
    this.listeners.set(tableName, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  publish(change: UncountedChange): void {
    const { tableName, keys, before, after, byTimeToLive } = change;
    const listeners = this.listeners.get(tableName);
    if (listeners === undefined || listeners.size === 0 || isDeepStrictEqual(before, after)) return;
    const sequence = (this.sequences.get(tableName) ?? 0) + 1;
    this.sequences.set(tableName, sequence);
    const kind = before === undefined ? "INSERT" : after === undefined ? "REMOVE" : "MODIFY";
    const images = {
      ...(before === undefined ? {} : { oldImage: before }),
      ...(after === undefined ? {} : { newImage: after }),
    };
    for (const listener of listeners) listener({ sequence, tableName, kind, keys, byTimeToLive, ...images });
  }
}
