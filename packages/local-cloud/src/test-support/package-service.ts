import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import type { PackagedService } from "../cloud/packaged-service.ts";

/** Writes a service as `serverless package` would: the template, and a zip for each function's source. */
export function packageService(
  folder: string,
  name: string,
  content: { readonly template: unknown; readonly functions?: Readonly<Record<string, string>> },
): PackagedService {
  const artefactsDir = join(folder, name, ".serverless");
  mkdirSync(artefactsDir, { recursive: true });
  writeFileSync(join(artefactsDir, "cloudformation-template-update-stack.json"), JSON.stringify(content.template));
  for (const [functionName, source] of Object.entries(content.functions ?? {})) {
    writeFileSync(join(artefactsDir, `${functionName}.zip`), zipSource(source));
  }
  return { name, artefactsDir };
}

/** A zip with `index.mjs`, the same bytes for the same source. */
export function zipSource(source: string): Uint8Array {
  return zipSync({ "index.mjs": [strToU8(source), { mtime: new Date("2026-01-01T00:00:00Z") }] });
}
