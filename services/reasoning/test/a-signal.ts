import { SanitisedSignal, signalIdOf } from "@agentic-pm/contracts";

export const SIGNAL_ID = signalIdOf("jira", "10024/comment/1", "0".repeat(64));
export const SUBJECT = "b".repeat(16);

/** A sanitised comment on a blocked ticket, changed as a test needs it. */
export function aSignal(change: Partial<SanitisedSignal> = {}): SanitisedSignal {
  return SanitisedSignal.parse({
    schemaVersion: 1,
    signalId: SIGNAL_ID,
    source: "jira",
    kind: "comment",
    topic: "blocker",
    severity: "high",
    entities: ["T1"],
    handles: [
      { handle: "P1", kind: "person", role: "author", correlation: "a".repeat(16) },
      { handle: "T1", kind: "ticket", role: "subject", correlation: SUBJECT },
    ],
    dates: [],
    quantities: [],
    flags: ["blocked"],
    fields: {
      status: "In Progress",
      priority: "High",
      dueDate: "2026-01-20",
      sprintState: null,
      sprintEnd: null,
      receivedAt: "2026-01-15T08:00:00.000Z",
    },
    quote: { handle: "Q1", sha256: "e".repeat(64), length: 41 },
    summary: "Work waits for the vendor's tenant.",
    ...change,
  });
}
