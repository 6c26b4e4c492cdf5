import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
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
  "services/triage/src/adapters/request-vault.s3.ts": ["VAULT_UNAVAILABLE"],
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

/** The codes of all the retryable errors that a function's bundle can throw; `entry` is its path from the root. */
export function retryableCodesOf(entry: string): { readonly codes: readonly string[]; readonly sources: number } {
  const sources = sourcesOf(entry);
  const codes = new Set([...sources].flatMap(([name, text]) => retryableCodes(name, text)));
  return { codes: [...codes], sources: sources.size };
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
