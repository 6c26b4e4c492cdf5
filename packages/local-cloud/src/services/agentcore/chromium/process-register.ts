import { rmSync } from "node:fs";
import { openDurableMapSync, type DurableMap } from "../../../state/durable-map.ts";
import { identityOf, isAlive, type ProcessIdentity } from "../../../state/process-identity.ts";

interface Entry {
  readonly identity: ProcessIdentity;
  readonly profileDir: string;
}

/** The browsers that were started from this data folder: a cloud that was killed leaves them to the next one. */
export class ProcessRegister {
  readonly #entries: DurableMap<Entry>;

  constructor(file: string) {
    this.#entries = openDurableMapSync<Entry>(file);
  }

  add(pid: number, profileDir: string): void {
    this.#entries.put(String(pid), { identity: identityOf(pid), profileDir });
  }

  remove(pid: number): void {
    this.#entries.remove(String(pid));
  }

  /** Ends what an earlier cloud left running; a process that only has the same number is left alone. */
  endLeftovers(): void {
    for (const [key, { identity, profileDir }] of this.#entries.entries()) {
      if (identity.startedAt !== "" && isAlive(identity)) endGroup(identity.pid);
      rmSync(profileDir, { recursive: true, force: true, maxRetries: 5 });
      this.#entries.remove(key);
    }
  }

  close(): void {
    this.#entries.close();
  }
}

function endGroup(pid: number): void {
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // It ended between the look and the kill.
  }
}
