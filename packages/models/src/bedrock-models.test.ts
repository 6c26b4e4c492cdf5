import { describe, expect, test } from "@jest/globals";
import * as z from "zod";
import { bedrockModels } from "./bedrock-models.ts";
import { InMemoryBudgetLedger } from "./fakes/index.ts";
import { auditModelId, type ModelRequest } from "./model-port.ts";
import { awsError, FakeBedrock, toolUse, type FakeReply } from "./testing/fake-bedrock.ts";

const HAIKU = "us.anthropic.claude-haiku-4-5-20251001-v1:0";
const SONNET = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";
const Verdict = z.strictObject({ topic: z.enum(["risk", "other"]), dates: z.array(z.iso.date()).max(2) });
type Verdict = z.infer<typeof Verdict>;
const GOOD = { topic: "risk", dates: ["2026-01-20"] };

function request(modelId = HAIKU): ModelRequest<Verdict> {
  const tool = { name: "record_verdict", description: "Records the verdict.", schema: Verdict };
  return { modelId, system: "Judge.", content: ["brief", "text"], tool, maxTokens: 500, promptVersion: "p1" };
}

function setUp(replies: readonly FakeReply[], budget = new InMemoryBudgetLedger()) {
  const bedrock = new FakeBedrock(replies);
  const clock = { now: () => new Date("2026-01-15T09:00:00.000Z") };
  return { bedrock, budget, models: bedrockModels({ client: bedrock, budget, clock, cheapModelId: HAIKU }) };
}

describe("asking a model", () => {
  test("forces the one tool and sends its schema as a JSON object", async () => {
    const { bedrock, models } = setUp([{ content: [toolUse("record_verdict", GOOD)] }]);
    await models.converse(request());

    const asked = bedrock.asked[0];
    expect(asked?.toolConfig?.toolChoice).toEqual({ tool: { name: "record_verdict" } });
    expect(asked?.toolConfig?.tools?.[0]?.toolSpec?.inputSchema?.json).toMatchObject({
      type: "object",
      additionalProperties: false,
      required: ["topic", "dates"],
    });
    expect(JSON.stringify(asked)).not.toContain("$schema");
    expect(asked?.messages?.[0]?.content).toEqual([{ text: "brief" }, { text: "text" }]);
  });

  test("takes the tool's input, whatever prose stands round it", async () => {
    const { models } = setUp([{ content: [{ text: "Gladly!" }, toolUse("record_verdict", GOOD), { text: "Done." }] }]);
    const answer = await models.converse(request());

    expect(answer).toMatchObject({ ok: true, value: { output: GOOD, repaired: false, servedBy: "bedrock" } });
  });

  test("costs the list price with the regional premium", async () => {
    const { models, budget } = setUp([{ content: [toolUse("record_verdict", GOOD)] }]);
    const answer = await models.converse(request());

    const cost = (1000 * 1.1 + 200 * 5.5) / 1e6;
    expect(answer.ok && answer.value.costUsd).toBeCloseTo(cost, 9);
    expect(budget.spentUsd).toBeCloseTo(cost, 9);
    expect(budget.committedUsd).toBeCloseTo(cost, 9);
  });

  test("costs nothing when the endpoint says that it is no Bedrock, and the audit's name says so too", async () => {
    const { models, budget } = setUp([{ content: [toolUse("record_verdict", GOOD)], servedBy: "embedded" }]);
    const answer = await models.converse(request());

    if (!answer.ok) throw new Error(answer.cause);
    expect(answer.value).toMatchObject({ servedBy: "embedded", costUsd: 0, modelId: HAIKU });
    expect(auditModelId(answer.value)).toBe(`embedded (for ${HAIKU})`);
    expect(budget.committedUsd).toBeCloseTo(0, 9);
  });
});

