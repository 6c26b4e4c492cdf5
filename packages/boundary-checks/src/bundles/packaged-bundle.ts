import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "@agentic-pm/errors";
import { unzipSync } from "fflate";

/** The folder that `serverless package` fills for a service. */
export interface PackagedFolder {
  readonly name: string;
  readonly artefactsDir: string;
}

/** A function as it will be uploaded: its one bundled file, and the sources that went into it. */
export interface PackagedBundle {
  readonly service: string;
  /** "sanitise". */
  readonly functionName: string;
  readonly code: string;
  /** The source map as it lies in the zip. */
  readonly sourceMap: string;
  /** Paths from the repository's root; third-party files begin with `node_modules/<package>/`. */
  readonly sources: readonly string[];
}

const MODULE = /^src\/functions\/([\w-]+)\.m?js$/;

/**
 * Every bundled function of the services, or `only` those of one name.
 * @throws AppError BUNDLE_UNREADABLE where a zip has no code or no source map.
 */
export function packagedBundles(services: readonly PackagedFolder[], only?: string): readonly PackagedBundle[] {
  return services.flatMap(({ name, artefactsDir }) =>
    existsSync(artefactsDir)
      ? readdirSync(artefactsDir)
          .filter((file) => (only === undefined ? file.endsWith(".zip") : file === `${only}.zip`))
          .map((file) => readBundle(name, readFileSync(join(artefactsDir, file))))
      : [],
  );
}

/** One function's bundle out of its zip. @throws AppError BUNDLE_UNREADABLE. */
export function readBundle(service: string, zip: Uint8Array): PackagedBundle {
  const files = unzipSync(zip);
  const modules = Object.keys(files).filter((path) => MODULE.test(path));
  const [path] = modules;
  const functionName = MODULE.exec(path ?? "")?.[1];
  const code = path === undefined ? undefined : files[path];
  const map = path === undefined ? undefined : files[`${path}.map`];
  if (modules.length !== 1 || functionName === undefined || code === undefined || map === undefined) {
    throw unreadable(service, `it holds ${modules.length} function modules, or no source map`);
  }
  const stray = Object.keys(files).filter((file) => file !== path && file !== `${path}.map`);
  if (stray.length > 0) throw unreadable(service, `it also holds ${stray.slice(0, 3).join(", ")}`);
  const sourceMap = Buffer.from(map).toString("utf8");
  const { sources } = JSON.parse(sourceMap) as { sources?: string[] };
  if (!Array.isArray(sources) || sources.length === 0) throw unreadable(service, "its source map names no sources");
  const named = sources.map((source) => sourceName(source, service));
  return { service, functionName, code: Buffer.from(code).toString("utf8"), sourceMap, sources: named };
}

/** A source map's path, relative to the bundle, as a path that people know; what stands for a built-in is its importer's. */
export function sourceName(source: string, service: string): string {
  const plain = source.replace(/^lean-builtins:http for /, "").replace(/^(?:\.\.\/)+/, "");
  const third = plain.lastIndexOf("node_modules/");
  if (third >= 0) return plain.slice(third);
  return plain.startsWith("src/") ? `services/${service}/${plain}` : plain;
}

function unreadable(service: string, why: string): AppError {
  return new AppError("BUNDLE_UNREADABLE", {
    cause: `A zip of the service ${service} cannot be checked: ${why}.`,
    remedy: "Package the service again (pnpm package --force); each zip holds one bundled function and its source map.",
  });
}
