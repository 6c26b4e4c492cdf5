import { describe, expect, test } from "@jest/globals";
import { IndexPolicyResult, type IndexPolicyEvent } from "@agentic-pm/contracts/travel";
import { fakeRuntime } from "@agentic-pm/lambda/fakes";
import type { ExtractionResult } from "@agentic-pm/travel-policy";
import type { EmbeddedChunks, NewVersion, PolicyHistory } from "../ports/policy-library.ts";
import { indexPolicy } from "./index-policy.ts";

const EVENT: IndexPolicyEvent = {
  mode: "index",
  sourceKey: "policies/us-domestic-travel.pdf",
  metadataUri: "s3://policies/extracted/x/job_metadata.json",
  executionName: "event-1",
};
const REFUSE: IndexPolicyEvent = {
  mode: "refuse",
  sourceKey: EVENT.sourceKey,
  code: "EXTRACTION_FAILED",
  cause: "ClientError, The document is encrypted.",
  executionName: "event-1",
};
const element = (text: string) => ({ type: "TEXT", sub_type: "PARAGRAPH", representation: { text } });
const EXTRACTION: ExtractionResult = { pages: [{}, {}], elements: [element("One."), element("Two.")] };
const DIGEST = "d".repeat(64);

/** The library as the database keeps it: an activation replaces what was in force. */
class MemoryLibrary {
  readonly rows: (NewVersion & { status: string; reason: string | null; chunks: EmbeddedChunks | null })[] = [];
  fails: Error | null = null;

  async history(name: string): Promise<PolicyHistory> {
    const own = this.rows.filter((row) => row.name === name);
    const last = own.at(-1);
    const active = own.find(({ status }) => status === "active");
    return {
      active: active === undefined ? null : { ...active, embeddingModel: active.chunks?.embeddingModel ?? null },
      lastVersion: last?.version ?? 0,
      lastFailed: last?.status === "failed" ? last : null,
    };
  }

  async activate(version: NewVersion, _pages: number, chunks: EmbeddedChunks): Promise<void> {
    if (this.fails !== null) throw this.fails;
    for (const row of this.rows) if (row.name === version.name && row.status === "active") row.status = "superseded";
    this.rows.push({ ...version, status: "active", reason: null, chunks });
  }

  async recordFailure(version: NewVersion, reason: string): Promise<void> {
    this.rows.push({ ...version, status: "failed", reason, chunks: null });
  }
}

function given(extraction: ExtractionResult = EXTRACTION) {
  const { audit, clock, logger } = fakeRuntime("index-policy");
  const library = new MemoryLibrary();
  const state: { digest: string | null; model: string } = { digest: DIGEST, model: "embedded (for nova)" };
  const ports = {
    files: { sha256Of: async () => state.digest, extraction: async () => extraction },
    library,
    embedder: {
      embed: async (texts: readonly string[]) => ({ model: state.model, vectors: texts.map(() => [1, 0]) }),
    },
    audit,
    clock,
    logger,
  };
  const run = async (event: IndexPolicyEvent = EVENT) => IndexPolicyResult.parse(await indexPolicy(event, ports));
  return { run, library, audit, state };
}

