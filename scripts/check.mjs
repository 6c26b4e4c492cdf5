// `pnpm check`: everything about the sources that can be known without running them, side by side.
import { spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const modules = join(root, "node_modules");

const STEPS = [
  { name: "format", script: "oxfmt/bin/oxfmt", args: ["--check"] },
  { name: "lint", script: "oxlint/bin/oxlint", args: ["--deny-warnings"] },
  { name: "types", script: "typescript-native/bin/tsc", args: ["-p", "tsconfig.json"] },
  {
    name: "boundaries",
    script: "dependency-cruiser/bin/dependency-cruiser.mjs",
    args: ["--config", ".dependency-cruiser.cjs", "--output-type", "err", "packages", "services"],
  },
  { name: "dead code", script: "knip/bin/knip.js", args: ["--no-progress"] },
  { name: "docs", script: "../scripts/check-docs.mjs", args: [] },
  { name: "diagram", script: "../scripts/architecture-diagram.mjs", args: [] },
];

const startedAt = performance.now();
const results = await Promise.all(STEPS.map(run));
for (const { name, code, output, milliseconds } of results) {
  process.stdout.write(`${code === 0 ? "ok  " : "FAIL"} ${name} (${(milliseconds / 1000).toFixed(1)} s)\n`);
  if (code !== 0) process.stdout.write(`${output}\n`);
}
const failed = results.filter((result) => result.code !== 0).length;
const total = ((performance.now() - startedAt) / 1000).toFixed(1);
process.stdout.write(`check: ${results.length - failed} of ${results.length} steps clean in ${total} s\n`);
process.exitCode = failed === 0 ? 0 : 1;

function run({ name, script, args }) {
  const began = performance.now();
  const child = spawn(process.execPath, [join(modules, script), ...args], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, FORCE_COLOR: "0", NO_COLOR: "1" },
  });
  const output = [];
  child.stdout.on("data", (chunk) => output.push(chunk));
  child.stderr.on("data", (chunk) => output.push(chunk));
  return new Promise((resolve) => {
    child.on("close", (code) => {
      const milliseconds = performance.now() - began;
      resolve({ name, code, milliseconds, output: Buffer.concat(output).toString("utf8").trim() });
    });
  });
}