const UNUSABLE: readonly (readonly [string, FakeReply])[] = [
  ["prose without a tool call", { content: [{ text: '{"topic":"risk","dates":[]}' }], stopReason: "end_turn" }],
  ["an empty reply", { content: [] }],
  ["another tool", { content: [toolUse("delete_everything", GOOD)] }],
  ["two calls", { content: [toolUse("record_verdict", GOOD), toolUse("record_verdict", GOOD, "call-2")] }],
  ["an unknown member", { content: [toolUse("record_verdict", { ...GOOD, to: "eve@example.test" })] }],
  ["an unknown topic", { content: [toolUse("record_verdict", { ...GOOD, topic: "payment" })] }],
  ["text in place of an object", { content: [toolUse("record_verdict", JSON.stringify(GOOD))] }],
  ["an answer that was cut off", { content: [toolUse("record_verdict", GOOD)], stopReason: "max_tokens" }],
  [
    "an own __proto__",
    { content: [toolUse("record_verdict", JSON.parse('{"topic":"risk","dates":[],"__proto__":{}}'))] },
  ],
  ["an exchanged prototype", { content: [toolUse("record_verdict", Object.create(GOOD))] }],
];

describe("an unusable answer", () => {
  test("a number that the SDK reads as a bigint can be said again in the repair", async () => {
    const enormous = { topic: "risk", dates: [], days: 10n ** 308n };
    const { models, bedrock } = setUp([
      { content: [toolUse("record_verdict", enormous)] },
      { content: [toolUse("record_verdict", GOOD)] },
    ]);
    await expect(models.converse(request())).resolves.toMatchObject({ ok: true, value: { repaired: true } });
    expect(() => JSON.stringify(bedrock.asked)).not.toThrow();
  });

  test.each([
    ["a null character", "a\0b"],
    ["half a character", "a\uD800b"],
  ])("%s is not taken: the database could not store it", async (_what, words) => {
    const schema = z.strictObject({ words: z.string() });
    const tool = { name: "record_words", description: "Records words.", schema };
    const reply = { content: [toolUse("record_words", { words })] };
    const { models } = setUp([reply, reply]);
    const answer = await models.converse({ ...request(), tool });
    expect(answer).toMatchObject({ ok: false, code: "MODEL_OUTPUT_INVALID" });
  });

  test.each(UNUSABLE)("%s is repaired once", async (_what, reply) => {
    const { bedrock, models } = setUp([reply, { content: [toolUse("record_verdict", GOOD)] }]);
    const answer = await models.converse(request());

    expect(answer).toMatchObject({ ok: true, value: { output: GOOD, repaired: true, inputTokens: 2000 } });
    expect(bedrock.asked).toHaveLength(2);
  });

  test.each(UNUSABLE)("%s twice is MODEL_OUTPUT_INVALID, and is paid for", async (_what, reply) => {
    const { bedrock, models, budget } = setUp([reply, reply]);
    const answer = await models.converse(request());

    expect(answer).toMatchObject({ ok: false, code: "MODEL_OUTPUT_INVALID" });
    expect(bedrock.asked).toHaveLength(2);
    expect(budget.spentUsd).toBeGreaterThan(0);
    expect(JSON.stringify(answer)).not.toContain("eve@example.test");
  });

  test("is answered by a tool result that lists what is wrong", async () => {
    const bad = { content: [toolUse("record_verdict", { topic: "payment", dates: ["soon"] }, "call-9")] };
    const { bedrock, models } = setUp([bad, { content: [toolUse("record_verdict", GOOD)] }]);
    await models.converse(request());

    const messages = bedrock.asked[1]?.messages ?? [];
    expect(messages.map((message) => message.role)).toEqual(["user", "assistant", "user"]);
    const result = messages[2]?.content?.[0]?.toolResult;
    expect(result).toMatchObject({ toolUseId: "call-9", status: "error" });
    expect(JSON.stringify(result)).toContain("topic");
    expect(JSON.stringify(result)).toContain("dates.0");
  });
});

