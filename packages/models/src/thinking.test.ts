import { describe, expect, test } from "@jest/globals";
import * as z from "zod";
import { bedrockModels } from "./bedrock-models.ts";
import { InMemoryBudgetLedger } from "./fakes/index.ts";
import type { ModelRequest } from "./model-port.ts";
import { FakeBedrock, toolUse, type FakeReply } from "./testing/fake-bedrock.ts";

const NOVA = "us.amazon.nova-2-lite-v1:0";
const Plan = z.strictObject({ cap: z.number() });
const GOOD: FakeReply = { content: [toolUse("propose", { cap: 500 })] };
const THOUGHT = { reasoningContent: { reasoningText: { text: "[REDACTED]" } } };

function request(effort?: "medium" | "high"): ModelRequest<{ cap: number }> {
  const tool = { name: "propose", description: "Records.", schema: Plan };
  const asked = { modelId: NOVA, system: "Plan.", content: ["brief"], tool, maxTokens: 4000, promptVersion: "p1" };
  return effort === undefined ? asked : { ...asked, effort };
}

function setUp(replies: readonly FakeReply[], budget = new InMemoryBudgetLedger()) {
  const bedrock = new FakeBedrock(replies);
  const clock = { now: () => new Date("2026-01-15T09:00:00.000Z") };
  return { bedrock, budget, models: bedrockModels({ client: bedrock, budget, clock, cheapModelId: NOVA }) };
}

describe("a thinking model", () => {
  test("thinks only when it is asked to", async () => {
    const { bedrock, models } = setUp([GOOD]);
    await models.converse(request());
    expect(bedrock.asked[0]).not.toHaveProperty("additionalModelRequestFields");
  });

  test("at medium effort keeps the limit", async () => {
    const { bedrock, models } = setUp([GOOD]);
    await models.converse(request("medium"));
    expect(bedrock.asked[0]).toMatchObject({
      inferenceConfig: { maxTokens: 4000, temperature: 0 },
      additionalModelRequestFields: { reasoningConfig: { type: "enabled", maxReasoningEffort: "medium" } },
    });
  });

  test("at high effort is given neither limit nor temperature, and its longest answer is reserved", async () => {
    const tight = new InMemoryBudgetLedger({ dailyUsd: 1, monthlyUsd: 0.1 });
    await expect(setUp([GOOD], tight).models.converse(request("high"))).resolves.toMatchObject({
      code: "BUDGET_EXHAUSTED",
    });
    const { bedrock, models } = setUp([GOOD]);
    await models.converse(request("high"));
    expect(bedrock.asked[0]).not.toHaveProperty("inferenceConfig");
    expect(bedrock.asked[0]?.additionalModelRequestFields).toEqual({
      reasoningConfig: { type: "enabled", maxReasoningEffort: "high" },
    });
  });

  test("is not told again what it thought when its answer has to be mended", async () => {
    const { bedrock, models } = setUp([{ content: [THOUGHT, toolUse("propose", { cap: "much" })] }, GOOD]);
    await expect(models.converse(request("medium"))).resolves.toMatchObject({ ok: true, value: { repaired: true } });
    expect(JSON.stringify(bedrock.asked[1]?.messages)).not.toContain("REDACTED");
    expect(bedrock.asked[1]?.messages).toHaveLength(3);
  });

  test("that only thought is asked the same again", async () => {
    const { bedrock, models } = setUp([{ content: [THOUGHT], stopReason: "end_turn" }, GOOD]);
    await expect(models.converse(request("medium"))).resolves.toMatchObject({ ok: true });
    expect(bedrock.asked[1]?.messages).toHaveLength(1);
  });

  test("costs Nova's list price with the regional premium", async () => {
    const { models } = setUp([GOOD]);
    const answer = await models.converse(request("medium"));
    expect(answer.ok && answer.value.costUsd).toBeCloseTo((1000 * 0.33 + 200 * 2.75) / 1e6, 9);
  });
});

test("Nova's tool schema has no words at its top that Nova does not take", async () => {
  const { bedrock, models } = setUp([GOOD]);
  await models.converse(request());
  const json = bedrock.asked[0]?.toolConfig?.tools?.[0]?.toolSpec?.inputSchema?.json;
  expect(Object.keys(json as object).toSorted()).toEqual(["properties", "required", "type"]);
});
