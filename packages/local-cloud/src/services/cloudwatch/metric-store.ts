import { renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { openJournal, type Journal } from "../../state/journal.ts";
import { metricKey, type DataPoint, type MetricId } from "./metric.ts";

type Entry = readonly [metric: MetricId, point: DataPoint];

const RETAINED_MS = 15 * 86_400_000;

/** Every metric's data points of the last fifteen days. */
export class MetricStore {
  readonly #journal: Journal;
  readonly #metrics = new Map<string, { metric: MetricId; points: DataPoint[] }>();

  constructor(folder: string, now: number = Date.now()) {
    const file = join(folder, "data-points.jsonl");
    const opened = openJournal<Entry>(file);
    const kept = opened.entries.filter(([, point]) => point.at > now - RETAINED_MS);
    for (const entry of kept) this.#remember(entry);
    this.#journal = kept.length < opened.entries.length ? rewrite(file, opened.journal, kept) : opened.journal;
  }

  /** Stores data points; on disk when this returns. */
  add(entries: readonly Entry[]): void {
    this.#journal.appendAll(entries);
    for (const entry of entries) this.#remember(entry);
  }

  /** A metric's points from `start` on and before `end`, in epoch milliseconds. */
  points(metric: MetricId, start: number, end: number): DataPoint[] {
    const known = this.#metrics.get(metricKey(metric))?.points ?? [];
    return known.filter(({ at }) => at >= start && at < end);
  }

  list(): MetricId[] {
    return [...this.#metrics.values()].map(({ metric }) => metric);
  }

  close(): void {
    this.#journal.close();
  }

  #remember([metric, point]: Entry): void {
    const key = metricKey(metric);
    const known = this.#metrics.get(key);
    if (known === undefined) this.#metrics.set(key, { metric, points: [point] });
    else known.points.push(point);
  }
}

function rewrite(file: string, old: Journal, entries: readonly Entry[]): Journal {
  rmSync(`${file}.draft`, { force: true });
  const fresh = openJournal<Entry>(`${file}.draft`).journal;
  fresh.appendAll(entries);
  renameSync(`${file}.draft`, file);
  old.close();
  return fresh;
}
