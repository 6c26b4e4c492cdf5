import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { AppError } from "@agentic-pm/errors";
import { parse } from "yaml";
import * as z from "zod";

/** The repository's root folder. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "..");

/** A service of the compose file. */
export interface Service {
  readonly name: string;
  /** Absolute folder of its serverless.yml. */
  readonly folder: string;
  /** Services that have to be deployed before it. */
  readonly dependsOn: readonly string[];
}

const Compose = z.object({
  services: z.record(z.string(), z.object({ path: z.string(), dependsOn: z.array(z.string()).default([]) })),
});

/** The services of `serverless-compose.yml`, each after all that it depends on. */
export function servicesInDeployOrder(root = ROOT): readonly Service[] {
  const file = join(root, "serverless-compose.yml");
  const compose = Compose.parse(parse(readFileSync(file, "utf8")));
  const ordered: Service[] = [];
  const visiting = new Set<string>();
  const visit = (name: string): void => {
    if (ordered.some((service) => service.name === name)) return;
    const entry = compose.services[name];
    if (entry === undefined || visiting.has(name)) {
      throw new AppError("COMPOSE_INVALID", {
        cause: entry === undefined ? `No service is called ${name}.` : `Service ${name} depends on itself.`,
        remedy: "Correct dependsOn in serverless-compose.yml.",
      });
    }
    visiting.add(name);
    for (const dependency of entry.dependsOn) visit(dependency);
    ordered.push({ name, folder: join(root, entry.path), dependsOn: entry.dependsOn });
  };
  for (const name of Object.keys(compose.services)) visit(name);
  return ordered;
}

const Manifest = z.object({
  name: z.string(),
  dependencies: z.record(z.string(), z.string()).default({}),
  devDependencies: z.record(z.string(), z.string()).default({}),
});

/** Folders of the workspace packages that end up in a service's package: its dependencies, theirs, and the guard. */
export function packagesOf(folder: string, root = ROOT): readonly string[] {
  const found = new Set<string>();
  const visit = (manifestFolder: string): void => {
    const manifest = Manifest.parse(JSON.parse(readFileSync(join(manifestFolder, "package.json"), "utf8")));
    const local = Object.entries(manifest.dependencies).filter(([, range]) => range.startsWith("workspace:"));
    for (const [name] of local) {
      const dependency = join(root, "packages", name.replace("@agentic-pm/", ""));
      if (found.has(dependency) || !existsSync(dependency)) continue;
      found.add(dependency);
      visit(dependency);
    }
  };
  visit(folder);
  found.add(join(root, "packages", "serverless-guard"));
  return [...found].sort();
}
