import type { LogRecord, RecordedDecision } from "@agentic-pm/local-cloud";
import type { OperatorApi, SignalOutcome } from "@agentic-pm/world";
import type { Screen } from "../terminal/screen.ts";
import { describeEffect } from "../terminal/describe-effect.ts";

/** Tells people what happens as it happens: signals with their actions, failures, and every denial. */
export interface Narrator {
  outcome(outcome: SignalOutcome): void;
  denied(denied: RecordedDecision): void;
  /** A function's log line: an error in it says what to do about the failures that follow from it. */
  logged(record: LogRecord): void;
  /** Resolves when everything told so far has been printed. */
  finished(): Promise<void>;
  /** Signals whose workflow failed, and polls that did. */
  readonly failures: number;
}

/** Silent about signals that needed nothing; one line for every other. */
export function createNarrator(screen: Screen, api: OperatorApi): Narrator {
  const { paint } = screen;
  let failures = 0;
  let telling = Promise.resolve();
  const told = new Set<string>();
  const remedies = new Map<string, string>();

  /** What to do about a code, the first time that it is met. */
  function advise(error: string | undefined): void {
    const code = /^\w+/.exec(error ?? "")?.[0] ?? "";
    const remedy = remedies.get(code);
    if (remedy === undefined || told.has(code)) return;
    told.add(code);
    screen.line(`  → ${code}: ${remedy}`);
  }

  async function tell(outcome: SignalOutcome): Promise<void> {
    const signal = await api.signal(outcome.signalId);
    const name = `${signal?.source ?? "?"} ${signal?.kind ?? ""} ${signal?.externalId ?? outcome.signalId}`;
    if (outcome.outcome === "failed") {
      screen.line(`${paint.red("✘")} ${name}: ${outcome.error ?? "failed"}`);
      advise(outcome.error);
      return;
    }
    if (outcome.outcome === "quarantined") {
      screen.line(`${paint.yellow("⊘")} ${name}: quarantined (${outcome.error ?? "no code"})`);
      advise(outcome.error);
    }
    for (const action of outcome.actions) {
      const row = await api.action(action.actionId);
      const what =
        row?.command === undefined ? `${action.type}: ${row?.reason ?? ""}` : describeEffect(row.command.effect);
      screen.line(`${mark(screen, action.status)} ${paint.dim(name)} → ${what}`);
    }
  }

  return {
    outcome(outcome) {
      if (outcome.outcome === "failed") failures += 1;
      telling = telling.then(() => tell(outcome)).catch((error: unknown) => screen.warn(String(error)));
    },
    denied({ functionName, roleArn, action, resource, decision }) {
      const who = functionName ?? roleArn;
      const key = `${who} ${action} ${resource}`;
      if (told.has(key)) return;
      told.add(key);
      const nearest =
        decision.nearest === undefined ? "" : ` Nearest: ${decision.nearest.sid} (${decision.nearest.why}).`;
      screen.line(
        `${paint.red("✘ AccessDenied")} ${who} may not ${action} on ${resource}\n  ${decision.reason}${nearest}`,
      );
    },
    logged({ message }) {
      const error = message.includes('"remedy"') ? loggedError(message) : undefined;
      if (error !== undefined) remedies.set(error.code, error.remedy);
    },
    finished: () => telling,
    get failures() {
      return failures;
    },
  };
}

function loggedError(message: string): { code: string; remedy: string } | undefined {
  try {
    const { error } = JSON.parse(message) as { error?: Record<string, unknown> };
    const { code, remedy } = error ?? {};
    return typeof code === "string" && typeof remedy === "string" ? { code, remedy } : undefined;
  } catch {
    return undefined;
  }
}

function mark({ paint }: Screen, status: string): string {
  switch (status) {
    case "executed":
      return paint.green("✔ done    ");
    case "awaiting_approval":
      return paint.yellow("? approval");
    case "held":
      return paint.cyan("◷ held    ");
    case "refused":
      return paint.dim("– refused ");
    default:
      return paint.red(`✘ ${status}`);
  }
}
