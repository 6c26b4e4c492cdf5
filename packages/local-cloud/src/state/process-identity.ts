import { readFileSync } from "node:fs";

/** Names one run of one process: the pid alone may have been given to another process since. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Boot and start time where /proc tells them, otherwise "". */
  readonly startedAt: string;
}

/** The identity of this process. */
export function thisProcess(): ProcessIdentity {
  return identityOf(process.pid);
}

/** The identity of the process that has this pid now. */
export function identityOf(pid: number): ProcessIdentity {
  return { pid, startedAt: startOf(pid) };
}

/** True if that very process still runs; a process that took over its pid does not count. */
export function isAlive(identity: ProcessIdentity): boolean {
  if (!pidExists(identity.pid)) return false;
  const startedAt = startOf(identity.pid);
  return identity.startedAt === "" || startedAt === "" || startedAt === identity.startedAt;
}

function pidExists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, but belongs to somebody else.
    return systemCode(error) === "EPERM";
  }
}

/** The code of an operating system's error, e.g. "EEXIST". */
export function systemCode(error: unknown): unknown {
  return typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
}

/** Boot id and start tick of a process; "" where the platform has no /proc. */
function startOf(pid: number): string {
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The command name may hold spaces and brackets: fields are counted from its last bracket.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return `${boot}/${fields[19] ?? ""}`;
  } catch {
    return "";
  }
}
