// Jest's order of files: what takes longest begins first, so that all workers end together.
// The seconds are about what Jest prints for each slow file; they need not be exact, and a file that is not
// named is a short one.
import { readFileSync } from "node:fs";
import { relative } from "node:path";

const SECONDS = JSON.parse(readFileSync(new URL("test-seconds.json", import.meta.url), "utf8"));

export default class LongestFirst {
  #rootDir;

  constructor({ globalConfig }) {
    this.#rootDir = globalConfig.rootDir;
  }

  sort(tests) {
    return tests.toSorted(
      (one, other) => this.#seconds(other) - this.#seconds(one) || (one.path < other.path ? -1 : 1),
    );
  }

  /** Every n-th file to every shard: each has some of the long ones. */
  shard(tests, { shardIndex, shardCount }) {
    return this.sort(tests).filter((_test, index) => index % shardCount === shardIndex - 1);
  }

  /** Jest keeps failures in its cache for `--onlyFailures`; this order keeps none, so that runs every file. */
  allFailedTests(tests) {
    return this.sort(tests);
  }

  cacheResults() {}

  #seconds({ path }) {
    return SECONDS[relative(this.#rootDir, path)] ?? 0;
  }
}
