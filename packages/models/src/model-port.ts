import type { Result } from "@agentic-pm/errors";
import type * as z from "zod";

export type ModelErrorCode = "MODEL_OUTPUT_INVALID" | "MODEL_UNAVAILABLE" | "MODEL_REFUSED" | "BUDGET_EXHAUSTED";

/** The one tool that the model must answer with; it records, it does nothing. */
export interface AnswerTool<Out> {
  readonly name: string;
  readonly description: string;
  readonly schema: z.ZodType<Out>;
}

/** One question to a model. `content` are the user message's text blocks, in order. */
export interface ModelRequest<Out> {
  readonly modelId: string;
  readonly system: string;
  readonly content: readonly string[];
  readonly tool: AnswerTool<Out>;
  /** The most tokens that the answer may have, thinking included. The highest effort takes no limit and ignores it. */
  readonly maxTokens: number;
  /** How long a Nova 2 model may think before it answers; absent: not at all. What it thinks is not shown to anybody. */
  readonly effort?: "low" | "medium" | "high";
  readonly promptVersion: string;
}

/** What a model answered, and what it took. Sums include a repair attempt. */
export interface ModelAnswer<Out> {
  readonly output: Out;
  /** The model that was called; differs from the request's when the budget degraded it. */
  readonly modelId: string;
  /** Who really answered: "bedrock", or what the endpoint says of itself ("embedded", "puppet", …). */
  readonly servedBy: string;
  /** True when the day's budget was spent and a cheaper model was called than was asked for. */
  readonly degraded: boolean;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** US dollars; 0 when the answer did not come from a priced model. */
  readonly costUsd: number;
  /** True when the first answer was unusable and the second one was taken. */
  readonly repaired: boolean;
  readonly latencyMs: number;
  readonly promptVersion: string;
}

/** Asks models within a budget. */
export interface ModelPort {
  /** One answer that fits the tool's schema, after at most one repair attempt; or why there is none. */
  converse<Out>(request: ModelRequest<Out>): Promise<Result<ModelAnswer<Out>, ModelErrorCode>>;
}

/** The name under which an answer's model enters the audit trail, such as "embedded (for us.anthropic.…)". */
export function auditModelId(answer: Pick<ModelAnswer<unknown>, "modelId" | "servedBy">): string {
  return answer.servedBy === "bedrock" ? answer.modelId : `${answer.servedBy} (for ${answer.modelId})`;
}
