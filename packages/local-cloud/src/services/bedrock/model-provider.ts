import type { Json, JsonObject } from "../../template/model.ts";

/** A part of a message, in the Converse API's form. */
export interface ContentBlock {
  readonly text?: string | undefined;
  readonly toolUse?: { readonly toolUseId: string; readonly name: string; readonly input: Json } | undefined;
  readonly toolResult?:
    | {
        readonly toolUseId: string;
        readonly content: readonly { readonly text?: string | undefined; readonly json?: Json | undefined }[];
        readonly status?: "success" | "error" | undefined;
      }
    | undefined;
  /** Kinds that only some models read: images, documents, cache points, reasoning. */
  readonly [other: string]: unknown;
}

export interface Message {
  readonly role: "user" | "assistant";
  readonly content: readonly ContentBlock[];
}

export interface ToolSpec {
  readonly name: string;
  readonly description?: string | undefined;
  readonly inputSchema: { readonly json: Json };
}

/** The body of a Converse request. */
export interface ConverseRequest {
  readonly messages: readonly Message[];
  readonly system?: readonly { readonly text?: string | undefined }[] | undefined;
  readonly inferenceConfig?:
    | {
        readonly maxTokens?: number | undefined;
        readonly temperature?: number | undefined;
        readonly topP?: number | undefined;
        readonly stopSequences?: readonly string[] | undefined;
      }
    | undefined;
  readonly toolConfig?:
    | {
        readonly tools: readonly { readonly toolSpec?: ToolSpec | undefined }[];
        readonly toolChoice?: JsonObject | undefined;
      }
    | undefined;
  readonly additionalModelRequestFields?: Json | undefined;
}

export type StopReason =
  | "end_turn"
  | "tool_use"
  | "max_tokens"
  | "stop_sequence"
  | "guardrail_intervened"
  | "content_filtered";

/** The body of a Converse answer. */
export interface ConverseResponse {
  readonly output: { readonly message: Message };
  readonly stopReason: StopReason;
  readonly usage: { readonly inputTokens: number; readonly outputTokens: number; readonly totalTokens: number };
  readonly metrics?: { readonly latencyMs: number };
  readonly additionalModelResponseFields?: JsonObject;
}

/** Who answers what is asked of Bedrock. Failures are AwsErrors as Bedrock has them. */
export interface ModelProvider {
  /** Says who answered, in every answer: "embedded", "bedrock", "openai:llama3" ... */
  readonly label: string;
  converse(modelId: string, input: ConverseRequest): Promise<ConverseResponse>;
  /** For models that are asked in their own form, such as embeddings. */
  invokeModel?(modelId: string, body: Uint8Array): Promise<Uint8Array>;
  /** Whether it can be asked at all, found out before work depends on it. Throws MODEL_UNREACHABLE. */
  check?(): Promise<void>;
  close?(): Promise<void>;
}