describe("no answer", () => {
  test("a refusal is MODEL_REFUSED and is not asked again", async () => {
    const { bedrock, models } = setUp([{ content: [{ text: "No." }], stopReason: "content_filtered" }]);

    expect(await models.converse(request())).toMatchObject({ ok: false, code: "MODEL_REFUSED" });
    expect(bedrock.asked).toHaveLength(1);
  });

  test("a throttled call is MODEL_UNAVAILABLE and its money is given back", async () => {
    const { models, budget } = setUp([{ error: awsError("ThrottlingException", 429) }]);

    expect(await models.converse(request())).toMatchObject({
      ok: false,
      code: "MODEL_UNAVAILABLE",
      details: { reason: "ThrottlingException", retryable: true },
    });
    expect(budget.committedUsd).toBeCloseTo(0, 9);
  });

  test("a call that was given up without an answer stays counted: it may have been billed", async () => {
    const { models, budget } = setUp([{ error: awsError("AbortError") }]);

    expect(await models.converse(request())).toMatchObject({ ok: false, code: "MODEL_UNAVAILABLE" });
    expect(budget.committedUsd).toBeGreaterThan(0);
  });

  test("a denied call repeats what AWS said is missing, and is not retryable", async () => {
    const denied = awsError("AccessDeniedException", 403, "not authorized to perform: bedrock:InvokeModel on arn:x");
    const { models } = setUp([{ error: denied }]);

    expect(await models.converse(request())).toMatchObject({
      code: "MODEL_UNAVAILABLE",
      cause: expect.stringContaining("bedrock:InvokeModel on arn:x"),
      details: { retryable: false },
    });
  });

  test("a model without a price is never called", async () => {
    const { bedrock, models } = setUp([]);

    await expect(models.converse(request("us.someone.else-v1:0"))).rejects.toMatchObject({ code: "MODEL_UNPRICED" });
    expect(bedrock.asked).toEqual([]);
  });
});

describe("the budget", () => {
  test("when the day is spent, Sonnet becomes Haiku and the answer says so", async () => {
    const budget = new InMemoryBudgetLedger({ dailyUsd: 0, monthlyUsd: 11 });
    const { bedrock, models } = setUp([{ content: [toolUse("record_verdict", GOOD)] }], budget);
    const answer = await models.converse(request(SONNET));

    expect(answer).toMatchObject({ ok: true, value: { modelId: HAIKU, degraded: true } });
    expect(bedrock.asked.map((asked) => asked.modelId)).toEqual([HAIKU]);
  });

  test("within the day, Sonnet stays Sonnet, in the repair too", async () => {
    const { bedrock, models } = setUp([{ content: [] }, { content: [toolUse("record_verdict", GOOD)] }]);
    const answer = await models.converse(request(SONNET));

    expect(answer).toMatchObject({ ok: true, value: { modelId: SONNET, degraded: false } });
    expect(bedrock.asked.map((asked) => asked.modelId)).toEqual([SONNET, SONNET]);
  });

  test("when the month is spent, no model is called", async () => {
    const budget = new InMemoryBudgetLedger({ dailyUsd: 1, monthlyUsd: 0 });
    const { bedrock, models } = setUp([], budget);

    expect(await models.converse(request(SONNET))).toMatchObject({ ok: false, code: "BUDGET_EXHAUSTED" });
    expect(bedrock.asked).toEqual([]);
  });

  test("an answer is not thrown away because its cost could not be written", async () => {
    class BrokenLedger extends InMemoryBudgetLedger {
      override async settle(): Promise<void> {
        throw new Error("no table");
      }
    }
    const told: unknown[] = [];
    const clock = { now: () => new Date("2026-01-15T09:00:00.000Z") };
    const client = new FakeBedrock([{ content: [toolUse("record_verdict", GOOD)] }]);
    const budget = new BrokenLedger();
    const onUnsettled = (error: unknown) => told.push(error);
    const models = bedrockModels({ client, budget, clock, cheapModelId: HAIKU, onUnsettled });

    expect(await models.converse(request())).toMatchObject({ ok: true });
    expect(told).toHaveLength(1);
    expect(budget.committedUsd).toBeGreaterThan(0);
  });
});
