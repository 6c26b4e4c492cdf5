import { spawn } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { expect, test } from "@jest/globals";
import { ROOT } from "@agentic-pm/packaging";

test("Ctrl-C while it installs ends the installer too, and installs anew the next time", async () => {
  const folder = mkdtempSync(join(tmpdir(), "agentic-pm-bootstrap-"));
  const pidFile = join(folder, "installer.pid");
  mkdirSync(join(folder, "scripts"));
  copyFileSync(join(ROOT, "scripts", "bootstrap.mjs"), join(folder, "scripts", "bootstrap.mjs"));
  for (const file of ["package.json", "pnpm-lock.yaml"]) copyFileSync(join(ROOT, file), join(folder, file));
  // An installer that never ends, with a child of its own as npx has one.
  writeFileSync(join(folder, "npx"), `#!/bin/sh\nsleep 300 &\necho $! > "${pidFile}"\nwait\n`, { mode: 0o755 });
  try {
    const child = spawn(process.execPath, [join(folder, "scripts", "bootstrap.mjs"), "start"], {
      stdio: "ignore",
      env: { ...process.env, PATH: `${folder}${delimiter}${process.env["PATH"] ?? ""}` },
    });
    const ended = new Promise((resolve) => child.on("close", resolve));
    while (!existsSync(pidFile) || readFileSync(pidFile, "utf8") === "") await pause();
    child.kill("SIGINT");
    expect(await ended).toBe(130);
    const installer = Number(readFileSync(pidFile, "utf8"));
    while (isAlive(installer)) await pause();
    expect(existsSync(join(folder, "node_modules"))).toBe(false);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
