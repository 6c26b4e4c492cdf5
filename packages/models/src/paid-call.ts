import { AppError, fail, ok, type Result } from "@agentic-pm/errors";
import { ConverseCommand, type ConverseCommandOutput } from "@aws-sdk/client-bedrock-runtime";
import type { BedrockModelsOptions } from "./bedrock-models.ts";
import type { Reservation } from "./budget-ledger.ts";
import type { Conversation } from "./conversation.ts";
import { costOf, priceOf, type Price } from "./prices.ts";
import { unavailable, wasPerhapsBilled } from "./unavailable.ts";

/** A reply and what it took. */
export interface PaidReply {
  readonly reply: ConverseCommandOutput;
  readonly modelId: string;
  readonly servedBy: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly costUsd: number;
}

interface Grant {
  readonly modelId: string;
  readonly price: Price;
  readonly reservation: Reservation;
}

/** Left over when the call must be given up, so that the function can still record why. Milliseconds. */
const CLOSING_MS = 1_500;
/** What Bedrock adds to a prompt that forces a tool, and then some. */
const OVERHEAD_TOKENS = 1_000;
/** What the most talkative model of ours can put out; it counts where a call carries no limit of its own. */
const MOST_OUTPUT_TOKENS = 65_536;

/**
 * One call of a model: its worst case is reserved first, what it really cost settled afterwards. When the day is spent
 * the cheap model is called instead; when the month is, none.
 */
export async function paidCall(
  modelId: string,
  conversation: Conversation,
  options: BedrockModelsOptions,
): Promise<Result<PaidReply, "MODEL_UNAVAILABLE" | "BUDGET_EXHAUSTED">> {
  const granted = await grant(modelId, conversation, options);
  if (!granted.ok) return granted;
  const { price, reservation } = granted.value;
  let reply: ConverseCommandOutput;
  try {
    reply = await send(granted.value.modelId, conversation, options);
  } catch (error) {
    if (!wasPerhapsBilled(error)) await closed(options.budget.release(reservation), options);
    return unavailable(granted.value.modelId, error);
  }
  const servedBy = servedByOf(reply);
  const inputTokens = reply.usage?.inputTokens ?? 0;
  const outputTokens = reply.usage?.outputTokens ?? 0;
  const costUsd = servedBy === "bedrock" ? costOf(price, { input: inputTokens, output: outputTokens }) : 0;
  await closed(options.budget.settle(reservation, costUsd), options);
  return ok({ reply, modelId: granted.value.modelId, servedBy, inputTokens, outputTokens, costUsd });
}

async function grant(
  modelId: string,
  conversation: Conversation,
  options: BedrockModelsOptions,
): Promise<Result<Grant, "BUDGET_EXHAUSTED">> {
  const price = priceOfCalled(modelId);
  const usd = worstCaseOf(price, conversation);
  const withinDay = modelId !== options.cheapModelId;
  const reserved = await options.budget.reserve({ usd, withinDay });
  if (reserved.ok) return ok({ modelId, price, reservation: reserved.value });
  if (withinDay) return grant(options.cheapModelId, conversation, options);
  return fail("BUDGET_EXHAUSTED", {
    cause: `The month's model budget does not cover another call of ${modelId} (worst case ${usd.toFixed(4)} USD).`,
    remedy: "Signals are only recorded until the next month begins (UTC); or raise MONTHLY_BUDGET_USD and deploy.",
    details: { modelId, worstCaseUsd: usd },
  });
}

function priceOfCalled(modelId: string): Price {
  const price = priceOf(modelId);
  if (price !== undefined) return price;
  throw new AppError("MODEL_UNPRICED", {
    cause: `There is no price for the model ${modelId}, so its cost cannot be reserved.`,
    remedy: "Add its price to packages/models/src/prices.ts, or use a model id that is there.",
    details: { modelId },
  });
}

/** No token is shorter than a byte, so the request's bytes bound its tokens. */
function worstCaseOf(price: Price, conversation: Conversation): number {
  const { inferenceConfig, ...said } = conversation;
  const input = Buffer.byteLength(JSON.stringify(said)) + OVERHEAD_TOKENS;
  return costOf(price, { input, output: inferenceConfig?.maxTokens ?? MOST_OUTPUT_TOKENS });
}

function send(
  modelId: string,
  conversation: Conversation,
  options: BedrockModelsOptions,
): Promise<ConverseCommandOutput> {
  const command = new ConverseCommand({ modelId, ...conversation });
  const remaining = options.remainingMs?.();
  if (remaining === undefined) return options.client.send(command);
  const abortSignal = AbortSignal.timeout(Math.max(1, Math.floor(remaining - CLOSING_MS)));
  return options.client.send(command, { abortSignal });
}

/** A reservation that cannot be closed stays counted in full, which is safe; the answer is not thrown away for it. */
async function closed(closing: Promise<void>, options: BedrockModelsOptions): Promise<void> {
  await closing.catch((error: unknown) => options.onUnsettled?.(error));
}

/** Endpoints that are not Bedrock say so in the reply. */
function servedByOf(reply: ConverseCommandOutput): string {
  const fields = reply.additionalModelResponseFields;
  if (typeof fields !== "object" || fields === null || Array.isArray(fields)) return "bedrock";
  const servedBy = fields["servedBy"];
  return typeof servedBy === "string" && /^[\w.:/-]{1,80}$/.test(servedBy) ? servedBy : "bedrock";
}
