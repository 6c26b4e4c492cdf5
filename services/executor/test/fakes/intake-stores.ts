import type { AuditEntry, AuditWriter } from "@agentic-pm/audit-trail";
import { InMemoryAuditWriter } from "@agentic-pm/audit-trail/fakes";
import type { AuditHead, Entity, HandleView, SignalHandoff, SignalRecord, VaultedSignal } from "@agentic-pm/contracts";
import { CountingIds, FakeClock, memorySeals } from "@agentic-pm/lambda/fakes";
import { RecordingLogger } from "@agentic-pm/observability/fakes";
import type { FetchedSignal } from "../../src/domain/fetched-signal.ts";
import type { Delta, SignalSource } from "../../src/ports/signal-source.ts";
import type { FailedSignal } from "../../src/ports/signal-stores.ts";
import type { PollPorts } from "../../src/usecases/poll-source.ts";
import { CrashSwitch } from "./crash-switch.ts";

/** Everything that `intake` writes, in memory; each call goes through the crash switch. */
export class IntakeWorld {
  readonly vaulted = new Map<string, VaultedSignal>();
  readonly entities = new Map<string, Entity>();
  readonly signalRows = new Map<string, SignalRecord>();
  readonly views = new Map<string, readonly HandleView[]>();
  readonly failedRows = new Map<string, FailedSignal>();
  readonly abandoned = new Set<string>();
  readonly clock = new FakeClock();
  readonly registered = new Map<string, SignalRecord>();
  readonly startedRows = new Map<string, string>();
  readonly executions = new Map<string, SignalHandoff>();
  readonly cursors = new Map<string, string>();
  readonly health = new Map<string, string | null>();
  readonly logger = new RecordingLogger();
  readonly trail = new InMemoryAuditWriter({ clock: new FakeClock(), ids: new CountingIds() }, "intake");
  crash: CrashSwitch;
  when: "before" | "after";

  constructor(crash = new CrashSwitch(), when: "before" | "after" = "after") {
    this.crash = crash;
    this.when = when;
  }

  ports(): PollPorts {
    const run = <Out>(work: () => Out) => this.crash.run(work, this.when);
    return {
      vault: { put: (key, signal) => run(() => void (this.vaulted.has(key) || this.vaulted.set(key, signal))) },
      registrar: {
        putEntity: (entity) => run(() => void this.entities.set(entity.entityId, entity)),
        putSignal: (record) => run(() => void this.registered.set(record.signalId, record)),
      },
      ledger: {
        progressOf: (id) =>
          run(() => (this.startedRows.has(id) ? "started" : this.signalRows.has(id) ? "stored" : "unknown")),
        store: (record, views) =>
          run(() => {
            this.views.set(record.signalId, views);
            if (!this.signalRows.has(record.signalId)) this.signalRows.set(record.signalId, record);
          }),
        markStarted: (id, arn) => run(() => void this.startedRows.set(id, arn)),
      },
      failed: {
        find: () => run(() => [...this.failedRows.values()]),
        claim: (signal, restarts) =>
          run(() => {
            const updatedAt = this.clock.now().toISOString();
            this.failedRows.set(signal.signalId, { ...signal, status: "restarting", restarts, updatedAt });
            return true;
          }),
        markRestarted: (id) => run(() => void this.failedRows.delete(id)),
        abandon: ({ signalId }) =>
          run(() => {
            this.failedRows.delete(signalId);
            this.abandoned.add(signalId);
          }),
      },
      clock: this.clock,
      checkpoints: {
        read: (id) => run(() => ({ cursor: this.cursors.get(id) ?? null })),
        move: (id, cursor) => run(() => void this.cursors.set(id, cursor)),
        noteHealth: (id, code) => run(() => void this.health.set(id, code)),
      },
      workflow: {
        start: (handoff) =>
          run(() => {
            const { executionName } = handoff.seal;
            if (!this.executions.has(executionName)) this.executions.set(executionName, handoff);
            return { executionArn: `arn:execution:${executionName}` };
          }),
      },
      sealer: memorySeals("intake"),
      audit: this.#audit(),
      logger: this.logger,
      remainingMs: () => 200_000,
    };
  }

  /** What the state machine writes when the workflow of a signal fails in its first stage. */
  fail(signalId: string, { restarts = 0, code = "MODEL_UNAVAILABLE" } = {}): void {
    const record = this.signalRows.get(signalId);
    const ran = this.executions.get(restarts === 0 ? signalId : `${signalId}-r${restarts}`);
    if (record === undefined || ran === undefined) throw new Error(`${signalId} did not run`);
    const { signalId: id, source, kind, projectKey, vaultKey, rawSha256, rawLength, readers } = record;
    const updatedAt = this.clock.now().toISOString();
    const row = { signalId: id, source, kind, projectKey, vaultKey, rawSha256, rawLength, readers: [...readers] };
    const failure = { lastAudit: ran.audit, failureCode: code, status: "failed", restarts, updatedAt } as const;
    this.failedRows.set(id, { ...row, ...failure, handleViews: this.views.get(id) ?? [] });
  }

  #audit(): AuditWriter {
    return {
      append: async (subjectId: string, head: AuditHead | null, entry: AuditEntry) => {
        const written = await this.crash.run(() => this.trail.append(subjectId, head, entry), this.when);
        return written;
      },
    };
  }
}

/** A source of numbered signals, a few per delta; the cursor is the next number. */
export class ScriptedSource implements SignalSource {
  readonly name: "jira" | "outlook";
  readonly #signals: readonly FetchedSignal[];
  readonly #perDelta: number;
  failure: Error | null = null;

  constructor(name: "jira" | "outlook", signals: readonly FetchedSignal[], perDelta = 2) {
    this.name = name;
    this.#signals = signals;
    this.#perDelta = perDelta;
  }

  async fetchDelta(cursor: string | null): Promise<Delta> {
    if (this.failure !== null) throw this.failure;
    const from = Number(cursor ?? 0);
    const signals = this.#signals.slice(from, from + this.#perDelta);
    const next = from + signals.length;
    const entities = signals.flatMap(({ bearers }) => bearers).map(({ entityId }) => ticketEntity(entityId));
    return { signals, entities, refused: [], cursor: String(next), more: next < this.#signals.length, resynced: false };
  }

  async healthCheck() {
    return { healthy: this.failure === null, code: null, remedy: null };
  }
}

function ticketEntity(entityId: string): Entity {
  const issueKey = entityId.split("#")[1] ?? "";
  const projectKey = issueKey.split("-")[0] ?? "";
  return {
    entityId,
    kind: "ticket",
    issueKey,
    projectKey,
    status: "In Progress",
    audiences: [`project:${projectKey}`],
  };
}

/** A ticket's signal as a source would read it. */
export function fetchedTicket(number: number, text = `Ticket ${number} is blocked.`): FetchedSignal {
  return {
    source: "jira",
    kind: "ticket",
    projectKey: "ATLAS",
    externalId: String(10_000 + number),
    texts: [{ part: "summary", format: "plain", text }],
    fields: {
      status: "In Progress",
      priority: "High",
      issueType: "Task",
      dueDate: null,
      sprintState: null,
      sprintEnd: null,
      storyPoints: null,
      receivedAt: "2026-01-15T09:00:00.000Z",
      automatic: false,
    },
    identity: { text },
    bearers: [{ entityId: `ticket#ATLAS-${number}`, role: "subject" }],
    readers: ["project:ATLAS", "operator"],
  };
}
