/** A content block of a Converse message; kinds that the rules do not read are kept as unknown members. */
export interface WireContent {
  readonly text?: string;
  readonly toolUse?: { readonly toolUseId: string; readonly name: string; readonly input: unknown };
  readonly [kind: string]: unknown;
}

export interface WireMessage {
  readonly role: string;
  readonly content: readonly WireContent[];
}

/** The JSON body of Bedrock's Converse request, as far as the rules read it. */
export interface ConverseRequestBody {
  readonly messages?: readonly WireMessage[];
  readonly system?: readonly { readonly text?: string }[];
  readonly toolConfig?: { readonly tools?: readonly { readonly toolSpec?: { readonly name?: string } }[] };
  readonly [member: string]: unknown;
}

/** The JSON body of Bedrock's Converse response. */
export interface ConverseResponseBody {
  readonly output: { readonly message: { readonly role: "assistant"; readonly content: readonly WireContent[] } };
  readonly stopReason: "tool_use" | "end_turn";
  readonly usage: { readonly inputTokens: number; readonly outputTokens: number; readonly totalTokens: number };
  readonly metrics: { readonly latencyMs: number };
  readonly additionalModelResponseFields: { readonly servedBy: "embedded" };
}
