import { parseArgs } from "node:util";

export interface BenchOptions {
  /** Only figures of the issue with this letter. */
  readonly only: string | undefined;
  /** Where the list is written. */
  readonly json: string | undefined;
  /** Measure a fresh clone as well: it downloads every package. */
  readonly clone: boolean;
  /** A folder with `injections.jsonl` and `benign.jsonl` in place of the project's own corpora. */
  readonly corpora: string | undefined;
}

export const USAGE = `Usage: pnpm bench [--only LETTER] [--json FILE] [--clone] [--corpora FOLDER]

  --only LETTER     only the figures of the issue with this letter, e.g. A
  --json FILE       write the figures as JSON
  --clone           also measure a fresh clone with empty caches (needs the network, takes minutes)
  --corpora FOLDER  take injections.jsonl and benign.jsonl from this folder
`;

/** Reads the command line; undefined where it is not one of ours. */
export function readOptions(args: readonly string[]): BenchOptions | undefined {
  try {
    const { values } = parseArgs({
      // pnpm hands the `--` of `pnpm bench -- --only A` on.
      args: args[0] === "--" ? args.slice(1) : [...args],
      options: {
        only: { type: "string" },
        json: { type: "string" },
        clone: { type: "boolean", default: false },
        corpora: { type: "string" },
      },
    });
    if (values.only !== undefined && !/^[a-z]$/i.test(values.only)) return undefined;
    return { only: values.only?.toUpperCase(), json: values.json, clone: values.clone, corpora: values.corpora };
  } catch {
    return undefined;
  }
}
