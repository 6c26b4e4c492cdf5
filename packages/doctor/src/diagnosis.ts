/** `unknown`: it could not be asked, so nothing is said about it. */
export type Verdict = "ok" | "warn" | "fail" | "unknown";

/** What one check found, and what to do about it. */
export interface Diagnosis {
  /** "model us.amazon.nova-2-lite-v1:0". */
  readonly check: string;
  readonly verdict: Verdict;
  readonly found: string;
  /** Missing only where all is well. */
  readonly remedy?: string;
}

export function ok(check: string, found: string): Diagnosis {
  return { check, verdict: "ok", found };
}

/** Worth knowing, and nothing that keeps a deploy from working. */
export function warn(check: string, found: string, remedy: string): Diagnosis {
  return { check, verdict: "warn", found, remedy };
}

export function failing(check: string, found: string, remedy: string): Diagnosis {
  return { check, verdict: "fail", found, remedy };
}

export function unknown(check: string, found: string, remedy: string): Diagnosis {
  return { check, verdict: "unknown", found, remedy };
}

/** 0: nothing is in the way. 1: something is. 2: nothing that could be asked is, but not everything could. */
export function exitCodeOf(diagnoses: readonly Diagnosis[]): 0 | 1 | 2 {
  if (diagnoses.some(({ verdict }) => verdict === "fail")) return 1;
  return diagnoses.some(({ verdict }) => verdict === "unknown") ? 2 : 0;
}
