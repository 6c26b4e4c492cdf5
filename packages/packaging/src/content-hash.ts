import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { packagesOf, ROOT, type Service } from "./workspace.ts";

const NOT_PACKAGED = new Set(["node_modules", ".serverless", ".esbuild", "test", "bench", "events"]);

/** Files of a folder that may end up in a package, sorted; tests and build output are left out. */
function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      if (NOT_PACKAGED.has(entry.name)) return [];
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return sourceFiles(path);
      return /\.test\.ts$|\.md$/.test(entry.name) ? [] : [path];
    })
    .sort();
}

/**
 * SHA-256 over everything that a service's package is made of: its own files, the workspace packages it bundles, and
 * the lockfile with all third-party versions. Equal hashes mean that packaging again would change nothing.
 */
export function contentHash(service: Pick<Service, "name" | "folder">, stage: string, root = ROOT): string {
  const hash = createHash("sha256").update(`stage ${stage}\n`);
  const files = [service.folder, ...packagesOf(service.folder, root)].flatMap(sourceFiles);
  for (const file of [...files, join(root, "pnpm-lock.yaml")]) {
    hash
      .update(`${relative(root, file)}\n`)
      .update(readFileSync(file))
      .update("\n");
  }
  return hash.digest("hex");
}
