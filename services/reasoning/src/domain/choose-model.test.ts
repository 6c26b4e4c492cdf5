import { describe, expect, test } from "@jest/globals";
import type { Severity, Topic } from "@agentic-pm/contracts";
import { relatedView } from "./related-signals.ts";
import { chooseModel } from "./choose-model.ts";
import { aSignal } from "../../test/a-signal.ts";

describe("which model is asked", () => {
  test.each<[Topic, Severity, string, string]>([
    ["blocker", "high", "haiku", "routine"],
    ["question", "low", "haiku", "routine"],
    ["decision", "critical", "haiku", "routine"],
    ["risk", "low", "haiku", "routine"],
    ["risk", "medium", "sonnet", "risk_weighed"],
    ["milestone_slip", "high", "sonnet", "risk_weighed"],
    ["scope_change", "critical", "sonnet", "risk_weighed"],
  ])("a %s of severity %s goes to %s (%s)", (topic, severity, model, reason) => {
    expect(chooseModel(aSignal({ topic, severity }), [])).toEqual({ model, reason });
  });

  test("Sonnet where another source names another date for the same ticket", () => {
    const other = relatedView(aSignal({ kind: "mail", source: "outlook", dates: ["2026-02-09"] }));
    expect(chooseModel(aSignal({ dates: ["2026-02-02"] }), [other])).toEqual({
      model: "sonnet",
      reason: "sources_conflict",
    });
  });

  test("Haiku where the sources agree on a date", () => {
    const other = relatedView(aSignal({ dates: ["2026-02-02", "2026-02-09"] }));
    expect(chooseModel(aSignal({ dates: ["2026-02-02"] }), [other]).model).toBe("haiku");
  });

  test("Haiku where the other date is of another ticket", () => {
    const elsewhere = aSignal({ dates: ["2026-02-09"] });
    const other = { ...relatedView(elsewhere), correlations: ["f".repeat(16)] };
    expect(chooseModel(aSignal({ dates: ["2026-02-02"] }), [other]).model).toBe("haiku");
  });

  test("Haiku where one of the two names no date", () => {
    const other = relatedView(aSignal({ dates: [] }));
    expect(chooseModel(aSignal({ dates: ["2026-02-02"] }), [other]).model).toBe("haiku");
  });
});
