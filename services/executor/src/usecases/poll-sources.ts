import { AppError } from "@agentic-pm/errors";
import type { SignalSource } from "../ports/signal-source.ts";
import { type PollPorts, type PollResult, pollSource } from "./poll-source.ts";

export interface IntakeResult {
  /** True when no source had anything new: nothing was started and no model will be asked. */
  readonly unchanged: boolean;
  readonly started: number;
  readonly sources: readonly PollResult[];
}

/**
 * Polls all sources side by side.
 * Throws ALL_SOURCES_FAILED (retryable) when none could be read, so that the function's own alarm sees it.
 */
export async function pollSources(sources: readonly SignalSource[], ports: PollPorts): Promise<IntakeResult> {
  const results = await Promise.all(sources.map((source) => pollSource(source, ports)));
  if (results.length > 0 && results.every(({ outcome }) => outcome === "failed")) {
    throw new AppError("ALL_SOURCES_FAILED", {
      cause: `No source could be read: ${results.map(({ source, code }) => `${source} ${code}`).join(", ")}.`,
      remedy: "See each source's error in the log of this invocation; the next poll repeats from the same checkpoints.",
      retryable: true,
    });
  }
  const started = results.reduce((sum, result) => sum + result.started, 0);
  return { unchanged: results.every(({ outcome }) => outcome === "unchanged"), started, sources: results };
}
