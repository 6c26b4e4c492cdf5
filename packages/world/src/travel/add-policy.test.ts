import { sha256 } from "@agentic-pm/contracts";
import { describe, expect, test } from "@jest/globals";
import { addPolicy } from "./add-policy.ts";
import type { PolicyRow } from "./travel-api.ts";

const pdf = Buffer.from("%PDF a policy");
const never = new AbortController().signal;
const row = (version: number, status: PolicyRow["status"], more: Partial<PolicyRow> = {}): PolicyRow => ({
  document_id: `doc_${version}`,
  name: "us-domestic-travel",
  version,
  status,
  reason: null,
  pages: 1,
  clauses: 3,
  sha256: sha256(pdf),
  created_at: "2026-01-15 09:00:00",
  embedding_model: "embedded/2",
  ...more,
});

/** A library that holds these rows, and those once something was put. */
function libraryOf(before: PolicyRow[], after: PolicyRow[] = before) {
  const put: string[] = [];
  return {
    put,
    policies: async () => (put.length === 0 ? before : after),
    putPolicy: async (name: string) => void put.push(name),
    isReadingPolicies: async () => false,
    embeddingModel: async () => "embedded/2",
  };
}
const wanted = { name: "us-domestic-travel", pdf };

describe("adding a policy", () => {
  test("puts it and waits until it is in force", async () => {
    const library = libraryOf([row(1, "active", { sha256: "0".repeat(64) })], [row(1, "superseded"), row(2, "active")]);
    expect(await addPolicy(library, wanted, never)).toEqual({ outcome: "activated", version: row(2, "active") });
    expect(library.put).toEqual(["us-domestic-travel"]);
  });

  test("leaves alone what is in force already", async () => {
    const library = libraryOf([row(1, "active")]);
    expect(await addPolicy(library, wanted, never)).toEqual({ outcome: "unchanged", version: row(1, "active") });
    expect(library.put).toEqual([]);
  });

  test("puts again what is in force with vectors of another model, and waits for the next version", async () => {
    const old = row(1, "active", { embedding_model: "embedded" });
    const library = libraryOf([old], [{ ...old, status: "superseded" }, row(2, "active")]);
    expect(await addPolicy(library, wanted, never)).toEqual({ outcome: "activated", version: row(2, "active") });
    expect(library.put).toEqual(["us-domestic-travel"]);
  });

  test("says why it was refused, and not why another PDF was", async () => {
    const others = row(1, "failed", { sha256: "0".repeat(64), reason: "another's" });
    const library = libraryOf([others], [others, row(2, "failed", { reason: "POLICY_EMPTY: no text" })]);
    await expect(addPolicy(library, wanted, never)).rejects.toMatchObject({
      code: "POLICY_REFUSED",
      message: expect.stringContaining("POLICY_EMPTY: no text"),
    });
  });

  test.each(["", "Travel", "../x", "a b", "-x", "x".repeat(101)])(
    "refuses the name %j before anything is put",
    async (name) => {
      const library = libraryOf([]);
      await expect(addPolicy(library, { name, pdf }, never)).rejects.toMatchObject({ code: "POLICY_NAME_INVALID" });
      expect(library.put).toEqual([]);
    },
  );

  test("ends when it is stopped", async () => {
    const stop = AbortSignal.abort(new Error("stopped"));
    await expect(addPolicy(libraryOf([]), wanted, stop)).rejects.toThrow("stopped");
  });
});
