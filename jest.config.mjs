/** One Jest for the whole house: native ESM, TypeScript stripped by swc. */
export default {
  testEnvironment: "node",
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
