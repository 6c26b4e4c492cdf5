import { describe, expect, test } from "@jest/globals";
import {
  type ArtefactView,
  type Labels,
  type Recommendation,
  RecommendBrief,
  type RecommendEvent,
  type RelatedSignal,
  sanitisedHash,
  type SanitisedSignal,
  undatamark,
} from "@agentic-pm/contracts";
import { fakeRuntime, memorySeals, unsealed } from "@agentic-pm/lambda/fakes";
import { FakeModelPort, type Scripted } from "@agentic-pm/models/fakes";
import { aSignal, SIGNAL_ID } from "../../test/a-signal.ts";
import { recommendationHash } from "../domain/recommendation.ts";
import { type Remembered, UNREADABLE } from "../domain/readable-memory.ts";
import { relatedView, type RelatedQuery } from "../domain/related-signals.ts";
import type { ProjectMemory } from "../ports/project-memory.ts";
import type { RecommendationStore } from "../ports/recommendation-store.ts";
import { recommendActions } from "./recommend-actions.ts";

const MODELS = { haiku: "haiku-id", sonnet: "sonnet-id" };
const COMMENT: Recommendation = {
  actions: [{ type: "jira.comment", ticket: "T1", text: "Who removes the blocker, and by when?" }],
  reasoning_summary: "It is blocked.",
};

const OWN_READERS = ["project:ATLAS", "operator"];

class MemoryOfOne implements ProjectMemory {
  signal: SanitisedSignal | null;
  readonly queries: RelatedQuery[] = [];
  readonly artefacts: Remembered<ArtefactView>[] = [];
  readonly related: Remembered<RelatedSignal>[] = [];
  constructor(signal: SanitisedSignal | null) {
    this.signal = signal;
  }
  async sanitisedSignal(): Promise<SanitisedSignal | null> {
    return this.signal;
  }
  async relatedSignals(query: RelatedQuery): Promise<Remembered<RelatedSignal>[]> {
    this.queries.push(query);
    return this.related;
  }
  async artefactEntries(): Promise<Remembered<ArtefactView>[]> {
    return this.artefacts;
  }
}

class MemoryStore implements RecommendationStore {
  readonly entries: Parameters<RecommendationStore["insert"]>[0][] = [];
  async insert(entry: Parameters<RecommendationStore["insert"]>[0]): Promise<void> {
    this.entries.push(entry);
  }
}

function given(options: { signal?: SanitisedSignal; script?: Scripted[] } = {}) {
  const signal = options.signal ?? aSignal();
  const { audit, clock, ids, logger, metrics } = fakeRuntime("recommend");
  const memory = new MemoryOfOne(signal);
  const store = new MemoryStore();
  const models = new FakeModelPort(options.script ?? [{ output: COMMENT }]);
  const seal = unsealed("sanitise", SIGNAL_ID, OWN_READERS);
  const event: RecommendEvent = {
    signalId: SIGNAL_ID,
    projectKey: "ATLAS",
    sanitisedSha256: sanitisedHash(signal, seal.labels),
    audit: { seq: 1, hash: "d".repeat(64) },
    seal,
    executionName: SIGNAL_ID,
  };
  return {
    event,
    memory,
    store,
    models,
    audit,
    metrics,
    ports: {
      memory,
      store,
      models,
      sealedBefore: memorySeals("sanitise"),
      sealer: memorySeals("recommend"),
      audit,
      clock,
      ids,
      logger,
      metrics,
      modelIds: MODELS,
    },
  };
}

