import { Worker } from "node:worker_threads";
import type { ExtractedDocument, UnreadableDocument } from "./extracted-document.ts";

/** A document that takes longer, or more memory, is given up. */
const LONGEST_MS = 120_000;
const MOST_MEMORY_MB = 512;

/** Extracts a document in a thread of its own. @throws Error where the thread came to no answer. */
export async function extractInThread(
  bytes: Uint8Array,
  signal: AbortSignal,
): Promise<ExtractedDocument | UnreadableDocument> {
  const worker = new Worker(new URL("./extraction-thread.ts", import.meta.url), {
    workerData: bytes,
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB },
  });
  worker.unref();
  const end = (): void => void worker.terminate();
  const timer = setTimeout(end, LONGEST_MS);
  timer.unref();
  signal.addEventListener("abort", end, { once: true });
  try {
    return await new Promise((resolve, reject) => {
      worker.once("message", resolve);
      worker.once("error", reject);
      worker.once("exit", () => reject(new Error("The extraction came to no end within its limits.")));
    });
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", end);
    end();
  }
}
