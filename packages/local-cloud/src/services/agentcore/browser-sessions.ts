import { randomInt } from "node:crypto";
import { join } from "node:path";
import { AwsError } from "../../gateway/aws-error.ts";
import { openDurableMapSync, type DurableMap } from "../../state/durable-map.ts";
import type { BrowserPool } from "./chromium/browser-pool.ts";
import type { RunningChromium } from "./chromium/running-chromium.ts";
import { DEFAULT_VIEW_PORT, type SessionRecord, type StreamStatus } from "./session-record.ts";
import type { ListSessions, StartSession } from "./session-requests.ts";

export interface SessionPorts {
  readonly pool: BrowserPool;
  readonly now: () => number;
}

/** A connection to a session's browser that the session can end. */
export interface Stream {
  readonly kind: "automation" | "live-view";
  end(reason: string): void;
}

/** What runs behind a session that is READY. */
interface LiveSession {
  readonly chromium: RunningChromium;
  readonly streams: Set<Stream>;
  readonly timeout: NodeJS.Timeout;
}

const ID_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const KEPT_SESSIONS = 500;

/** Browser sessions: the records stay, the browsers go with their session or with the cloud. */
export class BrowserSessions {
  readonly #ports: SessionPorts;
  readonly #records: DurableMap<SessionRecord>;
  readonly #live = new Map<string, LiveSession>();
  readonly #starting = new Map<string, Promise<SessionRecord>>();

  constructor(dataDir: string, ports: SessionPorts) {
    this.#ports = ports;
    this.#records = openDurableMapSync<SessionRecord>(join(dataDir, "sessions.jsonl"));
    // Their browsers went with the cloud that started them.
    for (const record of this.#records.values()) {
      if (record.status === "READY") this.#records.put(record.sessionId, { ...record, status: "TERMINATED" });
    }
  }

  /** The same client token gets the same session, also while it is being started. */
  async start(browserIdentifier: string, input: StartSession): Promise<SessionRecord> {
    const { clientToken } = input;
    if (clientToken === undefined) return await this.#start(browserIdentifier, input);
    const known = [...this.#records.values()].find((record) => record.clientToken === clientToken);
    if (known !== undefined) return known;
    let work = this.#starting.get(clientToken);
    if (work === undefined) {
      work = this.#start(browserIdentifier, input).finally(() => this.#starting.delete(clientToken));
      this.#starting.set(clientToken, work);
    }
    return await work;
  }

  async #start(browserIdentifier: string, input: StartSession): Promise<SessionRecord> {
    const viewPort = input.viewPort ?? DEFAULT_VIEW_PORT;
    const chromium = await this.#ports.pool.take(viewPort);
    const now = this.#ports.now();
    const record: SessionRecord = {
      sessionId: newSessionId(),
      browserIdentifier,
      ...(input.name === undefined ? {} : { name: input.name }),
      createdAt: now,
      lastUpdatedAt: now,
      sessionTimeoutSeconds: input.sessionTimeoutSeconds,
      viewPort,
      status: "READY",
      automation: "ENABLED",
      ...(input.clientToken === undefined ? {} : { clientToken: input.clientToken }),
    };
    const timeout = setTimeout(() => void this.#terminate(record.sessionId), input.sessionTimeoutSeconds * 1_000);
    timeout.unref();
    this.#forgetOldest();
    this.#records.put(record.sessionId, record);
    this.#live.set(record.sessionId, { chromium, streams: new Set(), timeout });
    void chromium.ended.then(() => this.#terminate(record.sessionId));
    return record;
  }

  /** @throws AwsError ResourceNotFoundException. */
  get(browserIdentifier: string, sessionId: string): SessionRecord {
    const record = this.#records.get(sessionId);
    if (record?.browserIdentifier === browserIdentifier) return record;
    throw new AwsError("ResourceNotFoundException", `Browser session not found: ${sessionId}`, { status: 404 });
  }

  list(browserIdentifier: string, input: ListSessions): { items: SessionRecord[]; nextToken?: string } {
    const all = [...this.#records.values()]
      .filter((record) => record.browserIdentifier === browserIdentifier)
      .filter(({ status }) => input.status === undefined || status === input.status)
      .toSorted((a, b) => b.createdAt - a.createdAt);
    const from = Number(input.nextToken ?? 0);
    if (!Number.isInteger(from) || from < 0) throw new AwsError("ValidationException", "Invalid nextToken");
    const until = from + input.maxResults;
    return { items: all.slice(from, until), ...(until < all.length ? { nextToken: String(until) } : {}) };
  }

  async stop(browserIdentifier: string, sessionId: string): Promise<SessionRecord> {
    this.get(browserIdentifier, sessionId);
    await this.#terminate(sessionId);
    return this.get(browserIdentifier, sessionId);
  }

  /** Switches automation; switched off, its connections are cut and new ones refused. Live view stays. */
  setAutomation(browserIdentifier: string, sessionId: string, automation: StreamStatus): SessionRecord {
    const record = { ...this.#ready(browserIdentifier, sessionId), automation, lastUpdatedAt: this.#ports.now() };
    this.#records.put(sessionId, record);
    if (automation === "DISABLED") {
      for (const stream of this.#live.get(sessionId)?.streams ?? []) {
        if (stream.kind === "automation") stream.end("The automation stream was disabled.");
      }
    }
    return record;
  }

  /** The browser to connect to. @throws AwsError ResourceNotFoundException, ConflictException. */
  connect(browserIdentifier: string, sessionId: string, kind: Stream["kind"]): { devtoolsUrl: string } {
    const record = this.#ready(browserIdentifier, sessionId);
    if (kind === "automation" && record.automation === "DISABLED") {
      throw new AwsError("ConflictException", "The automation stream of this session is disabled.", { status: 409 });
    }
    const live = this.#live.get(sessionId);
    if (live === undefined) throw new AwsError("ConflictException", "The session is over.", { status: 409 });
    return { devtoolsUrl: live.chromium.devtoolsUrl };
  }

  isAutomated(sessionId: string): boolean {
    return this.#records.get(sessionId)?.automation === "ENABLED";
  }

  /** Remembers a connection until it has ended. */
  attach(sessionId: string, stream: Stream): () => void {
    const streams = this.#live.get(sessionId)?.streams;
    streams?.add(stream);
    return () => streams?.delete(stream);
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.#starting.values());
    await Promise.all([...this.#live.keys()].map((sessionId) => this.#terminate(sessionId)));
    this.#records.close();
  }

  #ready(browserIdentifier: string, sessionId: string): SessionRecord {
    const record = this.get(browserIdentifier, sessionId);
    if (record.status === "READY") return record;
    throw new AwsError("ConflictException", `Browser session ${sessionId} is terminated.`, { status: 409 });
  }

  async #terminate(sessionId: string): Promise<void> {
    const live = this.#live.get(sessionId);
    const record = this.#records.get(sessionId);
    if (live === undefined || record === undefined) return;
    this.#live.delete(sessionId);
    clearTimeout(live.timeout);
    this.#records.put(sessionId, { ...record, status: "TERMINATED", lastUpdatedAt: this.#ports.now() });
    for (const stream of live.streams) stream.end("The session is over.");
    await live.chromium.kill();
  }

  #forgetOldest(): void {
    for (const { sessionId, status } of [...this.#records.values()].slice(0, -KEPT_SESSIONS)) {
      if (status === "TERMINATED") this.#records.remove(sessionId);
    }
  }
}

function newSessionId(): string {
  return Array.from({ length: 26 }, () => ID_LETTERS[randomInt(ID_LETTERS.length)]).join("");
}
