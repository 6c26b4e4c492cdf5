import { AwsError } from "../../../../gateway/aws-error.ts";
import { isJsonObject } from "../../../../template/model.ts";
import type { ModelProvider } from "../../model-provider.ts";
import { embeddedEmbeddings } from "../embedded-embeddings.ts";
import { modelUnreachable } from "../model-unreachable.ts";
import { chatRequest } from "./chat-request.ts";
import { converseResponse, modelError } from "./chat-response.ts";

export interface OpenAiOptions {
  /** Base URL, with or without `/v1`. */
  readonly url: string;
  /** The model's name on that server; without one its first model is taken. */
  readonly model?: string;
  readonly apiKey?: string;
  /** Milliseconds until an answer must be there. */
  readonly timeoutMs?: number;
}

const TWO_MINUTES_MS = 120_000;
const TEN_SECONDS_MS = 10_000;

/** Reads `openai:<url>` and `openai:<url>#model`. */
export function parseOpenAiOption(text: string): OpenAiOptions {
  const [url = "", model] = text.replace(/^openai:/, "").split("#");
  return { url, ...(model === undefined || model === "" ? {} : { model }) };
}

/** Answers through an OpenAI-compatible server: Ollama, llama.cpp, vLLM and the like. Embeddings stay embedded. */
export function openAiProvider(options: OpenAiOptions): ModelProvider {
  const server = { ...options, url: options.url.replace(/\/+$/, "").replace(/\/v1$/, "") };
  let model = options.model;
  return {
    get label() {
      return `openai:${model ?? "default"}`;
    },
    converse: async (_modelId, input) => {
      model ??= await firstModel(server);
      const body = JSON.stringify(chatRequest(model, input));
      return converseResponse(await fetchJson(server, "/v1/chat/completions", { method: "POST", body }));
    },
    ...embeddedEmbeddings(),
    check: () => checkServer(server),
  };
}

/** Only what no request could get past: nobody listens, the key is refused, or there is no model to ask. */
async function checkServer(server: OpenAiOptions): Promise<void> {
  const quick = { ...server, timeoutMs: Math.min(server.timeoutMs ?? TEN_SECONDS_MS, TEN_SECONDS_MS) };
  try {
    await firstModel(quick);
  } catch (error) {
    const isRefusal = error instanceof AwsError && error.code === "AccessDeniedException";
    // A server that listens and lists nothing may still answer for a model that is named.
    if (!isRefusal && server.model !== undefined && (await isListening(quick))) return;
    throw modelUnreachable({
      cause: error instanceof Error ? error.message : String(error),
      remedy: isRefusal
        ? "Put the server's key into OPENAI_API_KEY, or use --model embedded."
        : `Start the server at ${server.url} and load a model, correct the URL, or use --model embedded.`,
      error,
    });
  }
}

async function isListening({ url, timeoutMs = TEN_SECONDS_MS }: OpenAiOptions): Promise<boolean> {
  return fetch(url, { signal: AbortSignal.timeout(timeoutMs) }).then(
    () => true,
    () => false,
  );
}

async function firstModel(server: OpenAiOptions): Promise<string> {
  const answer = await fetchJson(server, "/v1/models", { method: "GET" });
  const models = isJsonObject(answer) && Array.isArray(answer["data"]) ? answer["data"] : [];
  const [first] = models;
  if (isJsonObject(first) && typeof first["id"] === "string") return first["id"];
  throw modelError(`${server.url} lists no model: name one as openai:${server.url}#model`);
}

async function fetchJson(
  server: OpenAiOptions,
  path: string,
  init: { method: string; body?: string },
): Promise<unknown> {
  const signal = AbortSignal.timeout(server.timeoutMs ?? TWO_MINUTES_MS);
  const headers = {
    "content-type": "application/json",
    ...(server.apiKey === undefined ? {} : { authorization: `Bearer ${server.apiKey}` }),
  };
  let response: Response;
  try {
    response = await fetch(`${server.url}${path}`, { ...init, headers, signal });
  } catch (error) {
    if (error instanceof Error && error.name === "TimeoutError") {
      throw new AwsError("ModelTimeoutException", `${server.url} did not answer in time`, { status: 408 });
    }
    throw modelError(`${server.url} cannot be reached. Is the server up?`);
  }
  if (!response.ok) throw statusError(response.status, await response.text());
  return await response.json().catch(() => {
    throw modelError("its answer is no JSON");
  });
}

function statusError(status: number, body: string): AwsError {
  const why = `the server answered ${status}: ${body.slice(0, 300)}`;
  if (status === 429) return new AwsError("ThrottlingException", why, { status: 429 });
  if (status === 503) return new AwsError("ServiceUnavailableException", why, { status: 503 });
  if (status === 401 || status === 403) return new AwsError("AccessDeniedException", why, { status: 403 });
  return modelError(why);
}
