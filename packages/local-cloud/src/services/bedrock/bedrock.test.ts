import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import {
  BedrockRuntimeClient,
  ConverseCommand,
  ConverseStreamCommand,
  InvokeModelCommand,
  InvokeModelWithResponseStreamCommand,
  type ConverseCommandInput,
} from "@aws-sdk/client-bedrock-runtime";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CredentialStore } from "../../credentials/credential-store.ts";
import { RoleDirectory } from "../../credentials/role-directory.ts";
import { DecisionLog } from "../../gateway/decision-log.ts";
import { startGateway, type Gateway } from "../../gateway/gateway.ts";
import { createBedrock, type ConverseRequest, type ModelProvider } from "./index.ts";

const MODEL = "us.anthropic.claude-haiku-4-5-20251001-v1:0";
const FOUNDATION = "anthropic.claude-haiku-4-5-20251001-v1:0";
const PROFILE_ARN = `arn:aws:bedrock:us-east-1:111122223333:inference-profile/${MODEL}`;
const messages: ConverseCommandInput["messages"] = [{ role: "user", content: [{ text: "Hello?" }] }];
const toolConfig: ConverseCommandInput["toolConfig"] = {
  tools: [{ toolSpec: { name: "answer", inputSchema: { json: { type: "object" } } } }],
};

let folder: string;
let gateway: Gateway;
let client: BedrockRuntimeClient;
let decisions: DecisionLog;
let credentials: CredentialStore;
let asked: ConverseRequest[];

const model: ModelProvider = {
  label: "test",
  converse: async (_modelId, input) => {
    asked.push(input);
    const tool = { toolUse: { toolUseId: "t1", name: "answer", input: { yes: true } } };
    return {
      output: {
        message: { role: "assistant", content: [{ text: "Hello, you." }, ...(input.toolConfig ? [tool] : [])] },
      },
      stopReason: input.toolConfig ? "tool_use" : "end_turn",
      usage: { inputTokens: 3, outputTokens: 4, totalTokens: 7 },
    };
  },
  invokeModel: async (_modelId, body) => Buffer.from(`{"echo":${Buffer.from(body).toString()}}`),
};

async function open(Resource: readonly string[]): Promise<void> {
  const roles = new RoleDirectory();
  const { arn } = roles.putRole({
    roleName: "caller",
    assumeRolePolicy: { Version: "2012-10-17", Statement: [] },
    inlinePolicies: [
      {
        name: "models",
        document: {
          Version: "2012-10-17",
          Statement: [
            {
              Sid: "Ask",
              Effect: "Allow",
              Action: ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"],
              Resource: [...Resource],
            },
          ],
        },
      },
    ],
  });
  decisions = new DecisionLog();
  credentials = new CredentialStore(join(folder, "keys.jsonl"));
  const { module } = await createBedrock({ model });
  gateway = await startGateway({ modules: [module], credentials, roles, decisions });
  const session = credentials.issueRoleSession(arn, "test");
  client = new BedrockRuntimeClient({
    endpoint: gateway.endpoint,
    region: "us-east-1",
    credentials: session,
    maxAttempts: 1,
  });
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "bedrock-"));
  asked = [];
  await open(["*"]);
});

