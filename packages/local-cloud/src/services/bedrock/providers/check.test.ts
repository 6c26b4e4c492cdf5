import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "@jest/globals";
import { bedrockProvider } from "./bedrock.ts";
import { openAiProvider } from "./openai/index.ts";

let server: Server | undefined;
afterEach(() => void server?.close());

async function serverAnswering(status: number, body: object): Promise<string> {
  server = createServer((_request, response) => {
    response.statusCode = status;
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(body));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const unreachable = (remedy: string) => ({ code: "MODEL_UNREACHABLE", remedy: expect.stringContaining(remedy) });

describe("checking a model before work depends on it", () => {
  test("passes where an OpenAI-compatible server has a model", async () => {
    const url = await serverAnswering(200, { data: [{ id: "llama" }] });
    await expect(openAiProvider({ url }).check?.()).resolves.toBeUndefined();
  });

  test("passes where the server lists nothing and the model is named", async () => {
    const url = await serverAnswering(404, {});
    await expect(openAiProvider({ url, model: "mine" }).check?.()).resolves.toBeUndefined();
    await expect(openAiProvider({ url }).check?.()).rejects.toMatchObject(unreachable("load a model"));
  });

  test("names a server that is not there", async () => {
    for (const model of [{}, { model: "mine" }]) {
      const provider = openAiProvider({ url: "http://127.0.0.1:1", ...model });
      await expect(provider.check?.()).rejects.toMatchObject(unreachable("Start the server at http://127.0.0.1:1"));
    }
  });

  test("names a key that is refused", async () => {
    const url = await serverAnswering(401, {});
    await expect(openAiProvider({ url, model: "mine" }).check?.()).rejects.toMatchObject(unreachable("OPENAI_API_KEY"));
  });

  test("names missing AWS credentials, without asking Bedrock", async () => {
    const credentials = () => Promise.reject(new Error("Could not load credentials from any providers"));
    const provider = bedrockProvider({ region: "us-east-1", endpoint: "http://127.0.0.1:1", credentials });
    await expect(provider.check?.()).rejects.toMatchObject(unreachable("aws sso login"));
    await provider.close?.();
  });
});
