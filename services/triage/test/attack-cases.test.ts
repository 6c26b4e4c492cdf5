import { type HandleView, promptGivenAway, TriageOutput } from "@agentic-pm/contracts";
import { casesFrom, PLANTED_CANARY } from "@agentic-pm/testing/attack-cases";
import { describe, expect, test } from "@jest/globals";
import { hasLink } from "../src/domain/normaliser/links.ts";
import { LARGEST_READING, normaliseTexts } from "../src/domain/normaliser/normalise-texts.ts";
import { LARGEST_TEXT, normalise } from "../src/domain/normaliser/normalise.ts";
import { triageAnswer, withoutPlaceholders } from "../src/domain/triage-answer.ts";
import { triagePrompt } from "../src/domain/triage-prompt.ts";

const HANDLES: HandleView[] = [
  { handle: "T1", kind: "ticket", role: "subject", correlation: "a".repeat(16) },
  { handle: "P1", kind: "person", role: "sender", correlation: "b".repeat(16) },
];

const TOLD = { words: triagePrompt({ marker: "", canary: PLANTED_CANARY, lineMark: "" }), canary: PLANTED_CANARY };

describe("what a stranger writes", () => {
  test.each(casesFrom("stranger"))("$line ($id) is plain text afterwards", ({ signals, revealed, gone = [] }) => {
    const readings = signals().map((texts) => {
      for (const { text, format } of texts) {
        const once = normalise(text, format).text;
        expect(once.length).toBeLessThanOrEqual(LARGEST_TEXT);
        expect(normalise(once).text === once).toBe(true);
      }
      return normaliseTexts(texts).text;
    });
    for (const reading of readings) {
      expect(reading.length).toBeLessThanOrEqual(LARGEST_READING);
      // oxlint-disable-next-line no-control-regex -- control characters are what must be gone
      expect(reading).not.toMatch(/[\p{Cf}\p{Co}\u0000-\u0008\u000b-\u001f\u007f-\u009f]/u);
      expect(hasLink(withoutPlaceholders(reading))).toBe(false);
      for (const hidden of gone) expect(reading).not.toContain(hidden);
    }
    if (revealed !== undefined) expect(readings.join("\n")).toContain(revealed);
  });
});

describe("what a model answers", () => {
  const triaged = casesFrom("model").filter(({ stage }) => stage === "triage");
  const schema = triageAnswer(HANDLES, "2026-01-15");

  test.each(triaged.filter(({ stoppedBy }) => stoppedBy === "schema"))("$line ($id) is no answer", ({ output }) => {
    expect(schema.safeParse(output).success).toBe(false);
  });

  test.each(triaged.filter(({ stoppedBy }) => stoppedBy === "canary"))("$line ($id) is noticed", ({ output }) => {
    expect(TriageOutput.safeParse(output).success).toBe(true);
    expect(promptGivenAway(output, TOLD)).toBe("CANARY_ECHOED");
  });

  test("an honest answer passes, so the cases fail for what is wrong with them", () => {
    const honest = casesFrom("model").find(({ id }) => id === "triage-canary")?.output as { summary: string };
    expect(schema.safeParse(honest).success).toBe(true);
    expect(promptGivenAway({ ...honest, summary: "The vendor is late." }, TOLD)).toBeNull();
  });
});
