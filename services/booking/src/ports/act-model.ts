import type { ActStep } from "../domain/act-calls.ts";

/** The answer to one call of the model. */
export interface CallResult {
  readonly callId: string;
  readonly content: readonly { readonly text: string }[];
}

/** One act in progress. */
export interface Act {
  /** The next calls. Throws ACT_MODEL_UNAVAILABLE, and ACT_CALL_MALFORMED for calls outside the closed schema. */
  step(results: readonly CallResult[]): Promise<ActStep>;
  end(status: "SUCCEEDED" | "FAILED" | "TIMED_OUT"): Promise<void>;
}

/** A run of acts in one browser. */
export interface ActRun {
  readonly modelId: string;
  act(task: string): Promise<Act>;
  end(status: "SUCCEEDED" | "FAILED"): Promise<void>;
}

export interface ActModel {
  /** `reference` names the run at the service, for repeating the request safely. Throws ACT_MODEL_UNAVAILABLE. */
  open(reference: string): Promise<ActRun>;
}
