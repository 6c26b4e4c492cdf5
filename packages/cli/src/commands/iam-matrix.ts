import { matrixOf, type Permission, readDeployment, SNAPSHOT, writeSnapshot } from "@agentic-pm/iam-proof";
import { packageServices } from "@agentic-pm/packaging";
import type { CommonOptions } from "../verb-options.ts";
import { createScreen } from "../terminal/screen.ts";
import { table } from "../terminal/table.ts";

/** `agentic-pm iam matrix`: role × action × resource as packaged; with `write`, into the committed snapshot. */
export async function iamMatrix(options: Pick<CommonOptions, "json"> & { write: boolean }): Promise<void> {
  const deployment = readDeployment(await packageServices());
  const matrix = matrixOf(deployment);
  if (options.write) {
    const changed = writeSnapshot(deployment);
    createScreen(process.stderr).done(changed ? `${SNAPSHOT} written` : `${SNAPSHOT} unchanged`);
  }
  if (options.json) process.stdout.write(`${JSON.stringify(matrix, null, 2)}\n`);
  else if (!options.write) print(matrix.permissions);
}

function print(permissions: readonly Permission[]): void {
  const rows = permissions.map(({ role, action, sid, resource, condition, effective }) => [
    role,
    action,
    effective ? sid : `${sid} (not effective)`,
    condition === "" ? "" : "if",
    resource,
  ]);
  process.stdout.write(`${table([["ROLE", "ACTION", "BY", "", "RESOURCE"], ...rows], 250)}\n`);
  const roles = new Set(permissions.map(({ role }) => role)).size;
  createScreen(process.stdout).line(
    `${roles} roles, ${permissions.length} permissions; conditions: --json, or ${SNAPSHOT}.`,
  );
}