describe("a recommendation is made", () => {
  test("what is stored is what the answered hash says", async () => {
    const { event, ports, store } = given();
    await expect(recommendActions(event, ports)).resolves.toMatchObject({
      outcome: "recommended",
      actionCount: 1,
      recommendationSha256: recommendationHash(COMMENT),
      audit: { seq: 2 },
    });
    expect(store.entries).toEqual([
      { signalId: SIGNAL_ID, sha256: recommendationHash(COMMENT), recommendation: COMMENT },
    ]);
  });

  test("the audit record names the model, why it was chosen, its prompt and its tokens", async () => {
    const { event, ports, audit } = given({ signal: aSignal({ topic: "risk" }) });
    await recommendActions(event, ports);
    expect(audit.records).toHaveLength(1);
    expect(audit.records[0]).toMatchObject({
      event: "recommendation.made",
      prevHash: "d".repeat(64),
      input: { model_reason: "risk_weighed" },
      model_id: "fake (for sonnet-id)",
      prompt_version: "recommend/2",
      input_tokens: 100,
      output_tokens: 20,
      cost_usd: 0,
    });
  });

  test("the model sees one block, with no blank of a stranger's in it", async () => {
    const { event, ports, models } = given();
    await recommendActions(event, ports);
    const [request] = models.requests;
    expect(request).toMatchObject({ modelId: "haiku-id", tool: { name: "recommend_actions" } });
    expect(request?.content).toHaveLength(1);
    expect(request?.content[0]).not.toContain("Work waits for");
  });

  test("a recommendation of nothing is stored, and ends the workflow", async () => {
    const { event, ports, store } = given({ script: [{ output: { actions: [], reasoning_summary: "fine" } }] });
    await expect(recommendActions(event, ports)).resolves.toMatchObject({
      outcome: "nothing_to_do",
      code: "NO_ACTION",
    });
    expect(store.entries).toHaveLength(1);
  });
});

describe("no model is asked", () => {
  test.each(["newsletter", "notification", "other"] as const)("about a %s of no severity", async (topic) => {
    const { event, ports, models, memory, audit } = given({ signal: aSignal({ topic, severity: "none" }) });
    await expect(recommendActions(event, ports)).resolves.toMatchObject({ outcome: "nothing_to_do" });
    expect(models.requests).toEqual([]);
    expect(memory.queries).toEqual([]);
    expect(audit.records[0]).toMatchObject({ event: "recommendation.skipped", model_id: null });
  });

  test("but one is asked about the same topic when it matters", async () => {
    const { event, ports, models } = given({ signal: aSignal({ topic: "other", severity: "low" }) });
    await recommendActions(event, ports);
    expect(models.requests).toHaveLength(1);
  });
});

describe("what is not recommended", () => {
  test("without budget nothing is, and the agent only watches", async () => {
    const { event, ports, store, audit } = given({ script: [{ failure: "BUDGET_EXHAUSTED" }] });
    await expect(recommendActions(event, ports)).resolves.toMatchObject({
      outcome: "skipped",
      code: "BUDGET_EXHAUSTED",
    });
    expect(audit.records[0]).toMatchObject({ event: "recommendation.skipped" });
    expect(store.entries).toEqual([]);
  });

  test("an answer over somebody else's ticket is quarantined", async () => {
    const foreign = { ...COMMENT, actions: [{ type: "jira.comment", ticket: "T9", text: "x" }] };
    const { event, ports, store, audit } = given({ script: [{ output: foreign }] });
    await expect(recommendActions(event, ports)).resolves.toMatchObject({
      outcome: "quarantined",
      code: "MODEL_OUTPUT_INVALID",
    });
    expect(audit.records[0]).toMatchObject({ event: "recommendation.quarantined" });
    expect(store.entries).toEqual([]);
  });

  test("an answer that repeats the canary is quarantined", async () => {
    const { event, ports, store, metrics } = given();
    const echo = new FakeModelPort(({ system }) => {
      const canary = /cw-[0-9a-f-]{36}/u.exec(system)?.[0] ?? "";
      return {
        output: { actions: [{ type: "operator.notify", subject: "fyi", text: canary }], reasoning_summary: "" },
      };
    });
    await expect(recommendActions(event, { ...ports, models: echo })).resolves.toMatchObject({ code: "CANARY_ECHOED" });
    expect(store.entries).toEqual([]);
    expect(metrics.added).toEqual([{ name: "CanaryTripped", value: 1, unit: "Count" }]);
  });
});