afterEach(async () => {
  client.destroy();
  await gateway.close();
  credentials.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("Bedrock", () => {
  test("answers Converse and says who served it", async () => {
    const answer = await client.send(
      new ConverseCommand({ modelId: MODEL, messages, inferenceConfig: { maxTokens: 5 } }),
    );
    expect(answer).toMatchObject({
      output: { message: { role: "assistant", content: [{ text: "Hello, you." }] } },
      stopReason: "end_turn",
      usage: { totalTokens: 7 },
      additionalModelResponseFields: { servedBy: "test" },
    });
    expect(asked).toMatchObject([{ messages, inferenceConfig: { maxTokens: 5 } }]);
  });

  test("streams the same answer in deltas", async () => {
    const { stream } = await client.send(new ConverseStreamCommand({ modelId: MODEL, messages, toolConfig }));
    let text = "";
    let input = "";
    const kinds = new Set<string>();
    for await (const event of stream ?? []) {
      for (const kind of Object.keys(event)) kinds.add(kind);
      text += event.contentBlockDelta?.delta?.text ?? "";
      input += event.contentBlockDelta?.delta?.toolUse?.input ?? "";
    }
    expect([text, input]).toEqual(["Hello, you.", '{"yes":true}']);
    expect([...kinds]).toEqual([
      "messageStart",
      "contentBlockDelta",
      "contentBlockStop",
      "contentBlockStart",
      "messageStop",
      "metadata",
    ]);
  });

  test("passes InvokeModel on, whole and as a stream", async () => {
    const whole = await client.send(new InvokeModelCommand({ modelId: MODEL, body: '{"a":1}' }));
    expect(JSON.parse(whole.body.transformToString())).toEqual({ echo: { a: 1 } });
    const { body } = await client.send(new InvokeModelWithResponseStreamCommand({ modelId: MODEL, body: '{"a":1}' }));
    let text = "";
    for await (const event of body ?? []) text += Buffer.from(event.chunk?.bytes ?? []).toString();
    expect(JSON.parse(text)).toEqual({ echo: { a: 1 } });
  });

  test("asks for the profile, and for the model in each region it may go to", async () => {
    await client.send(new ConverseCommand({ modelId: MODEL, messages }));
    expect(decisions.recent().map(({ action, resource }) => `${action} ${resource}`)).toEqual([
      `bedrock:InvokeModel ${PROFILE_ARN}`,
      `bedrock:InvokeModel arn:aws:bedrock:us-east-1::foundation-model/${FOUNDATION}`,
      `bedrock:InvokeModel arn:aws:bedrock:us-east-2::foundation-model/${FOUNDATION}`,
      `bedrock:InvokeModel arn:aws:bedrock:us-west-2::foundation-model/${FOUNDATION}`,
    ]);
  });

  test("refuses a caller who may use the profile and not the model behind it", async () => {
    client.destroy();
    await gateway.close();
    credentials.close();
    await open([PROFILE_ARN]);
    await expect(client.send(new ConverseCommand({ modelId: MODEL, messages }))).rejects.toMatchObject({
      name: "AccessDeniedException",
      message: expect.stringContaining(`us-east-1::foundation-model/${FOUNDATION}`),
    });
    expect(asked).toEqual([]);
  });

  test.each<[string, Partial<ConverseCommandInput>, string, RegExp]>([
    ["a malformed model id", { modelId: "no such model!" }, "ValidationException", /model identifier is invalid/],
    ["an unknown model", { modelId: "acme.brain-1" }, "ResourceNotFoundException", /acme.brain-1/],
    ["no messages", { messages: [] }, "ValidationException", /messages/],
    [
      "a conversation that begins with the model",
      { messages: [{ role: "assistant", content: [{ text: "I" }] }] },
      "ValidationException",
      /start with a user message/,
    ],
    [
      "two users in a row",
      { messages: [...(messages ?? []), ...(messages ?? [])] },
      "ValidationException",
      /alternate/,
    ],
    ["a temperature past 1", { inferenceConfig: { temperature: 3 } }, "ValidationException", /temperature/],
    [
      "a tool result that answers nothing",
      {
        messages: [{ role: "user", content: [{ toolResult: { toolUseId: "x", content: [{ text: "1" }] } }] }],
        toolConfig,
      },
      "ValidationException",
      /exceeds the number of toolUse blocks/,
    ],
  ])("refuses %s", async (_name, change, name, message) => {
    const attempt = client.send(new ConverseCommand({ modelId: MODEL, messages, ...change }));
    await expect(attempt).rejects.toMatchObject({ name, message: expect.stringMatching(message) });
  });
});
