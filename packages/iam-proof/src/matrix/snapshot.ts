import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "@agentic-pm/errors";
import { ROOT } from "@agentic-pm/packaging";
import type { Deployment } from "../deployment.ts";
import { matrixMarkdown } from "./markdown.ts";
import { matrixOf } from "./matrix.ts";

/** Where the matrix is committed. */
export const SNAPSHOT = "docs/iam-matrix.md";

/** Writes the matrix of what is packaged; answers whether it changed. */
export function writeSnapshot(deployment: Deployment, root = ROOT): boolean {
  const text = matrixMarkdown(matrixOf(deployment));
  if (committed(root) === text) return false;
  writeFileSync(join(root, SNAPSHOT), text);
  return true;
}

/**
 * Compares what is packaged with what is committed.
 * @throws AppError IAM_MATRIX_CHANGED with the lines that differ.
 */
export function expectSnapshot(deployment: Deployment, root = ROOT): void {
  const now = matrixMarkdown(matrixOf(deployment)).split("\n");
  const then = committed(root).split("\n");
  const added = now.filter((line) => !then.includes(line)).map((line) => `+ ${line}`);
  const removed = then.filter((line) => !now.includes(line)).map((line) => `- ${line}`);
  if (now.join("\n") === then.join("\n")) return;
  throw new AppError("IAM_MATRIX_CHANGED", {
    cause: `The packaged permissions are not those of ${SNAPSHOT}:\n${[...removed, ...added].join("\n")}`,
    remedy: `If that is meant, run \`agentic-pm iam matrix --write\` and commit ${SNAPSHOT}.`,
  });
}

function committed(root: string): string {
  const file = join(root, SNAPSHOT);
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}
