import { AppError } from "@agentic-pm/errors";
import type { SignalSource } from "../ports/signal-source.ts";
import { type PollPorts, type PollResult, pollSource } from "./poll-source.ts";
import { restartFailed } from "./restart-failed.ts";

export interface IntakeResult {
  /** True when no source had anything new and nothing was started again: no model will be asked. */
  readonly unchanged: boolean;
  readonly started: number;
  /** Signals whose workflow had failed and was started again. */
  readonly restarted: number;
  /** Signals that were given up: started again as often as may be, and failed. */
  readonly abandoned: number;
  readonly sources: readonly PollResult[];
}

/**
 * Starts again what failed, then polls all sources side by side.
 * Throws ALL_SOURCES_FAILED (retryable) when none could be read, so that the function's own alarm sees it.
 */
export async function pollSources(sources: readonly SignalSource[], ports: PollPorts): Promise<IntakeResult> {
  const { restarted, abandoned } = await restartFailed(ports);
  const results = await Promise.all(sources.map((source) => pollSource(source, ports)));
  if (results.length > 0 && results.every(({ outcome }) => outcome === "failed")) {
    throw new AppError("ALL_SOURCES_FAILED", {
      cause: `No source could be read: ${results.map(({ source, code }) => `${source} ${code}`).join(", ")}.`,
      remedy: "See each source's error in the log of this invocation; the next poll repeats from the same checkpoints.",
      retryable: true,
    });
  }
  const started = results.reduce((sum, result) => sum + result.started, 0);
  const unchanged = restarted === 0 && results.every(({ outcome }) => outcome === "unchanged");
  return { unchanged, started, restarted, abandoned, sources: results };
}
