#!/usr/bin/env node
// The product's command, on the project's own Node whatever Node the caller has.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const node = join(root, "node_modules", "node", "bin", process.platform === "win32" ? "node.exe" : "node");

if (!existsSync(node)) {
  process.stderr.write("The project is not installed yet.\n→ Run `npm start` once; it installs what is needed.\n");
  process.exit(1);
}
const child = spawn(node, [join(root, "packages", "cli", "src", "main.ts"), ...process.argv.slice(2)], {
  stdio: "inherit",
  // As in scripts/bootstrap.mjs: `agentic-pm up` has many threads.
  env: { MALLOC_ARENA_MAX: "2", ...process.env },
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
child.on("exit", (code, signal) => {
  process.exitCode = code ?? (signal === "SIGINT" ? 130 : 143);
});
