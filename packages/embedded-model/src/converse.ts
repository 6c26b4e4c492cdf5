import { createHash } from "node:crypto";
import { RECOMMEND_TOOL, RecommendBrief, TRIAGE_TOOL, TriageBrief, undatamark } from "@agentic-pm/contracts";
import { PLAN_TOOL, PlanBrief, TRIP_TOOL, TripBrief } from "@agentic-pm/contracts/travel";
import { proposePlan } from "./plan/propose.ts";
import { label } from "./label.ts";
import { recommend } from "./recommend/recommend.ts";
import { triage } from "./triage/triage.ts";
import { readTrip } from "./trip/trip-reading.ts";
import type { ConverseRequestBody, ConverseResponseBody, WireContent } from "./wire.ts";

const CHARACTERS_PER_TOKEN = 4;
const CANNOT =
  "I am agentic-pm's embedded rule set, not a language model. I answer triage, recommendation and travel planning requests only; " +
  "use --model bedrock or --model openai:<url> for anything else.";

/**
 * Answers a Converse request by deterministic rules: the same request always gets the same answer. Triage,
 * recommendation and planning requests get their tool's input; anything else gets a text that says what this is. Never throws.
 * Token counts are estimated from characters; `modelId` is only what the caller asked for.
 */
export function converse(modelId: string, request: ConverseRequestBody): ConverseResponseBody {
  const started = performance.now();
  const blocks = firstQuestion(request);
  const content = answer(request, blocks) ?? [{ text: CANNOT }];
  const inputTokens = tokensOf([modelId, ...(request.system ?? []).map((part) => part.text ?? ""), ...blocks]);
  const outputTokens = tokensOf(content.map((block) => block.text ?? JSON.stringify(block.toolUse)));
  return {
    output: { message: { role: "assistant", content } },
    stopReason: content[0]?.toolUse === undefined ? "end_turn" : "tool_use",
    usage: { inputTokens, outputTokens, totalTokens: inputTokens + outputTokens },
    metrics: { latencyMs: Math.round(performance.now() - started) },
    additionalModelResponseFields: { servedBy: label },
  };
}

/** The text blocks of the first user message. A repair attempt adds messages; the question stays the first. */
function firstQuestion(request: ConverseRequestBody): string[] {
  const messages = Array.isArray(request.messages) ? request.messages : [];
  const content: unknown = messages.find((message) => message?.role === "user")?.content;
  if (!Array.isArray(content)) return [];
  return content.map((block: WireContent | null) => (typeof block?.text === "string" ? block.text : ""));
}

function answer(request: ConverseRequestBody, blocks: readonly string[]): WireContent[] | null {
  const tools = Array.isArray(request.toolConfig?.tools) ? request.toolConfig.tools : [];
  const offered = new Set(tools.map((tool) => tool?.toolSpec?.name));
  const brief = parsed(blocks[0]);
  if (offered.has(TRIAGE_TOOL)) {
    const read = TriageBrief.safeParse(brief);
    if (read.success) return toolUse(TRIAGE_TOOL, triage(read.data, undatamark(blocks[1] ?? "", read.data.marker)));
  }
  if (offered.has(RECOMMEND_TOOL)) {
    const read = RecommendBrief.safeParse(brief);
    if (read.success) return toolUse(RECOMMEND_TOOL, recommend(read.data));
  }
  if (offered.has(TRIP_TOOL)) {
    const read = TripBrief.safeParse(brief);
    if (read.success) return toolUse(TRIP_TOOL, readTrip(read.data, undatamark(blocks[1] ?? "", read.data.marker)));
  }
  if (offered.has(PLAN_TOOL)) {
    const read = PlanBrief.safeParse(brief);
    if (read.success) return toolUse(PLAN_TOOL, proposePlan(read.data));
  }
  return null;
}

function toolUse(name: string, input: unknown): WireContent[] {
  const digest = createHash("sha256").update(JSON.stringify(input)).digest("base64url");
  return [{ toolUse: { toolUseId: `tooluse_${digest.slice(0, 22)}`, name, input } }];
}

function tokensOf(texts: readonly string[]): number {
  return Math.ceil(texts.reduce((characters, text) => characters + text.length, 0) / CHARACTERS_PER_TOKEN);
}

function parsed(json: string | undefined): unknown {
  try {
    return JSON.parse(json ?? "null");
  } catch {
    return null;
  }
}
