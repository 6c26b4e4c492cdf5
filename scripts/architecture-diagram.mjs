// Makes the picture in docs/architecture.md from the compose file and the services' serverless.yml.
// `--write` puts it there; without it, exit code 1 says that the document is stale.
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const document = join(root, "docs", "architecture.md");
const BEGIN = "<!-- diagram:begin -->";
const END = "<!-- diagram:end -->";

const text = readFileSync(document, "utf8");
const current = `${BEGIN}\n${diagram()}\n${END}`;
const updated = text.replace(new RegExp(`${BEGIN}[\\s\\S]*?${END}`), () => current);
if (process.argv.includes("--write")) writeFileSync(document, updated);
else if (updated !== text) {
  process.stdout.write("docs/architecture.md: the diagram is stale: node scripts/architecture-diagram.mjs --write\n");
  process.exitCode = 1;
}

function diagram() {
  const { services } = parse(readFileSync(join(root, "serverless-compose.yml"), "utf8"));
  const lines = ["```mermaid", "flowchart TD"];
  for (const [name, { path, dependsOn = [] }] of Object.entries(services)) {
    const members = membersOf(path);
    lines.push(`  subgraph ${name}`);
    for (const member of members) lines.push(`    ${name}.${member.name}${member.shape}`);
    if (members.length === 0) lines.push(`    ${name}.resources[(resources)]`);
    lines.push("  end");
    for (const dependency of dependsOn) lines.push(`  ${dependency} --> ${name}`);
  }
  return [...lines, "```"].join("\n");
}

/** Functions as boxes, state machines as hexagons. */
function membersOf(path) {
  const source = readFileSync(join(root, path, "serverless.yml"), "utf8");
  const described = parse(source.replaceAll(/!(?:Ref|Sub|GetAtt|ImportValue|Join|If|Select)\s/g, ""), {
    logLevel: "silent",
  });
  const functions = Object.keys(described.functions ?? {}).map((name) => ({ name, shape: `["${name}"]` }));
  const machines = Object.keys(described.stepFunctions?.stateMachines ?? {}).map((name) => ({
    name: `${name}Machine`,
    shape: `{{"${name} state machine"}}`,
  }));
  return [...functions, ...machines];
}
