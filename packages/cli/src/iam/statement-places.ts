import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { ROOT } from "@agentic-pm/packaging";

/** A line of a file that people edit, relative to the repository. */
export interface StatementPlace {
  readonly file: string;
  readonly line: number;
}

/** Where the services' sources write a Sid. A Sid that a plugin adds stands nowhere. */
export function statementPlaces(sid: string | undefined, root = ROOT): StatementPlace[] {
  if (sid === undefined) return [];
  const pattern = new RegExp(`Sid:\\s*["']?${sid.replaceAll(/[^\w]/g, "")}\\b`);
  return yamlFiles(join(root, "services")).flatMap((file) =>
    readFileSync(file, "utf8")
      .split("\n")
      .flatMap((text, index) => (pattern.test(text) ? [{ file: relative(root, file), line: index + 1 }] : [])),
  );
}

function yamlFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === "node_modules" || entry.name.startsWith(".")) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return yamlFiles(path);
    return entry.name.endsWith(".yml") ? [path] : [];
  });
}
