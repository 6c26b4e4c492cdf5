import type { Clock } from "@agentic-pm/contracts";
import { fail, ok, type Result } from "@agentic-pm/errors";
import type { BedrockRuntimeClient } from "@aws-sdk/client-bedrock-runtime";
import type { BudgetLedger } from "./budget-ledger.ts";
import { openingOf, repairOf } from "./conversation.ts";
import type { ModelAnswer, ModelErrorCode, ModelPort, ModelRequest } from "./model-port.ts";
import { paidCall, type PaidReply } from "./paid-call.ts";
import { readAnswer, type Reading } from "./read-answer.ts";

export interface BedrockModelsOptions {
  readonly client: Pick<BedrockRuntimeClient, "send">;
  readonly budget: BudgetLedger;
  readonly clock: Clock;
  /** What is called instead of a dearer model when the day's budget is spent: HAIKU_MODEL_ID. */
  readonly cheapModelId: string;
  /** Milliseconds that are left for the whole call, repair included; unlimited when absent. */
  readonly remainingMs?: () => number;
  /** Told when a call's cost could not be written; its worst case stays counted against the budget. */
  readonly onUnsettled?: (error: unknown) => void;
}

/** Models through Bedrock's Converse API, each call paid from the budget before it is made. */
export function bedrockModels(options: BedrockModelsOptions): ModelPort {
  return { converse: (request) => converse(request, options) };
}

async function converse<Out>(
  request: ModelRequest<Out>,
  options: BedrockModelsOptions,
): Promise<Result<ModelAnswer<Out>, ModelErrorCode>> {
  const startedAt = options.clock.now().getTime();
  const opening = openingOf(request);
  const first = await paidCall(request.modelId, opening, options);
  if (!first.ok) return first;
  const reading = readAnswer(first.value.reply, request.tool);
  const done = (output: Out, replies: readonly PaidReply[]) =>
    ok(answerOf(output, { request, replies, latencyMs: options.clock.now().getTime() - startedAt }));
  if (reading.kind === "output") return done(reading.output, [first.value]);
  if (reading.kind === "refused") return refused(first.value.modelId, reading);

  const repair = repairOf(opening, first.value.reply, reading.complaints);
  const second = await paidCall(first.value.modelId, repair, options);
  if (!second.ok) return second;
  const again = readAnswer(second.value.reply, request.tool);
  if (again.kind === "output") return done(again.output, [first.value, second.value]);
  return again.kind === "refused" ? refused(second.value.modelId, again) : unusable(second.value.modelId, again);
}

function answerOf<Out>(
  output: Out,
  told: { request: ModelRequest<Out>; replies: readonly PaidReply[]; latencyMs: number },
): ModelAnswer<Out> {
  const last = told.replies.at(-1);
  const sum = (pick: (reply: PaidReply) => number) => told.replies.reduce((total, reply) => total + pick(reply), 0);
  const modelId = last?.modelId ?? told.request.modelId;
  return {
    output,
    modelId,
    servedBy: last?.servedBy ?? "bedrock",
    degraded: modelId !== told.request.modelId,
    inputTokens: sum((reply) => reply.inputTokens),
    outputTokens: sum((reply) => reply.outputTokens),
    costUsd: sum((reply) => reply.costUsd),
    repaired: told.replies.length > 1,
    latencyMs: told.latencyMs,
    promptVersion: told.request.promptVersion,
  };
}

function refused(modelId: string, reading: { readonly stopReason: string }): Result<never, "MODEL_REFUSED"> {
  return fail("MODEL_REFUSED", {
    cause: `The model ${modelId} refused to answer (${reading.stopReason}).`,
    remedy: "The signal is quarantined: look at it in the vault and handle it by hand.",
    details: { modelId, stopReason: reading.stopReason },
  });
}

function unusable(
  modelId: string,
  reading: Extract<Reading<unknown>, { kind: "invalid" }>,
): Result<never, "MODEL_OUTPUT_INVALID"> {
  return fail("MODEL_OUTPUT_INVALID", {
    cause: `The model ${modelId} gave no usable answer in two attempts: ${reading.problems.join("; ")}.`,
    remedy: "The signal is quarantined: look at it in the vault and handle it by hand.",
    details: { modelId, problems: reading.problems },
  });
}
