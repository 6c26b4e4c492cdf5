import { existsSync, readFileSync } from "node:fs";
import { SourceMap } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * Gives stack traces the places in the sources. A bundle's map is read when the first trace is: as a rule never, and
 * reading it takes about as long as loading the bundle, which `--enable-source-maps` would make every start pay.
 */
export function mapStackTraces(): void {
  const maps = new Map<string, SourceMap | undefined>();
  Error.prepareStackTrace = (error, frames) =>
    [String(error), ...frames.map((frame) => `    at ${mapped(frame, maps)}`)].join("\n");
}

function mapped(frame: NodeJS.CallSite, maps: Map<string, SourceMap | undefined>): string {
  const shown = String(frame);
  const url = frame.getFileName();
  const [line, column] = [frame.getLineNumber(), frame.getColumnNumber()];
  if (typeof url !== "string" || !url.startsWith("file:") || line === null || column === null) return shown;
  const file = fileURLToPath(url);
  if (!maps.has(file)) maps.set(file, mapOf(file));
  const entry = maps.get(file)?.findEntry(line - 1, column - 1);
  if (entry === undefined || !("originalSource" in entry)) return shown;
  const source = join(dirname(file), entry.originalSource);
  const place = `${source}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
  return shown.includes("(") ? shown.replace(/\([^()]*\)$/, `(${place})`) : place;
}

/** A map that is missing or broken maps nothing: the trace itself matters more. */
function mapOf(file: string): SourceMap | undefined {
  if (!existsSync(`${file}.map`)) return undefined;
  try {
    return new SourceMap(JSON.parse(readFileSync(`${file}.map`, "utf8")));
  } catch {
    return undefined;
  }
}
