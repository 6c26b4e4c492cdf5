/** The three ways out of the house. */
export type Integration = "jira" | "graph" | "resend";

/** A breaker's state between calls. `version` makes each write conditional. */
export interface Breaker {
  readonly state: "closed" | "open" | "half_open";
  readonly failures: number;
  /** When an open breaker lets one call through, or a half-open one gives up on the call it let through. */
  readonly until: string | null;
  readonly version: number;
}

export const CLOSED: Breaker = { state: "closed", failures: 0, until: null, version: 0 };
export const FAILURES_TO_OPEN = 5;
const OPEN_SECONDS = 60;
const PROBE_SECONDS = 90;

/** Whether a call may go now: yes, as the one probe of an open breaker, or not before `until`. */
export function admission(breaker: Breaker, now: Date): "yes" | "as_probe" | "no" {
  if (breaker.state === "closed") return "yes";
  return breaker.until !== null && Date.parse(breaker.until) <= now.getTime() ? "as_probe" : "no";
}

/** The breaker while its one probe is under way. */
export function probing(breaker: Breaker, now: Date): Breaker {
  return {
    state: "half_open",
    failures: breaker.failures,
    until: after(now, PROBE_SECONDS),
    version: breaker.version + 1,
  };
}

/** The breaker after a call: a success closes it; a failed probe or the fifth failure in a row opens it. */
export function afterCall(breaker: Breaker, outcome: "answered" | "failed", now: Date): Breaker {
  const version = breaker.version + 1;
  if (outcome === "answered") return { ...CLOSED, version };
  const failures = breaker.failures + 1;
  const opens = breaker.state === "half_open" || failures >= FAILURES_TO_OPEN;
  return opens
    ? { state: "open", failures, until: after(now, OPEN_SECONDS), version }
    : { state: breaker.state, failures, until: breaker.until, version };
}

function after(now: Date, seconds: number): string {
  return new Date(now.getTime() + seconds * 1000).toISOString();
}
