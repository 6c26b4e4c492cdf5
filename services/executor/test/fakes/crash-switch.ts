/** Kills the process at the n-th call of any port: from then on no call comes through, until it is revived. */
export class CrashSwitch {
  #left: number;
  #dead = false;
  calls = 0;

  constructor(atCall = Number.POSITIVE_INFINITY) {
    this.#left = atCall;
  }

  /** Does the work of a port; a crash at this call comes before the work or right after it. */
  async run<Out>(work: () => Out, when: "before" | "after" = "after"): Promise<Out> {
    if (this.#dead) throw new Error("The process is dead.");
    this.calls += 1;
    this.#left -= 1;
    if (this.#left >= 0) return work();
    this.#dead = true;
    if (when === "after") work();
    throw new Error("The process is killed here.");
  }

  revive(): void {
    this.#dead = false;
    this.#left = Number.POSITIVE_INFINITY;
  }
}
