import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Coverage, coverageOf, readDeployment, reasonsFor } from "@agentic-pm/iam-proof";
import { readUsageFile, readUsedPermissions } from "@agentic-pm/local-cloud";
import { packageServices } from "@agentic-pm/packaging";
import type { CommonOptions } from "../verb-options.ts";
import { createScreen } from "../terminal/screen.ts";

export interface CoverageOptions extends CommonOptions {
  /** Files of uses, or data folders, beside the one of `data` if that has any. */
  readonly usage: readonly string[];
  /** The uses are those of the whole test run: less goes without saying, and a reason that this run did not need is told. */
  readonly whole: boolean;
}

/**
 * `agentic-pm iam coverage`: permissions that are granted and that nothing has used, by role. Exit code 1 if one of
 * them has no reason, or a reason has no permission. What a run used is no finding although a reason explains its being
 * unused: a slow run comes to waits and retries that a quick one does not.
 */
export async function iamCoverage({ data, usage, whole, json }: CoverageOptions): Promise<void> {
  const folders = usage.length > 0 && !existsSync(join(data, "cloud")) ? usage : [data, ...usage];
  const uses = folders.flatMap((place) =>
    existsSync(join(place, "cloud")) || place === data
      ? readUsedPermissions(join(place, "cloud"))
      : readUsageFile(place),
  );
  const coverage = coverageOf(readDeployment(await packageServices()), uses, reasonsFor(whole));
  if (json) process.stdout.write(`${JSON.stringify(coverage, null, 2)}\n`);
  else print(coverage, whole);
  const { unused, stale } = coverage;
  const isExplained = unused.every(({ why }) => why !== undefined);
  if (!isExplained || stale.length > 0) process.exitCode = 1;
}

function print({ granted, used, unused, stale, needless }: Coverage, whole: boolean): void {
  const screen = createScreen(process.stdout);
  const { bold, dim, yellow } = screen.paint;
  for (const [role, permissions] of Map.groupBy(unused, (each) => each.role)) {
    screen.line(bold(role));
    for (const { action, resource, sid, why } of permissions) {
      screen.line(`  ${why === undefined ? yellow(sid) : sid} ${action} on ${resource}`);
      if (why !== undefined) screen.line(dim(`    ${why}`));
    }
  }
  const file = "packages/iam-proof/src/usage";
  const told = (reasons: Coverage["stale"], what: string): void => {
    for (const { sid, roles, actions } of reasons) {
      const of = [...(roles ?? []), ...(actions ?? [])].join(", ");
      screen.line(`${yellow(sid)}${of === "" ? "" : ` (${of})`}: ${what}`);
    }
  };
  told(stale, `no role has such a permission. Take the reason out of ${file}.`);
  if (whole) told(needless, `all of it was used this time. If it always is, take the reason out of ${file}.`);
  const unexplained = unused.filter(({ why }) => why === undefined).length;
  screen.line(`${used} of ${granted} permissions used; ${unused.length} not, ${unexplained} of them without a reason.`);
}
