import { ConverseCommand, type ContentBlock, type ConverseCommandInput } from "@aws-sdk/client-bedrock-runtime";
import type { BedrockModelsOptions } from "../bedrock-models.ts";

/** One reply of the fake: content blocks, or an error to throw. */
export type FakeReply =
  | {
      readonly content: readonly ContentBlock[];
      readonly stopReason?: string;
      readonly servedBy?: string;
      readonly usage?: { readonly inputTokens: number; readonly outputTokens: number };
    }
  | { readonly error: Error };

/** A Bedrock that answers from a script and keeps what it was asked. */
export class FakeBedrock {
  readonly asked: ConverseCommandInput[] = [];
  readonly #replies: FakeReply[];

  constructor(replies: readonly FakeReply[]) {
    this.#replies = [...replies];
  }

  readonly send = (async (command: unknown) => {
    if (!(command instanceof ConverseCommand)) throw awsError("UnknownOperationException", 400);
    this.asked.push(command.input);
    const reply = this.#replies.shift() ?? { error: awsError("ThrottlingException", 429) };
    if ("error" in reply) throw reply.error;
    return {
      $metadata: { httpStatusCode: 200 },
      output: { message: { role: "assistant", content: reply.content } },
      stopReason: reply.stopReason ?? "tool_use",
      usage: { inputTokens: 1000, outputTokens: 200, totalTokens: 1200, ...reply.usage },
      ...(reply.servedBy === undefined ? {} : { additionalModelResponseFields: { servedBy: reply.servedBy } }),
    };
  }) as BedrockModelsOptions["client"]["send"];
}

/** A tool call as a content block. */
export function toolUse(name: string, input: unknown, toolUseId = "call-1"): ContentBlock {
  return { toolUse: { toolUseId, name, input: input as never } };
}

/** An error as the SDK throws it; without a status when no answer came. */
export function awsError(name: string, httpStatusCode?: number, message = name): Error {
  const metadata = httpStatusCode === undefined ? {} : { $metadata: { httpStatusCode } };
  return Object.assign(new Error(message), { name, ...metadata });
}
