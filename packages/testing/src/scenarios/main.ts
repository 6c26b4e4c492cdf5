import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { toErrorReport } from "@agentic-pm/errors";
import { ROOT } from "@agentic-pm/packaging";
import { runScenarios, scenarioFilesIn, scenarioTable } from "./index.ts";

const [...named] = process.argv.slice(2).filter((argument) => argument !== "--json");
const dataDir = mkdtempSync(join(tmpdir(), "agentic-pm-scenarios-"));
try {
  const files = named.length > 0 ? named : scenarioFilesIn(join(ROOT, "e2e", "scenarios"));
  const run = await runScenarios(files, { dataDir });
  const json = process.argv.includes("--json");
  process.stdout.write(`${json ? JSON.stringify(run, null, 2) : scenarioTable(run)}\n`);
  if (run.results.some(({ differences }) => differences.length > 0)) process.exitCode = 1;
} catch (error) {
  const { code, cause, remedy } = toErrorReport(error);
  process.stderr.write(`${code}: ${cause}\n→ ${remedy}\n`);
  process.exitCode = 1;
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}
