import { encodeEvent } from "./event-stream.ts";
import type { ContentBlock, ConverseResponse } from "./model-provider.ts";

/** Characters of one delta: small enough that a reader sees the answer grow. */
const DELTA_LENGTH = 64;

/** A whole answer as the events of ConverseStream. */
export async function* converseEvents(response: ConverseResponse): AsyncGenerator<Uint8Array> {
  const { message } = response.output;
  yield encodeEvent("messageStart", { role: message.role });
  for (const [contentBlockIndex, block] of message.content.entries()) {
    yield* blockEvents(block, contentBlockIndex);
    yield encodeEvent("contentBlockStop", { contentBlockIndex });
  }
  const { stopReason, additionalModelResponseFields, usage, metrics = { latencyMs: 0 } } = response;
  yield encodeEvent("messageStop", {
    stopReason,
    ...(additionalModelResponseFields === undefined ? {} : { additionalModelResponseFields }),
  });
  yield encodeEvent("metadata", { usage, metrics });
}

function* blockEvents(block: ContentBlock, contentBlockIndex: number): Generator<Uint8Array> {
  const { text, toolUse } = block;
  if (toolUse !== undefined) {
    const { toolUseId, name, input } = toolUse;
    yield encodeEvent("contentBlockStart", { contentBlockIndex, start: { toolUse: { toolUseId, name } } });
    for (const part of partsOf(JSON.stringify(input))) {
      yield encodeEvent("contentBlockDelta", { contentBlockIndex, delta: { toolUse: { input: part } } });
    }
  }
  for (const part of partsOf(text ?? "")) {
    yield encodeEvent("contentBlockDelta", { contentBlockIndex, delta: { text: part } });
  }
}

function* partsOf(text: string): Generator<string> {
  const characters = [...text];
  for (let from = 0; from < characters.length; from += DELTA_LENGTH) {
    yield characters.slice(from, from + DELTA_LENGTH).join("");
  }
}
