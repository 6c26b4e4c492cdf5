import { createRequire } from "node:module";
import { join } from "node:path";
import { ROOT } from "@agentic-pm/packaging";
import { build, type BuildOptions, type Metafile } from "esbuild";
import { sourceName } from "./packaged-bundle.ts";

/** The esbuild options of every service, as the framework's plugin gets them. */
type Configuration = (framework: { processedInput: { commands: string[] } }) => BuildOptions & Record<string, unknown>;

/**
 * How a file gets into a function's bundle: from the handler to the file, by the shortest way; empty if it does not.
 * Bundles the handler again with the services' own configuration, for the graph that a source map does not have.
 */
export async function importChain(handler: string, found: string, service: string): Promise<readonly string[]> {
  const { outputFileExtension: _e, exclude: _x, ...options } = configuration();
  const { metafile } = await build({
    ...(options as BuildOptions),
    absWorkingDir: ROOT,
    entryPoints: [handler],
    outfile: join(ROOT, "services", service, ".esbuild", "chain.mjs"),
    write: false,
    metafile: true,
    logLevel: "silent",
  });
  return shortestWay(metafile, found, service);
}

function configuration(): BuildOptions & Record<string, unknown> {
  const load = createRequire(import.meta.url);
  const configure = load(join(ROOT, "packages", "serverless-guard", "src", "esbuild.cjs")) as Configuration;
  return configure({ processedInput: { commands: ["package"] } });
}

function shortestWay({ inputs, outputs }: Metafile, found: string, service: string): readonly string[] {
  const entry = Object.values(outputs).find(({ entryPoint }) => entryPoint !== undefined)?.entryPoint ?? "";
  const ways: string[][] = [[entry]];
  const seen = new Set([entry]);
  for (const way of ways) {
    const last = way.at(-1) ?? "";
    if (sourceName(last, service) === found) return way.map((path) => sourceName(path, service));
    for (const { path } of inputs[last]?.imports ?? []) {
      if (seen.has(path)) continue;
      seen.add(path);
      ways.push([...way, path]);
    }
  }
  return [];
}
