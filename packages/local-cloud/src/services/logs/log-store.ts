import { createHash } from "node:crypto";
import { join } from "node:path";
import { AwsError } from "../../gateway/aws-error.ts";
import { openDurableMap, type DurableMap } from "../../state/durable-map.ts";
import { StreamFile, type LogEvent } from "./stream-file.ts";

export interface LogGroup {
  readonly name: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  readonly retentionInDays?: number;
}

export interface LogStream {
  readonly group: string;
  readonly name: string;
  readonly createdAt: number;
}

/** Told of what arrives, e.g. to find metrics in it. */
export type LogListener = (group: string, stream: string, events: readonly LogEvent[]) => void;

const DAY_MS = 86_400_000;
const NAME = /^[\w./#-]{1,512}$/;

/** Log groups and their streams, each stream a file of JSON lines. */
export class LogStore {
  readonly #folder: string;
  readonly #groups: DurableMap<LogGroup>;
  readonly #streams: DurableMap<LogStream>;
  readonly #files = new Map<string, StreamFile>();
  readonly #listeners = new Set<LogListener>();

  private constructor(folder: string, groups: DurableMap<LogGroup>, streams: DurableMap<LogStream>) {
    this.#folder = folder;
    this.#groups = groups;
    this.#streams = streams;
  }

  /** Opens the store and drops what its groups no longer retain. */
  static async open(folder: string): Promise<LogStore> {
    const groups = await openDurableMap<LogGroup>(join(folder, "groups.jsonl"));
    const store = new LogStore(folder, groups, await openDurableMap<LogStream>(join(folder, "streams.jsonl")));
    store.applyRetention(Date.now());
    return store;
  }

  onAppend(listener: LogListener): void {
    this.#listeners.add(listener);
  }

  /** Creates the group or changes its retention. */
  putGroup(group: { name: string; retentionInDays?: number | undefined }): LogGroup {
    if (!NAME.test(group.name)) throw new AwsError("InvalidParameterException", "Invalid log group name.");
    const { name, retentionInDays } = group;
    const createdAt = this.#groups.get(name)?.createdAt ?? Date.now();
    const stored = { name, createdAt, ...(retentionInDays === undefined ? {} : { retentionInDays }) };
    this.#groups.put(name, stored);
    return stored;
  }

  deleteGroup(name: string): void {
    for (const stream of this.streamsOf(name)) {
      this.#fileOf(name, stream.name).remove();
      this.#files.delete(keyOf(name, stream.name));
      this.#streams.remove(keyOf(name, stream.name));
    }
    this.#groups.remove(name);
  }

  group(name: string): LogGroup {
    const group = this.#groups.get(name);
    if (group !== undefined) return group;
    throw new AwsError("ResourceNotFoundException", "The specified log group does not exist.");
  }

  hasGroup(name: string): boolean {
    return this.#groups.has(name);
  }

  groups(): LogGroup[] {
    return [...this.#groups.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
  }

  putStream(group: string, name: string): LogStream {
    this.group(group);
    const known = this.#streams.get(keyOf(group, name));
    if (known !== undefined) return known;
    const stream = { group, name, createdAt: Date.now() };
    this.#streams.put(keyOf(group, name), stream);
    return stream;
  }

  hasStream(group: string, name: string): boolean {
    return this.#streams.has(keyOf(group, name));
  }

  streamsOf(group: string): LogStream[] {
    return [...this.#streams.values()].filter((stream) => stream.group === group);
  }

  append(group: string, stream: string, events: readonly { timestamp: number; message: string }[]): void {
    if (!this.hasStream(group, stream)) {
      throw new AwsError("ResourceNotFoundException", "The specified log stream does not exist.");
    }
    const ingestionTime = Date.now();
    const stamped = events.map(({ timestamp, message }) => ({ timestamp, message, ingestionTime }));
    this.#fileOf(group, stream).append(stamped);
    for (const listener of this.#listeners) listener(group, stream, stamped);
  }

  /** A stream's retained events, oldest first. */
  read(group: string, stream: string): LogEvent[] {
    const { retentionInDays } = this.group(group);
    const since = retentionInDays === undefined ? 0 : Date.now() - retentionInDays * DAY_MS;
    return this.#fileOf(group, stream).read(since);
  }

  /** Drops what is older than its group retains; `now` in epoch milliseconds. */
  applyRetention(now: number): void {
    for (const { group, name } of this.#streams.values()) {
      const days = this.#groups.get(group)?.retentionInDays;
      const since = days === undefined ? 0 : now - days * DAY_MS;
      const file = this.#fileOf(group, name);
      const oldest = days === undefined ? undefined : file.read()[0];
      if (oldest !== undefined && oldest.timestamp < since) file.forgetBefore(since);
    }
  }

  close(): void {
    this.#groups.close();
    this.#streams.close();
  }

  #fileOf(group: string, stream: string): StreamFile {
    const key = keyOf(group, stream);
    let file = this.#files.get(key);
    if (file === undefined) {
      // Stream names may hold slashes and be longer than a file's name may be.
      const name = createHash("sha256").update(key).digest("hex").slice(0, 32);
      file = new StreamFile(join(this.#folder, "events", encodeURIComponent(group), `${name}.jsonl`));
      this.#files.set(key, file);
    }
    return file;
  }
}

function keyOf(group: string, stream: string): string {
  return `${group}\n${stream}`;
}
