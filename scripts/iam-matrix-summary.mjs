// What a pull request changes about permissions, as the job's summary: the diff of docs/iam-matrix.md against its base.
// Exit code 1 if the packaged permissions are not those that were committed.
import { execFileSync } from "node:child_process";
import { appendFileSync } from "node:fs";

const MATRIX = "docs/iam-matrix.md";
const [base] = process.argv.slice(2);
if (base === undefined) {
  process.stderr.write("Which commit is the base?\n→ node scripts/iam-matrix-summary.mjs origin/main\n");
  process.exit(1);
}
const changed = git("diff", "--unified=0", `${base}...HEAD`, "--", MATRIX);
const uncommitted = git("diff", "--unified=0", "HEAD", "--", MATRIX);

const sections = ["## Permissions"];
sections.push(changed === "" ? "This change leaves every role as it was." : fenced(changed));
if (uncommitted !== "")
  sections.push(`**Not committed** (run \`agentic-pm iam matrix --write\`):`, fenced(uncommitted));
const summary = `${sections.join("\n\n")}\n`;
process.stdout.write(summary);
if (process.env.GITHUB_STEP_SUMMARY !== undefined) appendFileSync(process.env.GITHUB_STEP_SUMMARY, summary);
process.exitCode = uncommitted === "" ? 0 : 1;

function git(...words) {
  return execFileSync("git", words, { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 }).trim();
}

/** A fence that nothing within can close. */
function fenced(text) {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}diff\n${text}\n${fence}`;
}
