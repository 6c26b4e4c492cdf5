import { join } from "node:path";
import { type Coverage, coverageOf, readDeployment } from "@agentic-pm/iam-proof";
import { readUsedPermissions } from "@agentic-pm/local-cloud";
import { packageServices } from "@agentic-pm/packaging";
import type { CommonOptions } from "../verb-options.ts";
import { createScreen } from "../terminal/screen.ts";

/** `agentic-pm iam coverage`: permissions that are granted and that no run with this data folder has used, by role. */
export async function iamCoverage(options: CommonOptions): Promise<void> {
  const uses = readUsedPermissions(join(options.data, "cloud"));
  const coverage = coverageOf(readDeployment(await packageServices()), uses);
  if (options.json) process.stdout.write(`${JSON.stringify(coverage, null, 2)}\n`);
  else print(coverage);
}

function print({ granted, used, unused }: Coverage): void {
  const screen = createScreen(process.stdout);
  const { bold, dim, yellow } = screen.paint;
  for (const [role, permissions] of Map.groupBy(unused, (each) => each.role)) {
    screen.line(bold(role));
    for (const { action, resource, sid, why } of permissions) {
      screen.line(`  ${why === undefined ? yellow(sid) : sid} ${action} on ${resource}`);
      if (why !== undefined) screen.line(dim(`    ${why}`));
    }
  }
  const unexplained = unused.filter(({ why }) => why === undefined).length;
  screen.line(`${used} of ${granted} permissions used; ${unused.length} not, ${unexplained} of them without a reason.`);
}
