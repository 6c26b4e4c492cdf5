import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as fastCheck from "fast-check";
import { ModuleGraph } from "./module-graph.ts";
import { type Mutant, mutated } from "./mutant.ts";
import { createHarness, type DeclaredTest } from "./test-harness.ts";

/** Files to mutate and the test files that have to notice, as paths from the root. */
export interface Subject {
  readonly files: readonly string[];
  readonly tests: readonly string[];
}

/** Tries mutants of one subject in this process. */
export class MutantTrial {
  readonly #root: string;
  readonly #subject: Subject;
  readonly #graph: ModuleGraph;
  #tests: DeclaredTest[] = [];
  #globals: unknown;

  constructor(subject: Subject, root: string) {
    this.#root = root;
    this.#subject = subject;
    // The same cases in every run: whether a mutant survives must not depend on luck.
    fastCheck.configureGlobal({ seed: 20_260_115, numRuns: 40 });
    this.#graph = new ModuleGraph({
      "@jest/globals": () => this.#globals,
      "fast-check": () => ({ ...fastCheck, __esModule: true, default: fastCheck.default }),
    });
  }

  /** Runs the tests on the sources as they are; the name of the first that fails, or null. */
  async original(): Promise<string | null> {
    this.#begin();
    for (const test of this.#subject.tests) this.#graph.load(join(this.#root, test));
    return this.#firstFailure();
  }

  /** Runs the tests that can see the mutant; the name of the first that fails, or null if it survives. */
  async mutant(mutant: Mutant): Promise<string | null> {
    const file = join(this.#root, mutant.file);
    const source = mutated(readFileSync(file, "utf8"), mutant);
    const seeing = this.#graph.importersOf(file);
    const tests = this.#subject.tests.map((test) => join(this.#root, test)).filter((test) => seeing.has(test));
    this.#begin();
    this.#graph.loadWith(tests, { file, source });
    return await this.#firstFailure();
  }

  #begin(): void {
    const { globals, tests } = createHarness();
    this.#globals = globals;
    this.#tests = tests;
  }

  async #firstFailure(): Promise<string | null> {
    for (const { name, run } of this.#tests) {
      try {
        await run();
      } catch {
        return name;
      }
    }
    return null;
  }
}
