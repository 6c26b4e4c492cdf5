import { expect, test } from "@jest/globals";
import { modelProvider } from "./model-option.ts";

test.each(["openai:ftp://x", "openai:", "openai:localhost:11434", "gpt", "", "openai:file:///etc/hosts"])(
  "%j is no model",
  (option) => {
    expect(() => modelProvider(option, {})).toThrow(expect.objectContaining({ code: "MODEL_UNKNOWN" }));
  },
);

test.each([
  ["embedded", "embedded"],
  ["bedrock", "bedrock"],
  ["openai:http://127.0.0.1:11434#llama", "openai:llama"],
  ["openai:https://models.example/v1", "openai:default"],
])("%j is one", async (option, label) => {
  const provider = modelProvider(option, {});
  expect(provider.label).toBe(label);
  await provider.close?.();
});
