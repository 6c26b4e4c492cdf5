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
  return sources(root).flatMap(({ file, lines }) =>
    lines.flatMap((text, index) => (pattern.test(text) ? [{ file: relative(root, file), line: index + 1 }] : [])),
  );
}

const read = new Map<string, readonly { readonly file: string; readonly lines: readonly string[] }[]>();

/** The services' YAML files; read once, for nobody edits them while a command runs. */
function sources(root: string): readonly { readonly file: string; readonly lines: readonly string[] }[] {
  const known = read.get(root);
  if (known !== undefined) return known;
  const found = yamlFiles(join(root, "services")).map((file) => ({
    file,
    lines: readFileSync(file, "utf8").split("\n"),
  }));
  read.set(root, found);
  return found;
}

function yamlFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === "node_modules" || entry.name.startsWith(".")) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return yamlFiles(path);
    return entry.name.endsWith(".yml") ? [path] : [];
  });
}

/** The file of the service whose stack this is, with the line if it holds the Sid there. */
export function serviceFile(stackName: string, sid: string | undefined, root = ROOT): string {
  const folder = `services/${stackName.replace(/^agentic-pm-/, "").replace(/-[^-]+$/, "")}/`;
  const place = statementPlaces(sid, root).find(({ file }) => file.startsWith(folder));
  return place === undefined ? `${folder}serverless.yml` : `${place.file}:${place.line}`;
}
