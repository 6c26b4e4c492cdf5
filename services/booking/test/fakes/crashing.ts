import { failing } from "./local-machine.ts";

/** Where a function is killed: by what it was about to do, or had just done; once, or whenever it gets there. */
export interface Crash {
  readonly name: string;
  readonly op: string;
  readonly when: "before" | "after";
  readonly every: boolean;
}

type Wrap = <Args extends unknown[], Out>(
  op: string | ((...args: Args) => string),
  call: (...args: Args) => Promise<Out>,
) => (...args: Args) => Promise<Out>;

/** Runs functions whose process may be killed at any of its effects. What a killed process does after it is not done. */
export class Processes {
  #crash: Crash | null = null;
  #done = false;

  /** The next process that gets there is killed. */
  kill(crash: Crash | null): void {
    this.#crash = crash;
    this.#done = false;
  }

  /** One invocation; `work` makes its ports with `wrap`. Throws as Step Functions names a process that died. */
  async run<Out>(name: string, work: (wrap: Wrap) => Promise<Out>): Promise<Out> {
    let isDead = false;
    const killed = (): never => {
      isDead = true;
      throw failing("Runtime.ExitError");
    };
    const wrap: Wrap =
      (named, call) =>
      async (...args) => {
        if (isDead) throw failing("Runtime.ExitError");
        const op = typeof named === "string" ? named : named(...args);
        const crash = this.#crash;
        const isDue = crash?.name === name && crash.op === op && !(this.#done && !crash.every);
        if (isDue) this.#done = true;
        if (isDue && crash?.when === "before") killed();
        const answer = await call(...args);
        return isDue ? killed() : answer;
      };
    const answer = await work(wrap).catch((error: unknown) => {
      throw isDead ? failing("Runtime.ExitError") : error;
    });
    if (isDead) throw failing("Runtime.ExitError");
    return answer;
  }
}
