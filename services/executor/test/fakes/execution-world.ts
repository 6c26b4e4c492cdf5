import { InMemoryAuditWriter } from "@agentic-pm/audit-trail/fakes";
import {
  type Entity,
  EntityId,
  type HandleTable,
  type Labels,
  type ResolvedEffect,
  type Seal,
  SignalId,
} from "@agentic-pm/contracts";
import { AppError } from "@agentic-pm/errors";
import { CountingIds, FakeClock, memorySeals, unsealed } from "@agentic-pm/lambda/fakes";
import { RecordingLogger, RecordingMetrics } from "@agentic-pm/observability/fakes";
import { type Breaker, CLOSED } from "../../src/domain/circuit-breaker.ts";
import type { PolicySettings } from "../../src/domain/policy/policy-settings.ts";
import type { SignalContext } from "../../src/domain/policy/signal-context.ts";
import type { StoredAction } from "../../src/domain/stored-action.ts";
import type { NewAction, StoredRecommendation } from "../../src/ports/decision-stores.ts";
import type { EffectHandler, EffectHandlers, VendorEffect } from "../../src/ports/effect-handler.ts";
import type { EffectState } from "../../src/ports/execution-stores.ts";
import type { DecidePorts } from "../../src/usecases/decide-ports.ts";
import type { ExecutePorts } from "../../src/usecases/execute-action.ts";

export const SIGNAL_ID = SignalId.parse("sig_0123456789abcdef0123456789abcdef");
export const ACT: PolicySettings = {
  autonomyLevel: "act",
  holdSeconds: 120,
  commandTtlHours: 24,
  perTicketPerDay: 3,
  perDay: 50,
  companyDomains: ["northwind.example"],
};

const person = (id: string, address: string, more: { internal: boolean; audiences: string[] }): Entity => ({
  entityId: EntityId.parse(`person#${id}`),
  kind: "person",
  displayName: id,
  address,
  jiraAccountId: null,
  ...more,
});
const ticket = (issueKey: string, status: string): Entity => ({
  entityId: EntityId.parse(`ticket#${issueKey}`),
  kind: "ticket",
  issueKey,
  projectKey: issueKey.split("-")[0] ?? "",
  status,
  audiences: [`project:${issueKey.split("-")[0] ?? ""}`],
});

const ENTITIES: readonly Entity[] = [
  ticket("ATLAS-1", "In Progress"),
  ticket("ATLAS-2", "To Do"),
  person("ada", "ada@northwind.example", { internal: true, audiences: ["person:ada", "project:ATLAS"] }),
  person("guest", "gus@partner.example", { internal: false, audiences: ["person:guest", "project:ATLAS"] }),
  person("bob", "bob@northwind.example", { internal: true, audiences: ["person:bob"] }),
];

const HANDLES: HandleTable = {
  T1: { entityId: "ticket#ATLAS-1", role: "subject" },
  T2: { entityId: "ticket#ATLAS-2", role: "mentioned" },
  P1: { entityId: "person#ada", role: "assignee" },
  P2: { entityId: "person#guest", role: "reporter" },
  P3: { entityId: "person#bob", role: "project_lead" },
};

/** The signal that the tests are about: a ticket of ATLAS, with two tickets and three people. */
export function atlasSignal(changes: Partial<SignalContext> = {}): SignalContext {
  return {
    signalId: SIGNAL_ID,
    source: "jira",
    kind: "ticket",
    projectKey: "ATLAS",
    readers: ["project:ATLAS", "operator"],
    handles: HANDLES,
    entities: new Map(ENTITIES.map((entity) => [entity.entityId, entity])),
    ...changes,
  };
}

/** What the model had read when it recommended something about that signal. */
export function labelsRead({ source, readers }: Pick<SignalContext, "source" | "readers"> = atlasSignal()): Labels {
  return { provenance: source === "jira" ? ["jira_field", "jira_text", "model"] : ["mail_body", "model"], readers };
}

/** A seal by which `decide` knows those labels. */
export function sealOf(labels: Labels = labelsRead()): Seal {
  return { ...unsealed("recommend", SIGNAL_ID, "everyone"), labels };
}

/** A vendor in memory that can be told to fail before or after the effect. */
export class FakeVendor {
  readonly effects: { actionId: string; effect: ResolvedEffect }[] = [];
  next: ("fail_before" | "unclear_after" | "unclear_before" | "rejected" | "killed_after")[] = [];
  driftCode: string | null = null;
  /** What the handler was told of each action: whether it had waited. */
  readonly waited: boolean[] = [];
  lookups = 0;

  handler(integration: EffectHandler["integration"]): EffectHandler {
    return {
      integration,
      settleSeconds: 0,
      drift: async (_of, waited) => {
        this.waited.push(waited);
        return this.driftCode;
      },
      perform: async ({ command, effect }) => {
        const fault = this.next.shift();
        if (fault === "fail_before") throw failure("VENDOR_UNAVAILABLE", true);
        if (fault === "rejected") throw failure("JIRA_FORBIDDEN", false);
        if (fault === "unclear_before") throw failure("EFFECT_OUTCOME_UNKNOWN", true);
        this.effects.push({ actionId: command.actionId, effect });
        if (fault === "unclear_after") throw failure("EFFECT_OUTCOME_UNKNOWN", true);
        if (fault === "killed_after") throw new Error("The process is killed here.");
        return { reference: `ref-${this.effects.length}` };
      },
      reconcile: async ({ command }): Promise<VendorEffect | "absent"> => {
        this.lookups += 1;
        const found = this.effects.findIndex(({ actionId }) => actionId === command.actionId);
        return found < 0 ? "absent" : { reference: `ref-${found + 1}` };
      },
    };
  }
}

