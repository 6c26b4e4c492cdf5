// What `npm start`, `npm test` and the workflows begin with. Runs on any Node >= 20 with nothing installed: brings the
// workspace up to the lockfile with the pinned pnpm, then hands over to the Node that the project carries.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { constants } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const bin = join(root, "node_modules", ".bin");
const node = join(root, "node_modules", "node", "bin", process.platform === "win32" ? "node.exe" : "node");
const stampFile = join(root, "node_modules", ".agentic-pm-installed");
const { packageManager } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

const [command, ...args] = process.argv.slice(2);
const startedAt = Date.now();

const major = Number(process.versions.node.split(".")[0]);
if (major < 20) fail(`Node ${process.versions.node} is too old.`, "Install Node 20 or newer; nothing else is needed.");

const installMs = await installIfNeeded();
process.env.PATH = `${bin}:${process.env.PATH}`;
process.env.AGENTIC_PM_STARTED_AT = String(startedAt);
process.env.AGENTIC_PM_INSTALL_MS = String(installMs);

switch (command) {
  case "start":
    handOver(["packages/cli/src/main.ts", "up", ...args]);
    break;
  case "test":
    handOver(["scripts/test.mjs", ...args]);
    break;
  case "install":
    break;
  case "deploy":
    handOver(["packages/pipelines/src/deploy/main.ts", ...args]);
    break;
  case "rotate-database":
    handOver(["packages/pipelines/src/database-passwords/main.ts", ...args]);
    break;
  case "rotate-check":
    handOver(["packages/pipelines/src/rotation/main.ts", ...args]);
    break;
  default:
    fail(
      `Unknown command ${JSON.stringify(command)}.`,
      "Use `npm start`, `npm test`, or `install`, `deploy`, `rotate-check` or `rotate-database` here.",
    );
}

/** Installs when the lockfile or the manifest differ from what was installed last. Returns milliseconds spent. */
async function installIfNeeded() {
  const lock = createHash("sha256")
    .update(readFileSync(join(root, "pnpm-lock.yaml")))
    .update(readFileSync(join(root, "package.json")))
    .update(process.platform + process.arch)
    .digest("hex");
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === lock && existsSync(node)) return 0;
  process.stderr.write("Installing what is needed (once; about half a minute) ...\n");
  const began = Date.now();
  const { code, said } = await install();
  if (code !== 0) {
    process.stderr.write(`${said}\n`);
    fail("The packages could not be installed.", "See the lines above; a registry out of reach is the usual cause.");
  }
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, lock);
  return Date.now() - began;
}

/** Runs the pinned pnpm in a process group of its own, which a signal ends as a whole; the next start installs anew. */
function install() {
  const isWindows = process.platform === "win32";
  // Before the installer begins, so that there is no moment at which it would be left behind.
  const stop = (signal) => {
    try {
      if (isWindows) child.kill();
      else process.kill(-child.pid, "SIGTERM");
    } catch {
      // It has ended by itself.
    }
    process.exit(128 + constants.signals[signal]);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, stop);
  const child = spawn("npx", ["-y", packageManager, "install", "--frozen-lockfile", "--reporter=append-only"], {
    cwd: root,
    // pnpm's progress is not the product's: it is shown when it fails. The caller's standard output stays clean.
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, CI: "true" },
    shell: isWindows,
    detached: !isWindows,
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said += chunk));
  return new Promise((resolve) => {
    child.on("error", (error) => resolve({ code: 1, said: error.message }));
    child.on("close", (code) => {
      for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.off(signal, stop);
      resolve({ code, said });
    });
  });
}

/** Runs a script on the project's own Node, passing signals on and leaving with its exit code. */
function handOver(script) {
  // Many threads make many malloc arenas that are never given back; two are enough, and a third of the memory.
  const env = { MALLOC_ARENA_MAX: "2", ...process.env };
  const child = spawn(node, script, { cwd: root, stdio: "inherit", env });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => {
    process.exitCode = code ?? 128 + constants.signals[signal];
  });
}

function fail(cause, remedy) {
  process.stderr.write(`${cause}\n${remedy}\n`);
  process.exit(1);
}
