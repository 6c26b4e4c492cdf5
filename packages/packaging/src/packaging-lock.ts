import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

const LOOK_AGAIN_MS = 200;

/** Does the work while no other process packages this service; a lock that was left by a dead process is taken over. */
export async function alone<Result>(
  locks: string,
  service: string,
  { work, signal }: { readonly work: () => Promise<Result>; readonly signal: AbortSignal | undefined },
): Promise<Result> {
  mkdirSync(locks, { recursive: true });
  const file = join(locks, `${service}.lock`);
  while (!take(file)) {
    signal?.throwIfAborted();
    if (isLeft(file)) rmSync(file, { force: true });
    else await wait(LOOK_AGAIN_MS);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

function take(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** True when whoever holds the lock is gone. A lock without a number is being written just now. */
function isLeft(file: string): boolean {
  let pid: number;
  try {
    pid = Number(readFileSync(file, "utf8"));
  } catch {
    return false;
  }
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
}
