import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "@jest/globals";
import { parse } from "yaml";
import * as z from "zod";

const ROOT = new URL("../../../", import.meta.url);

/** Codes that a source puts together from a variable. Named here, so that a new one has to be thought of. */
const COMPOSED: Readonly<Record<string, readonly string[]>> = {
  "services/triage/src/usecases/sanitise-signal.ts": ["MODEL_UNAVAILABLE"],
  "services/reasoning/src/usecases/recommend-actions.ts": ["MODEL_UNAVAILABLE"],
  "services/executor/src/adapters/http/vendor-errors.ts": [
    "JIRA_RATE_LIMITED",
    "GRAPH_RATE_LIMITED",
    "RESEND_RATE_LIMITED",
  ],
  // Passes on what it is given.
  "packages/lambda/src/outgoing-error.ts": [],
};

/** The file behind an import: beside the importing one, or a local package's face. Null for the outside's packages. */
function fileOf(specifier: string, importer: URL): URL | null {
  if (specifier.startsWith(".")) return new URL(specifier, importer);
  const [, name, rest] = /^@agentic-pm\/([^/]+)(\/.+)?$/.exec(specifier) ?? [];
  if (name === undefined) return null;
  const folder = new URL(`packages/${name}/`, ROOT);
  const { exports } = z
    .object({ exports: z.record(z.string(), z.string()) })
    .parse(JSON.parse(readFileSync(new URL("package.json", folder), "utf8")));
  const face = exports[`.${rest ?? ""}`];
  return face === undefined ? null : new URL(face, folder);
}

/** Every local source that a function's bundle is made of. */
function sourcesOf(entry: string): Map<string, string> {
  const seen = new Map<string, string>();
  const open = [new URL(entry, ROOT)];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    const name = fileURLToPath(file).slice(fileURLToPath(ROOT).length);
    if (seen.has(name) || !existsSync(file)) continue;
    const text = readFileSync(file, "utf8");
    seen.set(name, text);
    for (const [, words = "", specifier = ""] of text.matchAll(/^(import|export) [^;]*?from "([^"]+)";/gm)) {
      if (words === "") continue;
      const next = fileOf(specifier, file);
      if (next !== null) open.push(next);
    }
  }
  return seen;
}

/** The codes of the errors that a source makes with a `retryable` that is not plainly false. */
function retryableCodes(name: string, text: string): string[] {
  const made = [...text.matchAll(/new AppError\(\s*([^,]+),([\s\S]*?)\n\s*\}\);/g)]
    .filter(([, , words = ""]) => /^\s*retryable(:|,)/m.test(words) || /[{,] retryable: /.test(words))
    .map(([, code = ""]) => /^"([A-Z_]+)"$/.exec(code)?.[1] ?? null);
  const inline = [...text.matchAll(/new AppError\((\w+|"[A-Z_]+"), \{[^\n]*retryable: [^\n]*\}\)/g)].map(
    ([, code = ""]) => /^"([A-Z_]+)"$/.exec(code)?.[1] ?? null,
  );
  return [...made, ...inline].flatMap((code) => {
    if (code !== null) return [code];
    const composed = COMPOSED[name];
    if (composed === undefined) throw new Error(`${name} composes a retryable code: name it in this test.`);
    return composed;
  });
}

const Task = z.object({ Retry: z.array(z.object({ ErrorEquals: z.array(z.string()) })) });
function listOf(machine: string, state: string): string[] {
  const file = new URL(`../state-machines/${machine}.yml`, import.meta.url);
  const { States } = z
    .object({ States: z.record(z.string(), z.unknown()) })
    .parse(parse(readFileSync(file, "utf8"), { logLevel: "silent", merge: true }));
  const { ItemProcessor } = z
    .object({ ItemProcessor: z.object({ States: z.record(z.string(), z.unknown()) }) })
    .catch({ ItemProcessor: { States: {} } })
    .parse(States["EachAction"]);
  return Task.parse(States[state] ?? ItemProcessor.States[state]).Retry.flatMap(({ ErrorEquals }) => ErrorEquals);
}

describe("the state machines' retry lists", () => {
  test.each([
    { machine: "signal", state: "Sanitise", entry: "services/triage/src/functions/sanitise.ts" },
    { machine: "signal", state: "Recommend", entry: "services/reasoning/src/functions/recommend.ts" },
    { machine: "signal", state: "Decide", entry: "services/executor/src/functions/decide.ts" },
    { machine: "signal", state: "Execute", entry: "services/executor/src/functions/execute.ts" },
    { machine: "action", state: "ExecuteApproved", entry: "services/executor/src/functions/execute.ts" },
    { machine: "undo", state: "Undo", entry: "services/executor/src/functions/undo.ts" },
  ])("$machine/$state: every retryable code of the bundle is tried again", ({ machine, state, entry }) => {
    const sources = sourcesOf(entry);
    expect(sources.size).toBeGreaterThan(20);
    const codes = new Set([...sources].flatMap(([name, text]) => retryableCodes(name, text)));
    expect(codes.size).toBeGreaterThan(2);
    const listed = listOf(machine, state);
    expect([...codes].filter((code) => !listed.includes(code)).toSorted()).toEqual([]);
  });
});

describe("the signal's end", () => {
  const file = new URL("../state-machines/signal.yml", import.meta.url);
  const machine = z
    .object({ States: z.record(z.string(), z.looseObject({})) })
    .parse(parse(readFileSync(file, "utf8"), { logLevel: "silent", merge: true }));

  test("a failure leaves its code and the chain's last good head in the row, for a restart to go on from", () => {
    const ends = Object.values(machine.States).filter((state) => JSON.stringify(state).includes('"outcome":"failed"'));
    expect(ends.map(({ Parameters, Next }) => [(Parameters as Record<string, string>)["audit.$"], Next])).toEqual([
      ["$.audit", "RecordFailure"],
      ["$.sanitised.Payload.audit", "RecordFailure"],
      ["$.recommended.Payload.audit", "RecordFailure"],
    ]);
    const recorded = JSON.stringify(machine.States["RecordFailure"]);
    expect(recorded).toContain("lastAudit = :audit");
    expect(recorded).toContain("AND NOT #status IN (:done, :quarantined)");
    const allNext = JSON.stringify(machine.States).match(/"Next":"\w+Failed"/g) ?? [];
    expect(new Set(allNext)).toEqual(
      new Set([
        '"Next":"SanitiseFailed"',
        '"Next":"RecommendFailed"',
        '"Next":"DecideFailed"',
        '"Next":"ActionFailed"',
      ]),
    );
  });

  test("whatever is quarantined says its code, in the output and in the row", () => {
    const ends = Object.values(machine.States).filter((state) =>
      JSON.stringify(state).includes('"outcome":"quarantined"'),
    );
    expect(ends.map(({ Parameters, Next }) => [(Parameters as Record<string, string>)["code.$"], Next])).toEqual([
      ["$.sanitised.Payload.code", "RecordOutcomeAndCode"],
      ["$.recommended.Payload.code", "RecordOutcomeAndCode"],
      ["$.error.Error", "RecordOutcomeAndCode"],
    ]);
    expect(JSON.stringify(machine.States["RecordOutcomeAndCode"])).toContain("failureCode = :code");
  });
});
