import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import {
  createServer as createHttp2Server,
  type Http2Server,
  type Http2ServerRequest,
  type Http2ServerResponse,
} from "node:http2";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { ConverseRequest } from "../model-provider.ts";
import { bedrockProvider } from "./bedrock.ts";
import { embeddedProvider } from "./embedded.ts";
import { openAiProvider, parseOpenAiOption } from "./openai/index.ts";

const ASK: ConverseRequest = { messages: [{ role: "user", content: [{ text: "Hi" }] }] };

interface Received {
  readonly path: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: Record<string, unknown>;
}

let server: Server | Http2Server | undefined;
let url: string;
let received: Received[];
let answer: { status: number; body: unknown };

const chat = (message: object, finish_reason = "stop") => ({
  choices: [{ message, finish_reason }],
  usage: { prompt_tokens: 5, completion_tokens: 2 },
});

function serve(request: IncomingMessage | Http2ServerRequest, response: ServerResponse | Http2ServerResponse): void {
  let text = "";
  request.on("data", (chunk: Buffer) => void (text += chunk.toString()));
  request.on("end", () => {
    const body = JSON.parse(text || "{}") as Received["body"];
    received.push({ path: request.url ?? "", headers: request.headers, body });
    const isList = request.url === "/v1/models";
    const content = isList ? { data: [{ id: "llama" }] } : answer.body;
    response.statusCode = isList ? 200 : answer.status;
    response.setHeader("content-type", "application/json");
    response.end(typeof content === "string" ? content : JSON.stringify(content));
  });
}

