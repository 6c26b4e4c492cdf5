import * as z from "zod";
import { AwsError } from "../../gateway/aws-error.ts";
import type { ConverseRequest } from "./model-provider.ts";

const toolName = z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/);
const json = z.json();
const contentBlock = z
  .looseObject({
    text: z.string().optional(),
    toolUse: z.object({ toolUseId: z.string().min(1), name: toolName, input: json }).optional(),
    toolResult: z
      .object({
        toolUseId: z.string().min(1),
        content: z.array(z.looseObject({ text: z.string().optional(), json: json.optional() })),
        status: z.enum(["success", "error"]).optional(),
      })
      .optional(),
  })
  .refine((block) => Object.keys(block).length === 1, "must hold exactly one member");
const converseInput = z.looseObject({
  messages: z.array(z.object({ role: z.enum(["user", "assistant"]), content: z.array(contentBlock).min(1) })).min(1),
  system: z.array(z.looseObject({ text: z.string().min(1).optional() })).optional(),
  inferenceConfig: z
    .object({
      maxTokens: z.number().int().min(1).optional(),
      temperature: z.number().min(0).max(1).optional(),
      topP: z.number().min(0).max(1).optional(),
      stopSequences: z.array(z.string().min(1)).optional(),
    })
    .optional(),
  toolConfig: z
    .object({
      tools: z
        .array(
          z.looseObject({
            toolSpec: z
              .looseObject({ name: toolName, description: z.string().optional(), inputSchema: z.object({ json }) })
              .optional(),
          }),
        )
        .min(1),
      toolChoice: z.record(z.string(), json).optional(),
    })
    .optional(),
  additionalModelRequestFields: json.optional(),
});

/** Reads and checks the body of a Converse request. @throws AwsError ValidationException in Bedrock's words where known. */
export function parseConverse(body: Buffer): ConverseRequest {
  const parsed = converseInput.safeParse(parseJson(body));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw invalid(`1 validation error detected: Value at '${issue?.path.join(".") ?? ""}': ${issue?.message ?? ""}`);
  }
  const request: ConverseRequest = parsed.data;
  checkTurns(request);
  return request;
}

function checkTurns({ messages, toolConfig }: ConverseRequest): void {
  if (messages[0]?.role !== "user") {
    throw invalid(
      "A conversation must start with a user message. Try again with a conversation that starts with a user message.",
    );
  }
  for (const [index, { role }] of messages.entries()) {
    if (index > 0 && messages[index - 1]?.role === role) {
      throw invalid(
        "A conversation must alternate between user and assistant roles. Make sure the conversation alternates between user and assistant roles and try again.",
      );
    }
  }
  const usesTools = messages.some(({ content }) =>
    content.some((block) => (block.toolUse ?? block.toolResult) !== undefined),
  );
  if (usesTools && toolConfig === undefined) {
    throw invalid("The toolConfig field must be defined when using toolUse and toolResult content blocks.");
  }
  for (const [index, { content }] of messages.entries()) checkResults(content, messages[index - 1]?.content ?? []);
}

/** Each tool result answers a tool use of the message before it. */
function checkResults(
  content: ConverseRequest["messages"][number]["content"],
  before: ConverseRequest["messages"][number]["content"],
): void {
  const asked = new Set(before.map((block) => block.toolUse?.toolUseId));
  for (const { toolResult } of content) {
    if (toolResult !== undefined && !asked.has(toolResult.toolUseId)) {
      throw invalid("The number of toolResult blocks exceeds the number of toolUse blocks of previous turn.");
    }
  }
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8")) as unknown;
  } catch {
    throw new AwsError("SerializationException", "The request body is not valid JSON.");
  }
}

function invalid(message: string): AwsError {
  return new AwsError("ValidationException", message);
}
