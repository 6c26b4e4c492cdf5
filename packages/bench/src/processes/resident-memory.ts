import { readdirSync, readFileSync } from "node:fs";

/** Resident megabytes of a process and all that it started. Throws where the system has no /proc. */
export function residentMegabytes(pid: number): number {
  const parents = new Map<number, number>();
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const parent = parentOf(Number(name));
    if (parent !== undefined) parents.set(Number(name), parent);
  }
  const family = new Set([pid]);
  for (let grew = true; grew;) {
    const before = family.size;
    for (const [child, parent] of parents) if (family.has(parent)) family.add(child);
    grew = family.size > before;
  }
  return [...family].reduce((sum, member) => sum + residentKilobytes(member), 0) / 1024;
}

function parentOf(pid: number): number | undefined {
  // The name, in brackets, may hold blanks: what follows the last bracket does not.
  const rest = readOrNothing(`/proc/${pid}/stat`).split(") ").at(-1)?.split(" ");
  const parent = Number(rest?.[1]);
  return Number.isInteger(parent) ? parent : undefined;
}

function residentKilobytes(pid: number): number {
  return Number(/^VmRSS:\s+(\d+)/m.exec(readOrNothing(`/proc/${pid}/status`))?.[1] ?? 0);
}

/** A process may end while it is looked at. */
function readOrNothing(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