async function listen(created: Server | Http2Server): Promise<void> {
  server = created;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

beforeEach(() => {
  received = [];
  answer = { status: 200, body: chat({ content: "Hello" }) };
});

afterEach(() => {
  server?.close();
  server = undefined;
});

describe("an OpenAI-compatible server", () => {
  beforeEach(() => listen(createServer(serve)));

  test("is asked with system, tools and settings, and its first model where none is named", async () => {
    const provider = openAiProvider({ url: `${url}/v1/`, apiKey: "k" });
    const answered = await provider.converse("ignored", {
      ...ASK,
      system: [{ text: "Be brief." }],
      inferenceConfig: { maxTokens: 9, temperature: 0, stopSequences: ["END"] },
      toolConfig: {
        tools: [{ toolSpec: { name: "answer", description: "d", inputSchema: { json: { type: "object" } } } }],
        toolChoice: { tool: { name: "answer" } },
      },
    });
    expect(received.map(({ path }) => path)).toEqual(["/v1/models", "/v1/chat/completions"]);
    expect(received[1]?.headers["authorization"]).toBe("Bearer k");
    expect(received[1]?.body).toEqual({
      model: "llama",
      messages: [
        { role: "system", content: "Be brief." },
        { role: "user", content: "Hi" },
      ],
      max_tokens: 9,
      temperature: 0,
      stop: ["END"],
      tools: [{ type: "function", function: { name: "answer", description: "d", parameters: { type: "object" } } }],
      tool_choice: { type: "function", function: { name: "answer" } },
    });
    expect(answered).toEqual({
      output: { message: { role: "assistant", content: [{ text: "Hello" }] } },
      stopReason: "end_turn",
      usage: { inputTokens: 5, outputTokens: 2, totalTokens: 7 },
    });
    expect(provider.label).toBe("openai:llama");
  });

  test("leaves embeddings to the embedded encoder, which says so", async () => {
    const provider = openAiProvider({ url, model: "mine" });
    const singleEmbeddingParams = {
      embeddingPurpose: "GENERIC_INDEX",
      embeddingDimension: 1024,
      text: { truncationMode: "END", value: "Economy class only." },
    };
    const request = { schemaVersion: "nova-multimodal-embed-v1", taskType: "SINGLE_EMBEDDING", singleEmbeddingParams };
    const body = Buffer.from(JSON.stringify(request));
    const answered = await provider.invokeModel?.("amazon.nova-2-multimodal-embeddings-v1:0", body);
    expect(JSON.parse(Buffer.from(answered ?? []).toString("utf8"))).toMatchObject({
      servedBy: expect.stringMatching(/^embedded\b/),
    });
    expect(received).toEqual([]);
    await provider.close?.();
  });

  test("maps tool calls and their results both ways", async () => {
    answer = {
      status: 200,
      body: chat(
        { content: null, tool_calls: [{ id: "c2", function: { name: "answer", arguments: '{"b":2}' } }] },
        "tool_calls",
      ),
    };
    const provider = openAiProvider(parseOpenAiOption(`openai:${url}#mine`));
    const answered = await provider.converse("m", {
      messages: [
        ...ASK.messages,
        { role: "assistant", content: [{ toolUse: { toolUseId: "c1", name: "answer", input: { a: 1 } } }] },
        {
          role: "user",
          content: [{ toolResult: { toolUseId: "c1", content: [{ json: { ok: true } }] } }, { text: "Go on" }],
        },
      ],
    });
    expect(received[0]?.body).toEqual({
      model: "mine",
      messages: [
        { role: "user", content: "Hi" },
        {
          role: "assistant",
          content: null,
          tool_calls: [{ id: "c1", type: "function", function: { name: "answer", arguments: '{"a":1}' } }],
        },
        { role: "tool", tool_call_id: "c1", content: '{"ok":true}' },
        { role: "user", content: "Go on" },
      ],
    });
    expect(answered.stopReason).toBe("tool_use");
    expect(answered.output.message.content).toEqual([
      { toolUse: { toolUseId: "c2", name: "answer", input: { b: 2 } } },
    ]);
  });

  test("that gives prose for arguments is passed on as such, for the caller's schema to refuse", async () => {
    answer = {
      status: 200,
      body: chat({ tool_calls: [{ id: "c", function: { name: "answer", arguments: "Sure! {" } }] }),
    };
    const answered = await openAiProvider({ url, model: "m" }).converse("m", ASK);
    expect(answered.output.message.content).toEqual([
      { toolUse: { toolUseId: "c", name: "answer", input: "Sure! {" } },
    ]);
  });

  test.each<[string, number, unknown, string]>([
    ["too many requests", 429, { error: "slow down" }, "ThrottlingException"],
    ["overload", 503, {}, "ServiceUnavailableException"],
    ["a wrong key", 401, {}, "AccessDeniedException"],
    ["a fault", 500, { error: "out of memory" }, "ModelErrorException"],
    ["an answer that is no JSON", 200, "<html>", "ModelErrorException"],
    ["an answer of another kind", 200, { hello: 1 }, "ModelErrorException"],
  ])("%s becomes Bedrock's error", async (_name, status, body, code) => {
    answer = { status, body };
    await expect(openAiProvider({ url, model: "m" }).converse("m", ASK)).rejects.toMatchObject({ code });
  });

  test("that is not there is named", async () => {
    const provider = openAiProvider({ url: "http://127.0.0.1:1", model: "m" });
    await expect(provider.converse("m", ASK)).rejects.toThrow(/127.0.0.1:1 cannot be reached/);
  });

  test("cannot be sent what is no text", async () => {
    const messages = [{ role: "user" as const, content: [{ image: { format: "png" } }] }];
    await expect(openAiProvider({ url, model: "m" }).converse("m", { messages })).rejects.toThrow(
      /image content block/,
    );
  });
});

describe("the real Bedrock", () => {
  // The SDK speaks HTTP/2 to Bedrock.
  beforeEach(() => listen(createHttp2Server(serve)));

  const config = () => ({
    region: "us-east-1",
    endpoint: url,
    credentials: { accessKeyId: "AKIAEXAMPLE", secretAccessKey: "secret" },
    maxAttempts: 1,
  });

  test("gets the request as it came, and its answer comes back as it is", async () => {
    answer = {
      status: 200,
      body: {
        output: { message: { role: "assistant", content: [{ text: "Hi" }] } },
        stopReason: "end_turn",
        usage: { inputTokens: 1, outputTokens: 1, totalTokens: 2 },
      },
    };
    const provider = bedrockProvider(config());
    expect(await provider.converse("anthropic.claude-x", ASK)).toMatchObject({
      stopReason: "end_turn",
      usage: { totalTokens: 2 },
    });
    expect(received[0]).toMatchObject({ path: "/model/anthropic.claude-x/converse", body: ASK });
    await provider.close?.();
  });

  test("keeps its own errors", async () => {
    answer = { status: 429, body: { message: "slow", __type: "ThrottlingException" } };
    const provider = bedrockProvider(config());
    await expect(provider.converse("anthropic.claude-x", ASK)).rejects.toMatchObject({
      code: "ThrottlingException",
      status: 429,
    });
    await provider.close?.();
  });
});

test("the embedded rules say what they are", async () => {
  const provider = embeddedProvider();
  const { output } = await provider.converse("m", ASK);
  expect(provider.label).toBe("embedded");
  expect(output.message.content[0]?.text).toMatch(/not a language model/);
});
