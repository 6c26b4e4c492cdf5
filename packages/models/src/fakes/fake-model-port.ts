import { fail, ok, type Result } from "@agentic-pm/errors";
import type { ModelAnswer, ModelErrorCode, ModelPort, ModelRequest } from "../index.ts";

/** What a fake model is to do next: answer with this tool input, or fail with this code. */
export type Scripted = { readonly output: unknown } | { readonly failure: ModelErrorCode };

/**
 * A model that answers from a script, or from a function of the request. Answers pass the tool's schema as the real
 * ones do, so an answer that does not fit fails with MODEL_OUTPUT_INVALID.
 */
export class FakeModelPort implements ModelPort {
  readonly requests: ModelRequest<unknown>[] = [];
  readonly #next: (request: ModelRequest<unknown>) => Scripted;
  readonly #facts: Partial<ModelAnswer<unknown>>;

  constructor(
    script: readonly Scripted[] | ((request: ModelRequest<unknown>) => Scripted),
    facts: Partial<ModelAnswer<unknown>> = {},
  ) {
    const queue = typeof script === "function" ? [] : [...script];
    this.#next = typeof script === "function" ? script : () => queue.shift() ?? { failure: "MODEL_UNAVAILABLE" };
    this.#facts = facts;
  }

  async converse<Out>(request: ModelRequest<Out>): Promise<Result<ModelAnswer<Out>, ModelErrorCode>> {
    this.requests.push(request);
    const scripted = this.#next(request);
    if ("failure" in scripted) return failed(scripted.failure);
    const parsed = request.tool.schema.safeParse(scripted.output);
    if (!parsed.success) return failed("MODEL_OUTPUT_INVALID");
    return ok({
      modelId: request.modelId,
      servedBy: "fake",
      degraded: false,
      inputTokens: 100,
      outputTokens: 20,
      costUsd: 0,
      repaired: false,
      latencyMs: 5,
      promptVersion: request.promptVersion,
      ...this.#facts,
      output: parsed.data,
    });
  }
}

function failed(code: ModelErrorCode): Result<never, ModelErrorCode> {
  return fail(code, { cause: `The fake model was told to fail with ${code}.`, remedy: "Change the test's script." });
}
