import { existsSync, readFileSync, statfsSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join, resolve } from "node:path";
import { type Diagnosis, failing, ok, warn } from "../diagnosis.ts";

/** Packages, databases, the unpacked browser, and a day's logs. */
const NEEDED_BYTES = 2 * 1024 ** 3;

/** Room where the data folder is, or would be. */
export function checkDisk(dataDir: string): Diagnosis {
  const { bavail, bsize } = statfsSync(nearestFolder(resolve(dataDir)));
  const free = Number(bavail) * Number(bsize);
  const found = `${(free / 1024 ** 3).toFixed(1)} GB free`;
  if (free >= NEEDED_BYTES) return ok("disk", found);
  return failing("disk", found, "Free 2 GB, or keep the state on another disk: `--data <folder>`.");
}

/** Whether a cloud runs with the data folder, or another could. */
export function checkDataFolder(dataDir: string): Diagnosis {
  const check = "data folder";
  const file = join(dataDir, "cloud", "lock.json");
  if (!existsSync(file)) return ok(check, `${resolve(dataDir)} is free`);
  const pid = pidOf(file);
  if (pid === undefined)
    return warn(check, `${file} cannot be read`, "Start once: a lock that nobody holds is taken over.");
  if (!isAlive(pid)) return ok(check, `process ${pid} left a lock behind, which the next start takes over`);
  return warn(
    check,
    `in use by process ${pid}`,
    "Use it, or stop it with Ctrl-C, or give another folder: `--data <folder>`.",
  );
}

/** Whether a server may listen here at all, and on the given port. */
export async function checkPorts(port = 0): Promise<Diagnosis> {
  const check = port === 0 ? "ports" : `port ${port}`;
  const server = createServer();
  try {
    await new Promise<void>((listening, refused) => {
      server.once("error", refused);
      server.listen(port, "127.0.0.1", listening);
    });
    return ok(check, "127.0.0.1 can be listened on");
  } catch (error) {
    const { message } = error instanceof Error ? error : new Error(String(error));
    const remedy =
      port === 0
        ? "Allow listening on the loopback address (sandbox, firewall)."
        : "Leave --port out, or give a free one.";
    return failing(check, message, remedy);
  } finally {
    server.close();
  }
}

function nearestFolder(folder: string): string {
  return existsSync(folder) ? folder : nearestFolder(dirname(folder));
}

function pidOf(file: string): number | undefined {
  try {
    const lock: unknown = JSON.parse(readFileSync(file, "utf8"));
    const pid = typeof lock === "object" && lock !== null && "pid" in lock ? Number(lock.pid) : Number.NaN;
    return Number.isInteger(pid) ? pid : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
