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

/** What an act model sees of a page: the answer to `takeObservation`, in Nova Act's members. */
export interface ActObservation {
  readonly activeURL: string;
  readonly browserDimensions: Readonly<Record<string, number>>;
  /** CSS pixels of the viewport, by the element's number in `simplifiedDOM`. */
  readonly idToBboxMap: Readonly<
    Record<string, { readonly x: number; readonly y: number; readonly width: number; readonly height: number }>
  >;
  readonly simplifiedDOM: string;
  readonly screenshotBase64?: string | undefined;
}

/** Something that the model asks the browser's driver to do; arguments by position, or by name. */
export interface ActCall {
  readonly name: string;
  readonly input: readonly Json[] | JsonObject;
}

/** One step of an act: what is to be done, what was done so far, and what the page is like now. */
export interface ActStepInput {
  readonly modelId: string;
  readonly task: string;
  readonly observation: ActObservation;
  /** The calls of this act so far, the oldest first; `result` is the driver's answer, without observations. */
  readonly history: readonly (ActCall & { readonly result?: string })[];
}

export interface ActStepOutput {
  readonly calls: readonly ActCall[];
}

/** Who answers what is asked of Bedrock. Failures are AwsErrors as Bedrock has them. */
export interface ModelProvider {
  /** Says who answered, in every answer: "embedded", "bedrock", "openai:llama3" ... */
  readonly label: string;
  converse(modelId: string, input: ConverseRequest): Promise<ConverseResponse>;
  /** For models that are asked in their own form, such as embeddings. */
  invokeModel?(modelId: string, body: Uint8Array): Promise<Uint8Array>;
  /** The next calls of an act, for models that work a browser. Without it the embedded rules answer, and say so. */
  act?(input: ActStepInput): Promise<ActStepOutput>;
  /** Whether it can be asked at all, found out before work depends on it. Throws MODEL_UNREACHABLE. */
  check?(): Promise<void>;
  close?(): Promise<void>;
}