describe("index-policy", () => {
  test("puts a policy in force with its clauses and vectors, and audits it", async () => {
    const { run, library, audit } = given();
    expect(await run()).toMatchObject({ outcome: "activated", name: "us-domestic-travel", version: 1, clauses: 2 });
    expect(library.rows).toMatchObject([
      { status: "active", sha256: DIGEST, chunks: { embeddingModel: "embedded (for nova)" } },
    ]);
    expect(library.rows[0]?.chunks?.chunks.map(({ chunk }) => chunk.text)).toEqual(["One.", "Two."]);
    expect(audit.records).toMatchObject([{ event: "policy.ingested", output: { clauses: 2, supersedes: null } }]);
  });

  test("the PDF that is in force already changes nothing", async () => {
    const { run, library } = given();
    await run();
    expect(await run()).toMatchObject({ outcome: "unchanged", version: 1 });
    expect(library.rows).toHaveLength(1);
  });

  test("the PDF in force is indexed again where another model answers now: its vectors would not be found", async () => {
    const { run, library, state } = given();
    await run();
    state.model = "embedded/3 (for nova)";
    expect(await run()).toMatchObject({ outcome: "activated", version: 2, clauses: 2 });
    expect(library.rows).toMatchObject([
      { status: "superseded" },
      { status: "active", sha256: DIGEST, chunks: { embeddingModel: "embedded/3 (for nova)" } },
    ]);
    expect(await run()).toMatchObject({ outcome: "unchanged", version: 2 });
  });

  test("another PDF is the next version and takes the old one's place; the old one may come back as a third", async () => {
    const { run, library, state } = given();
    await run();
    state.digest = "e".repeat(64);
    expect(await run()).toMatchObject({ outcome: "activated", version: 2 });
    state.digest = DIGEST;
    expect(await run()).toMatchObject({ outcome: "activated", version: 3 });
    expect(library.rows.map(({ status }) => status)).toEqual(["superseded", "superseded", "active"]);
    expect(new Set(library.rows.map(({ documentId }) => documentId)).size).toBe(3);
  });

  test.each<[string, IndexPolicyEvent, ExtractionResult, string]>([
    ["a PDF without text", EVENT, { pages: [{}], elements: [] }, "POLICY_EMPTY"],
    ["what could not be extracted", REFUSE, EXTRACTION, "EXTRACTION_FAILED"],
    ["a name that is none", { ...EVENT, sourceKey: "policies/My Policy (1).pdf" }, EXTRACTION, "POLICY_UNNAMED"],
    ["a folder", { ...EVENT, sourceKey: "policies/a/b.pdf" }, EXTRACTION, "POLICY_UNNAMED"],
  ])("%s is refused with its reason", async (_name, event, extraction, code) => {
    const { run, library, audit } = given(extraction);
    expect(await run(event)).toMatchObject({ outcome: "refused", code, clauses: 0 });
    expect(library.rows).toMatchObject([{ status: "failed", reason: expect.stringContaining(code) }]);
    expect(audit.records).toMatchObject([{ event: "policy.refused", output: { code } }]);
  });

  test("what is refused leaves the version in force alone", async () => {
    const { run, library, state } = given();
    await run();
    state.digest = "e".repeat(64);
    await run(REFUSE);
    expect(library.rows.map(({ status, version }) => [status, version])).toEqual([
      ["active", 1],
      ["failed", 2],
    ]);
  });

  test("the same failure again is recorded once", async () => {
    const { run, library, audit } = given();
    await run(REFUSE);
    expect(await run(REFUSE)).toMatchObject({ outcome: "refused", version: 1 });
    expect([library.rows.length, audit.records.length]).toEqual([1, 1]);
  });

  test("a file that is gone is refused", async () => {
    const { run, state } = given();
    state.digest = null;
    expect(await run()).toMatchObject({ outcome: "refused", code: "POLICY_GONE" });
  });

  test("the message of a failed function is what is recorded, not its stack", async () => {
    const { run, library } = given();
    const cause = JSON.stringify({ errorMessage: "The model is not there.", trace: ["at secret.ts:1"] });
    await run({ ...REFUSE, code: "EMBEDDING_MALFORMED", cause });
    expect(library.rows[0]?.reason).toBe("EMBEDDING_MALFORMED: The model is not there.");
  });

  test("without its audit record nothing comes into force", async () => {
    const { run, library, audit } = given();
    audit.failNext(1);
    await expect(run()).rejects.toMatchObject({ code: "AUDIT_WRITE_FAILED" });
    expect(library.rows).toEqual([]);
  });

  test("when the database fails the version before stays in force", async () => {
    const { run, library, state } = given();
    await run();
    state.digest = "e".repeat(64);
    library.fails = new Error("down");
    await expect(run()).rejects.toThrow("down");
    expect(library.rows.map(({ status }) => status)).toEqual(["active"]);
  });
});
