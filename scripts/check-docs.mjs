// A path in a document must exist, and every function must have its row in its service's README.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const SKIPPED = new Set(["node_modules", ".git", ".serverless", ".esbuild", ".agentic-pm", ".cache"]);
const problems = [];

for (const document of markdownFiles(root)) checkPaths(document);
for (const name of readdirSync(join(root, "services"))) checkFunctionRows(name);

for (const problem of problems) process.stdout.write(`${problem}\n`);
process.exitCode = problems.length === 0 ? 0 : 1;

function markdownFiles(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (SKIPPED.has(entry.name)) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return markdownFiles(path);
    return entry.name.endsWith(".md") ? [path] : [];
  });
}

/** Paths are what stands in links, and in code spans that begin with a folder of ours. */
function checkPaths(document) {
  const text = readFileSync(document, "utf8").replaceAll(/```[\s\S]*?```/g, "");
  const links = [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)(?:#[^)]*)?\)/g)].map((match) => match[1]);
  const spans = [...text.matchAll(/`((?:services|packages|docs|scripts|e2e|\.github|\.ci)\/[^`\s]*)`/g)].map(
    (match) => match[1],
  );
  for (const path of links) expectPath(document, join(dirname(document), path), path);
  for (const path of spans) {
    if (/[<>*{}$]/.test(path)) continue;
    const withoutLine = path.replace(/:\d+$/, "");
    expectPath(document, join(root, withoutLine), path);
  }
}

function expectPath(document, absolute, path) {
  if (!existsSync(absolute)) problems.push(`${relative(root, document)}: ${path} does not exist`);
}

function checkFunctionRows(name) {
  const file = join(root, "services", name, "serverless.yml");
  if (!existsSync(file)) return;
  const source = readFileSync(file, "utf8").replaceAll(/!(?:Ref|Sub|GetAtt|ImportValue|Join|If|Select)\s/g, "");
  const functions = Object.keys(parse(source, { logLevel: "silent" })?.functions ?? {});
  const readme = join(root, "services", name, "README.md");
  const text = existsSync(readme) ? readFileSync(readme, "utf8") : "";
  if (text === "") problems.push(`services/${name}: README.md is missing`);
  for (const each of functions) {
    if (!text.includes(`\`${each}\``)) problems.push(`services/${name}/README.md: no row for the function ${each}`);
  }
}
