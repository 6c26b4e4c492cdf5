import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BenchOptions } from "./options.ts";

/** Where figures are measured: a folder of this run's own, and measurements that several figures read. */
export interface Lab {
  readonly options: BenchOptions;
  /** A path inside a temporary folder that is removed at the end. */
  path(name: string): string;
  /** Tells whoever waits what is being done. */
  progress(words: string): void;
  /** Measures under this name once, however many figures ask for it. */
  once<Result>(name: string, measure: () => Promise<Result>): Promise<Result>;
  close(): void;
}

export function openLab(options: BenchOptions, progress: (words: string) => void): Lab {
  const folder = mkdtempSync(join(tmpdir(), "agentic-pm-bench-"));
  const measured = new Map<string, Promise<unknown>>();
  return {
    options,
    path: (name) => join(folder, name),
    progress,
    once: <Result>(name: string, measure: () => Promise<Result>) => {
      const known = measured.get(name) as Promise<Result> | undefined;
      if (known !== undefined) return known;
      const measuring = measure();
      measured.set(name, measuring);
      return measuring;
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}
