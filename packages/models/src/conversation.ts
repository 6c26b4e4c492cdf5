import type { ConverseCommandInput, ConverseCommandOutput, Message } from "@aws-sdk/client-bedrock-runtime";
import type { ModelRequest } from "./model-port.ts";
import { toolUsesOf } from "./read-answer.ts";
import { toolSchema } from "./tool-schema.ts";

/** Everything of a call but the model: what is asked, and the tool that must answer. */
export type Conversation = Omit<ConverseCommandInput, "modelId">;

/** The opening: system prompt, one user message, and the one tool, which the model is forced to use. */
export function openingOf(request: ModelRequest<unknown>): Conversation {
  return {
    system: [{ text: request.system }],
    messages: [{ role: "user", content: request.content.map((text) => ({ text })) }],
    ...inferenceOf(request),
    toolConfig: {
      tools: [
        {
          toolSpec: {
            name: request.tool.name,
            description: request.tool.description,
            inputSchema: { json: toolSchema(request.tool.schema, request.modelId) },
          },
        },
      ],
      toolChoice: { tool: { name: request.tool.name } },
    },
  };
}

/** With thinking at its highest, Nova refuses a limit and a temperature. */
function inferenceOf({ effort, maxTokens }: ModelRequest<unknown>): Partial<Conversation> {
  const inferenceConfig = { maxTokens, temperature: 0 };
  if (effort === undefined) return { inferenceConfig };
  const thinking = {
    additionalModelRequestFields: { reasoningConfig: { type: "enabled", maxReasoningEffort: effort } },
  };
  return effort === "high" ? thinking : { inferenceConfig, ...thinking };
}

/**
 * What was said, as it can be said again: without the thinking, which comes redacted, and without bigints, as which the
 * SDK reads large numbers and which it does not write.
 */
function writable(message: Message): Message {
  const content = message.content?.filter((block) => block.reasoningContent === undefined);
  const said = JSON.stringify({ ...message, content }, (_name, value: unknown) =>
    typeof value === "bigint" ? Number(value) : value,
  );
  return JSON.parse(said) as Message;
}

/** The conversation after an unusable reply: the reply itself, and what was wrong with it. */
export function repairOf(
  conversation: Conversation,
  reply: ConverseCommandOutput,
  complaints: readonly string[],
): Conversation {
  const said = reply.output?.message;
  const words = `The answer does not fit the tool's schema. Call the tool again, with all of this mended:\n${complaints.map((line) => `- ${line}`).join("\n")}`;
  const calls = toolUsesOf(reply);
  const answer: Message =
    calls.length === 0
      ? { role: "user", content: [{ text: words }] }
      : {
          role: "user",
          content: calls.map((call) => ({
            toolResult: { toolUseId: call.toolUseId, status: "error", content: [{ text: words }] },
          })),
        };
  const again = said === undefined ? undefined : writable(said);
  const history = again?.content === undefined || again.content.length === 0 ? [] : [again];
  const messages = conversation.messages ?? [];
  // With nothing said there is no turn to answer, and two user turns in a row are refused: ask the same again.
  return { ...conversation, messages: history.length === 0 ? messages : [...messages, ...history, answer] };
}
