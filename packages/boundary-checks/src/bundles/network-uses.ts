import { originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";
import { type PackagedBundle, sourceName } from "./packaged-bundle.ts";

/** A place in a bundle that can open a connection: what is used, and the source that it came from. */
export interface NetworkUse {
  readonly what: string;
  readonly source: string;
}

const IMPORTED = /\bfrom\s*["'](?:node:)?(https?|http2|net|tls|dgram|undici)["']/g;
const REQUIRED = /\(["'](?:node:)?(https?|http2|net|tls|dgram|undici)["']\)/g;
/** The globals by their bare name, called or passed on, and reached through `globalThis`; methods of that name are not meant. */
const GLOBAL =
  /(?<![\w$."'`/-])(fetch|WebSocket|EventSource|XMLHttpRequest)(?![\w$"'`:/-])|(?:globalThis|global)(?:\.|\[["'`])(fetch|WebSocket|EventSource|XMLHttpRequest)\b/g;

/** Every use of the network's modules and globals, traced to its source through the source map in the zip. */
export function networkUses(bundle: PackagedBundle): readonly NetworkUse[] {
  const trace = new TraceMap(bundle.sourceMap);
  const starts = lineStarts(bundle.code);
  return [IMPORTED, REQUIRED, GLOBAL].flatMap((pattern) =>
    [...bundle.code.matchAll(pattern)].map((match) => {
      const { source } = originalPositionFor(trace, positionOf(starts, match.index));
      const what = match[1] ?? match[2] ?? "";
      return { what, source: source === null ? "(no source)" : sourceName(source, bundle.service) };
    }),
  );
}

function lineStarts(code: string): readonly number[] {
  const starts = [0];
  for (let at = code.indexOf("\n"); at >= 0; at = code.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

/** Line from 1, column from 0, as source maps count. */
function positionOf(starts: readonly number[], offset: number): { line: number; column: number } {
  const line = starts.findLastIndex((start) => start <= offset);
  return { line: line + 1, column: offset - (starts[line] ?? 0) };
}
