import { enableCompileCache } from "node:module";
import { parentPort, workerData } from "node:worker_threads";
import type { NamedTemplate } from "@agentic-pm/local-cloud";

/** What `askNag` hands to its thread. */
export interface NagQuestion {
  readonly templates: readonly NamedTemplate[];
  /** Where the process keeps what Node compiled, if it does: a thread has to be told. */
  readonly compiled: string | undefined;
}

// The thread behind `askNag`. The CDK is large: compiled anew each time, it takes longer than its answers.
const { templates, compiled } = workerData as NagQuestion;
if (compiled !== undefined) enableCompileCache(compiled);
const { nagObjections } = await import("./nag-objections.ts");
// oxlint-disable-next-line require-post-message-target-origin -- a thread's port has no origin
parentPort?.postMessage({ objections: nagObjections(templates) });
