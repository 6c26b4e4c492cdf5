// `npm test`: the checks and every test, side by side. The last line counts the tests for machines that read logs.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const args = process.argv.slice(2);
// Tests start a hundred processes of the same code: what Node compiled for one, it has for the next.
process.env.NODE_COMPILE_CACHE = join(root, ".cache", "compiled");

// The checks read sources only: they say what they found when they are through, while the tests run.
const checking = args.length === 0 ? run([join(root, "scripts", "check.mjs")]) : 0;
// End-to-end tests run the packaged bundles, so they are packaged first (skipped when nothing changed).
const packaged = await run([join(root, "packages", "cli", "src", "main.ts"), "package"]);

const folder = mkdtempSync(join(tmpdir(), "agentic-pm-test-"));
const resultFile = join(folder, "jest.json");
const tested = await run([
  "--experimental-vm-modules",
  "--disable-warning=ExperimentalWarning",
  join(root, "node_modules", "jest", "bin", "jest.js"),
  "--json",
  `--outputFile=${resultFile}`,
  ...args,
]);
const checked = await checking;
const counts = countsOf(resultFile);
rmSync(folder, { recursive: true, force: true });

const steps = [checked, packaged];
const failedSteps = steps.filter((code) => code !== 0).length;
process.stdout.write(
  `${counts.passed + steps.length - failedSteps} passed, ${counts.failed + failedSteps} failed${counts.skipped === 0 ? "" : `, ${counts.skipped} skipped`}\n`,
);
process.exitCode = failedSteps === 0 && tested === 0 ? 0 : 1;

/** Runs a script on this Node. Jest writes its JSON to a file and its progress to standard error. */
function run(script) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, script, { cwd: root, stdio: ["ignore", "inherit", "inherit"] });
    child.on("close", (code) => resolve(code ?? 1));
  });
}

function countsOf(file) {
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numRuntimeErrorTestSuites } = JSON.parse(
      readFileSync(file, "utf8"),
    );
    return {
      passed: numPassedTests,
      failed: numFailedTests + numRuntimeErrorTestSuites,
      skipped: numPendingTests,
    };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
