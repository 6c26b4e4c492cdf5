import { describe, expect, test } from "@jest/globals";
import { admission, afterCall, type Breaker, CLOSED, FAILURES_TO_OPEN, probing } from "./circuit-breaker.ts";

const at = (seconds: number) => new Date(Date.UTC(2026, 0, 15, 9, 0, seconds));

function opened(): Breaker {
  let breaker = CLOSED;
  for (let call = 0; call < FAILURES_TO_OPEN; call += 1) breaker = afterCall(breaker, "failed", at(0));
  return breaker;
}

describe("a circuit breaker", () => {
  test("opens at the fifth failure in a row, not at the fourth", () => {
    let breaker = CLOSED;
    for (let call = 1; call < FAILURES_TO_OPEN; call += 1) breaker = afterCall(breaker, "failed", at(0));
    expect(breaker.state).toBe("closed");
    expect(afterCall(breaker, "answered", at(0))).toMatchObject({ state: "closed", failures: 0 });
    expect(opened()).toMatchObject({ state: "open" });
  });

  test("lets nothing through while open, and one probe after a minute", () => {
    expect(admission(opened(), at(59))).toBe("no");
    expect(admission(opened(), at(60))).toBe("as_probe");
    expect(admission(probing(opened(), at(60)), at(61))).toBe("no");
  });

  test("a good probe closes it, a bad one opens it again, and a lost one is followed by another", () => {
    const probe = probing(opened(), at(60));
    expect(afterCall(probe, "answered", at(61)).state).toBe("closed");
    expect(afterCall(probe, "failed", at(61)).state).toBe("open");
    expect(admission(probe, at(60 + 90))).toBe("as_probe");
  });
});