function failure(code: string, retryable: boolean): AppError {
  return new AppError(code, { cause: code, remedy: "none", retryable });
}

/** Everything that `decide` and `execute` read and write, in memory. */
export class ExecutionWorld {
  readonly clock = new FakeClock();
  readonly logger = new RecordingLogger();
  readonly metrics = new RecordingMetrics();
  readonly trail = new InMemoryAuditWriter({ clock: this.clock, ids: new CountingIds() }, "executor");
  readonly vendor = new FakeVendor();
  readonly rows = new Map<string, StoredAction>();
  readonly handovers = new Map<string, NewAction["handover"]>();
  readonly recommendations = new Map<string, StoredRecommendation>();
  readonly limits = new Map<string, Set<string>>();
  readonly effects = new Map<string, EffectState>();
  readonly breakers = new Map<string, Breaker>();
  signal: SignalContext | null = atlasSignal();
  policy = ACT;
  /** Called before each change of a row; throws to kill the process there. */
  beforeChange: (change: { status: string }) => void = () => {};

  decidePorts(): DecidePorts {
    return {
      recommendations: { find: async (_signalId, sha256) => this.recommendations.get(sha256) ?? null },
      registry: { contextOf: async () => this.signal },
      actions: { insert: async (action) => this.#insert(action) },
      limits: {
        take: async (key, actionId, most) => this.#take(key, actionId, most),
        claim: async (key, actionId) => this.#take(key, actionId, 1),
        release: async (key, actionId) => void this.limits.get(key)?.delete(actionId),
      },
      sealedBefore: memorySeals("recommend"),
      sealer: memorySeals("decide"),
      audit: this.trail,
      logger: this.logger,
      metrics: this.metrics,
      policy: this.policy,
      clock: this.clock,
    };
  }

  executePorts(): ExecutePorts {
    return {
      actions: { find: async (id) => this.rows.get(id) ?? null, change: (seen, change) => this.#change(seen, change) },
      registry: { contextOf: async () => this.signal },
      limits: { membersOf: async (key) => this.limits.get(key) ?? new Set() },
      handlers: this.#handlers(),
      effects: {
        begin: async (key) => this.#begin(key),
        finish: async (key, done) => void this.effects.set(key, { state: "done", ...done }),
        forget: async (key) => void this.effects.delete(key),
      },
      breakers: {
        read: async (integration) => this.breakers.get(integration) ?? CLOSED,
        write: async (integration, next) => this.breakers.set(integration, next) !== undefined,
      },
      sealedBefore: memorySeals("decide"),
      audit: this.trail,
      metrics: this.metrics,
      policy: this.policy,
      clock: this.clock,
      logger: this.logger,
      remainingMs: () => 30_000,
    };
  }

  #handlers(): EffectHandlers {
    const jira = this.vendor.handler("jira");
    const [graph, resend, ours] = [
      this.vendor.handler("graph"),
      this.vendor.handler("resend"),
      this.vendor.handler(null),
    ];
    return {
      "jira.comment": jira,
      "jira.transition": jira,
      "mail.send": graph,
      "operator.notify": resend,
      "artefact.update": ours,
    } as EffectHandlers;
  }

  #insert({ disposition: _d, reason: _r, createdAt: _c, expiresAt: _e, tier: _t, handover, ...row }: NewAction): void {
    if (this.rows.has(row.actionId)) return;
    this.handovers.set(row.actionId, handover);
    this.rows.set(row.actionId, {
      ...row,
      approval: null,
      undo: null,
      attempt: null,
      outcome: null,
      code: null,
      revision: 0,
    });
  }

  #take(key: string, actionId: string, most: number): boolean {
    const taken = this.limits.get(key) ?? new Set();
    this.limits.set(key, taken);
    if (taken.has(actionId)) return true;
    if (taken.size >= most) return false;
    taken.add(actionId);
    return true;
  }

  async #change(seen: StoredAction, change: Parameters<ExecutePorts["actions"]["change"]>[1]): Promise<StoredAction> {
    this.beforeChange(change);
    const now = this.rows.get(seen.actionId);
    if (now === undefined || now.status !== seen.status || now.revision !== seen.revision) {
      throw failure("ACTION_CHANGED_MEANWHILE", true);
    }
    const { outcome = seen.outcome, code = seen.code, ...rest } = change;
    const next = { ...seen, ...rest, outcome, code, revision: seen.revision + 1 };
    this.rows.set(seen.actionId, next);
    return next;
  }

  #begin(key: string): EffectState {
    const known = this.effects.get(key);
    if (known !== undefined) return known;
    this.effects.set(key, { state: "started", startedAt: this.clock.now().toISOString() });
    return { state: "new" };
  }
}
