import { randomUUID } from "node:crypto";
import * as z from "zod";
import { AwsError } from "../../../../gateway/aws-error.ts";
import type { Json } from "../../../../template/model.ts";
import type { ContentBlock, ConverseResponse, StopReason } from "../../model-provider.ts";

const chatResponse = z.object({
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({
          content: z.string().nullish(),
          tool_calls: z
            .array(
              z.object({ id: z.string().nullish(), function: z.object({ name: z.string(), arguments: z.string() }) }),
            )
            .nullish(),
        }),
      }),
    )
    .min(1),
  usage: z.object({ prompt_tokens: z.number(), completion_tokens: z.number() }).partial().nullish(),
});

const STOP_REASONS: Readonly<Record<string, StopReason>> = {
  length: "max_tokens",
  content_filter: "content_filtered",
  tool_calls: "tool_use",
};

/** A chat completion as Converse's answer. @throws AwsError ModelErrorException for what is no chat completion. */
export function converseResponse(body: unknown): ConverseResponse {
  const parsed = chatResponse.safeParse(body);
  if (!parsed.success) throw modelError(`it answered something else than a chat completion: ${parsed.error.message}`);
  const [choice] = parsed.data.choices;
  const calls = choice?.message.tool_calls ?? [];
  const text = choice?.message.content ?? "";
  const content: ContentBlock[] = [
    ...(text === "" && calls.length > 0 ? [] : [{ text }]),
    ...calls.map((call) => ({
      toolUse: {
        toolUseId: call.id || `tooluse_${randomUUID()}`,
        name: call.function.name,
        input: parseArguments(call.function.arguments),
      },
    })),
  ];
  const inputTokens = parsed.data.usage?.prompt_tokens ?? 0;
  const outputTokens = parsed.data.usage?.completion_tokens ?? 0;
  const reason = calls.length > 0 ? "tool_calls" : (choice?.finish_reason ?? "stop");
  return {
    output: { message: { role: "assistant", content } },
    stopReason: STOP_REASONS[reason] ?? "end_turn",
    usage: { inputTokens, outputTokens, totalTokens: inputTokens + outputTokens },
  };
}

/** Arguments that are no JSON go on as text: the caller's schema refuses them, as it would a real model's. */
function parseArguments(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

/** The error of a model that did not do its part. */
export function modelError(why: string): AwsError {
  return new AwsError("ModelErrorException", `The model could not answer: ${why}`, { status: 424 });
}
