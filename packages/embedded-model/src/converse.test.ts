import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { TriageOutput } from "@agentic-pm/contracts";
import { triaged, triageRequest } from "../test/briefs.ts";
import { converse, type ConverseRequestBody, label } from "./index.ts";

const HAIKU = "us.anthropic.claude-haiku-4-5-20251001-v1:0";

describe("the Converse shape", () => {
  test("a triage request is answered with its tool, and says who answered", () => {
    const answer = converse(HAIKU, triageRequest("We are blocked by the vendor."));
    expect(answer.stopReason).toBe("tool_use");
    expect(answer.additionalModelResponseFields).toEqual({ servedBy: label });
    expect(answer.output.message).toMatchObject({
      role: "assistant",
      content: [{ toolUse: { name: "record_triage", toolUseId: expect.stringMatching(/^tooluse_[\w-]{22}$/u) } }],
    });
  });

  test("tokens are estimated, and add up", () => {
    const { usage } = converse(HAIKU, triageRequest("We are blocked by the vendor."));
    expect(usage.inputTokens).toBeGreaterThan(50);
    expect(usage.totalTokens).toBe(usage.inputTokens + usage.outputTokens);
  });

  test("the same request gets the same answer", () => {
    const request = triageRequest("We are blocked by the vendor.");
    expect(converse(HAIKU, request).output).toEqual(converse(HAIKU, request).output);
  });

  test("a repair attempt is answered from the first question", () => {
    const request = triageRequest("We are blocked by the vendor.");
    const repair = { role: "user", content: [{ text: "Your answer did not fit: dates." }] };
    const longer = { ...request, messages: [...(request.messages ?? []), { role: "assistant", content: [] }, repair] };
    expect(converse(HAIKU, longer).output).toEqual(converse(HAIKU, request).output);
  });

  test.each<[string, ConverseRequestBody]>([
    ["a chat", { messages: [{ role: "user", content: [{ text: "Write a poem." }] }] }],
    [
      "a tool it does not know",
      { ...triageRequest("x"), toolConfig: { tools: [{ toolSpec: { name: "book_flight" } }] } },
    ],
    [
      "a triage request without its brief",
      { ...triageRequest("x"), messages: [{ role: "user", content: [{ text: "{" }] }] },
    ],
    ["an empty request", {}],
  ])("%s gets a text that says what this is and what it cannot do", (_what, request) => {
    const answer = converse(HAIKU, request);
    expect(answer.stopReason).toBe("end_turn");
    expect(answer.output.message.content[0]?.text).toMatch(/embedded rule set, not a language model/u);
  });

  test("no request makes it throw", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        const request = (typeof json === "object" && json !== null ? json : {}) as ConverseRequestBody;
        expect(converse(HAIKU, request).output.message.role).toBe("assistant");
      }),
    );
  });

  test("any text at all gives a triage that fits the strict schema", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 400 }), (text) => {
        expect(TriageOutput.safeParse(triaged(text)).success).toBe(true);
      }),
    );
  });
});
