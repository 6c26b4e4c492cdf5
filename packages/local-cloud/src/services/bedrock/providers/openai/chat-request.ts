import { AwsError } from "../../../../gateway/aws-error.ts";
import type { ContentBlock, ConverseRequest, Message } from "../../model-provider.ts";
import type { ChatMessage, ChatRequest } from "./chat-types.ts";

/** Converse's request as a chat completion. @throws AwsError ValidationException for content that is no text. */
export function chatRequest(model: string, request: ConverseRequest): ChatRequest {
  const { inferenceConfig: config, toolConfig } = request;
  const system = (request.system ?? []).flatMap(({ text }) => (text === undefined ? [] : [text])).join("\n\n");
  const tools = toolConfig?.tools.flatMap(({ toolSpec }) => (toolSpec === undefined ? [] : [toolSpec])) ?? [];
  return {
    model,
    messages: [
      ...(system === "" ? [] : [{ role: "system" as const, content: system }]),
      ...request.messages.flatMap(chatMessages),
    ],
    ...(config?.maxTokens === undefined ? {} : { max_tokens: config.maxTokens }),
    ...(config?.temperature === undefined ? {} : { temperature: config.temperature }),
    ...(config?.topP === undefined ? {} : { top_p: config.topP }),
    ...(config?.stopSequences === undefined ? {} : { stop: config.stopSequences }),
    ...(tools.length === 0 ? {} : { tools: tools.map(functionTool), tool_choice: toolChoice(toolConfig?.toolChoice) }),
  };
}

function functionTool({
  name,
  description,
  inputSchema,
}: {
  name: string;
  description?: string | undefined;
  inputSchema: { json: unknown };
}): unknown {
  return {
    type: "function",
    function: { name, ...(description === undefined ? {} : { description }), parameters: inputSchema.json },
  };
}

function toolChoice(choice: { readonly [kind: string]: unknown } | undefined): unknown {
  if (choice?.["any"] !== undefined) return "required";
  const tool = choice?.["tool"];
  if (typeof tool === "object" && tool !== null && "name" in tool)
    return { type: "function", function: { name: tool.name } };
  return "auto";
}

/** One message of Converse may be several of a chat: tool results stand alone there. */
function chatMessages({ role, content }: Message): readonly ChatMessage[] {
  const results = content.flatMap(({ toolResult }) =>
    toolResult === undefined
      ? []
      : [{ role: "tool" as const, tool_call_id: toolResult.toolUseId, content: resultText(toolResult.content) }],
  );
  const text = content.flatMap(textOf).join("\n");
  const calls = content.flatMap(({ toolUse }) =>
    toolUse === undefined
      ? []
      : [
          {
            id: toolUse.toolUseId,
            type: "function" as const,
            function: { name: toolUse.name, arguments: JSON.stringify(toolUse.input) },
          },
        ],
  );
  if (text === "" && calls.length === 0) return results;
  const own = { role, content: text === "" ? null : text, ...(calls.length === 0 ? {} : { tool_calls: calls }) };
  return [...results, own];
}

function textOf(block: ContentBlock): readonly string[] {
  if (block.text !== undefined) return [block.text];
  const [kind = ""] = Object.keys(block);
  if (["toolUse", "toolResult", "cachePoint", "reasoningContent"].includes(kind)) return [];
  throw new AwsError("ValidationException", `This model doesn't support the ${kind} content block.`);
}

function resultText(content: readonly { text?: string | undefined; json?: unknown }[]): string {
  return content.map(({ text, json }) => text ?? JSON.stringify(json)).join("\n");
}
