import { legsTable, ruleOfTwo, violationOf } from "@agentic-pm/boundary-checks";
import { packageServices } from "@agentic-pm/packaging";
import type { CommonOptions } from "../verb-options.ts";
import { createScreen } from "../terminal/screen.ts";
import { table } from "../terminal/table.ts";

/** `agentic-pm iam rule-of-two`: role × leg from the packaged templates. Exit code 1 if a role has all three. */
export async function iamRuleOfTwo(options: Pick<CommonOptions, "json">): Promise<void> {
  const roles = ruleOfTwo(await packageServices());
  const violations = roles.filter(({ violates }) => violates);
  if (options.json) process.stdout.write(`${JSON.stringify({ holds: violations.length === 0, roles }, null, 2)}\n`);
  else {
    process.stdout.write(`${table(legsTable(roles), 160)}\n`);
    const screen = createScreen(process.stdout);
    for (const role of violations) screen.line(screen.paint.red(violationOf(role)));
    screen.line(`${violations.length} of ${roles.length} roles have all three.`);
  }
  if (violations.length > 0) process.exitCode = 1;
}
