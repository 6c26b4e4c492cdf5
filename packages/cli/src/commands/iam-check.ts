import { checkPackaged, type CheckReport } from "@agentic-pm/iam-proof";
import { packageServices } from "@agentic-pm/packaging";
import type { CommonOptions } from "../verb-options.ts";
import { createScreen } from "../terminal/screen.ts";

/** `agentic-pm iam check`: what must not be deployed, from the packaged templates. Exit code 1 if anything is found. */
export async function iamCheck(options: Pick<CommonOptions, "json">): Promise<void> {
  const services = await packageServices();
  const startedAt = performance.now();
  const report = await checkPackaged(services);
  const milliseconds = Math.round(performance.now() - startedAt);
  if (options.json) process.stdout.write(`${JSON.stringify({ ...report, milliseconds }, null, 2)}\n`);
  else print(report, milliseconds);
  if (report.findings.length > 0) process.exitCode = 1;
}

function print(report: CheckReport, milliseconds: number): void {
  const { findings, roles, statements, resources, escalationPaths, rulePacks } = report;
  const screen = createScreen(process.stdout);
  const { red, bold, dim } = screen.paint;
  for (const { kind, role, sid, file, resource, property, cause, remedy } of findings) {
    screen.line(`${red(kind)} ${bold(role ?? resource)}${sid === undefined ? "" : ` ${sid}`}`);
    screen.line(`  ${cause}`);
    screen.line(`  ${dim(`${resource} ${property}, ${file}`)}`);
    screen.line(`  ${remedy}`);
  }
  for (const { name, rules, objections, suppressed, notAsked } of rulePacks) {
    const said = `${rules} rules object ${objections} times, ${suppressed} of them for a written reason`;
    screen.line(`${name}: ${notAsked === undefined ? said : `not asked, for ${notAsked}`}.`);
  }
  const seen = `${resources} resources, ${roles} roles, ${statements} statements, ${escalationPaths} escalation paths`;
  screen.line(`${findings.length} findings in ${seen} (${(milliseconds / 1000).toFixed(1)} s).`);
}