describe("what stops the workflow", () => {
  test("a signal that is not there", async () => {
    const { event, ports, memory } = given();
    memory.signal = null;
    await expect(recommendActions(event, ports)).rejects.toMatchObject({ code: "SANITISED_MISSING" });
  });

  test("a signal that was changed in the database, before any model has seen it", async () => {
    const { event, ports, memory, models } = given();
    memory.signal = aSignal({ severity: "critical" });
    await expect(recommendActions(event, ports)).rejects.toMatchObject({ code: "SANITISED_MISMATCH" });
    expect(models.requests).toEqual([]);
  });

  test("a signal that was stored under other labels than it was handed on with", async () => {
    const { event, ports, memory, models } = given();
    const everyone: Labels = { ...event.seal.labels, readers: "everyone" };
    const sanitisedSha256 = sanitisedHash(memory.signal ?? aSignal(), everyone);
    const handedOn = recommendActions({ ...event, sanitisedSha256 }, ports);
    await expect(handedOn).rejects.toMatchObject({ code: "SANITISED_MISMATCH" });
    expect(models.requests).toEqual([]);
  });

  test("a model that is away, which is worth another try", async () => {
    const { event, ports } = given({ script: [{ failure: "MODEL_UNAVAILABLE" }] });
    await expect(recommendActions(event, ports)).rejects.toMatchObject({ code: "MODEL_UNAVAILABLE", retryable: true });
  });

  test("an audit record that cannot be written leaves nothing stored", async () => {
    const { event, ports, audit, store } = given();
    audit.failNext();
    await expect(recommendActions(event, ports)).rejects.toMatchObject({ code: "AUDIT_WRITE_FAILED" });
    expect(store.entries).toEqual([]);
  });
});

describe("what the model reads of other signals", () => {
  const TICKET: Labels = { provenance: ["jira_field", "jira_text", "model"], readers: OWN_READERS };
  const MAIL: Labels = { provenance: ["mail_body", "mail_envelope", "model"], readers: ["mailbox:pmo", "operator"] };
  const SECRET = "The customer leaves if it is late.";
  const related = (labels: Labels) => ({ view: relatedView(aSignal({ summary: SECRET })), labels });

  test("has the readers of all of it: words that the signal's readers may not read are not shown", async () => {
    const { event, ports, memory, models } = given();
    memory.related.push(related(MAIL));
    memory.artefacts.push({ view: { artefact: "raid_log", title: SECRET, correlations: [] }, labels: MAIL });
    const result = await recommendActions(event, ports);
    expect(JSON.stringify(models.requests)).not.toContain("customer");
    const { marker, artefacts } = RecommendBrief.parse(JSON.parse(models.requests[0]?.content[0] ?? ""));
    expect(undatamark(artefacts[0]?.title ?? "", marker)).toContain("words not shown");
    expect(result).toMatchObject({ seal: { labels: { readers: OWN_READERS } } });
  });

  test("is shown where everyone who may read the signal may read it too, and its origin goes along", async () => {
    const { event, ports, memory, models } = given();
    memory.related.push(related({ ...TICKET, provenance: ["mail_body", "model"] }));
    const result = await recommendActions(event, ports);
    expect(JSON.stringify(models.requests)).toContain("customer");
    expect(result).toMatchObject({
      seal: { labels: { provenance: ["jira_field", "jira_text", "mail_body", "model"], readers: OWN_READERS } },
    });
  });

  test("from a row without labels is shown to nobody", async () => {
    const { event, ports, memory, models } = given();
    memory.related.push(related(UNREADABLE));
    await recommendActions(event, ports);
    expect(JSON.stringify(models.requests)).not.toContain("customer");
  });
});
