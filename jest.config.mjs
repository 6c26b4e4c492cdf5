/** One Jest for the whole house: native ESM, TypeScript stripped by swc. */
export default {
  testEnvironment: "node",
  // Two at a time, as many as the smallest machine has cores; a worker that has grown is replaced, because Jest keeps
  // what each file loaded and collecting it takes ever longer.
  maxWorkers: 2,
  workerIdleMemoryLimit: "1500MB",
  testSequencer: "<rootDir>/scripts/longest-first.mjs",
  // Beside another file that fills the machine, a test takes longer; one that hangs is still found.
  testTimeout: 30_000,
  roots: ["<rootDir>/packages", "<rootDir>/services"],
  testMatch: ["**/*.test.ts"],
  testPathIgnorePatterns: ["/node_modules/", "/.serverless/", "/.esbuild/"],
  modulePathIgnorePatterns: ["/.serverless/", "/.esbuild/"],
  extensionsToTreatAsEsm: [".ts"],
  transform: {
    "^.+\\.ts$": [
      "@swc/jest",
      { jsc: { parser: { syntax: "typescript" }, target: "es2024" }, module: { type: "es6" } },
    ],
  },
};
