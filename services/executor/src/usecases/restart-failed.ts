import { LogCode } from "@agentic-pm/observability";
import { labelsOf } from "../domain/raw-signal.ts";
import type { FailedSignal } from "../ports/signal-stores.ts";
import { boundedMap } from "./bounded-map.ts";
import type { PollPorts } from "./poll-source.ts";

export interface RestartCounts {
  readonly restarted: number;
  readonly abandoned: number;
}

const MINUTE_MS = 60_000;
/** How long after its last start a signal is started again, by the number of restarts so far. Then it is given up. */
const WAITS_MINUTES = [0, 5, 15, 60, 240];
/** The month's budget comes back with the month: once a day until then. */
const BUDGET_WAIT_MINUTES = 24 * 60;
const MOST_BUDGET_RESTARTS = 35;
const RESTARTS_AT_ONCE = 8;

/**
 * Starts the workflows again that failed, each under a name of its own with a hand-over sealed for it. Never throws:
 * what could not be started is logged, and found again by the next poll.
 */
export async function restartFailed(ports: PollPorts): Promise<RestartCounts> {
  const counts = { restarted: 0, abandoned: 0 };
  try {
    const now = ports.clock.now().getTime();
    await boundedMap(await ports.failed.find(), RESTARTS_AT_ONCE, async (signal) => {
      const wait = waitMinutes(signal);
      if (signal.status === "restarting") counts.restarted += await restart(signal, signal.restarts, ports);
      else if (wait === undefined) counts.abandoned += await abandon(signal, ports);
      else if (now >= Date.parse(signal.updatedAt) + wait * MINUTE_MS) {
        counts.restarted += await restart(signal, signal.restarts + 1, ports);
      }
    });
  } catch (error) {
    ports.logger.error(LogCode.SIGNAL_NOT_RESTARTED, error, {});
  }
  return counts;
}

function waitMinutes({ failureCode, restarts }: FailedSignal): number | undefined {
  if (failureCode !== "BUDGET_EXHAUSTED") return WAITS_MINUTES[restarts];
  return restarts < MOST_BUDGET_RESTARTS ? BUDGET_WAIT_MINUTES : undefined;
}

/** Claim, audit record, execution, mark: a crash in between leaves the claim, which the next poll carries out. */
async function restart(signal: FailedSignal, number: number, ports: PollPorts): Promise<0 | 1> {
  if (!(await ports.failed.claim(signal, number))) return 0;
  const { signalId, source, kind, projectKey, vaultKey, rawSha256, rawLength, failureCode } = signal;
  const executionName = `${signalId}-r${number}`;
  const audit = await ports.audit.append(signalId, signal.lastAudit, {
    event: "signal.restarted",
    input: { failureCode, restart: number },
    output: { executionName },
  });
  const handles = [...signal.handleViews];
  const handover = { signalId, source, kind, projectKey, vaultKey, rawSha256, rawLength, handles, audit };
  const seal = await ports.sealer.seal({ executionName, labels: labelsOf(signal), handover });
  const { executionArn } = await ports.workflow.start({ ...handover, seal });
  await ports.failed.markRestarted(signalId, executionArn);
  ports.logger.info(LogCode.SIGNAL_RESTARTED, { signalId, attempt: number, reason: failureCode });
  return 1;
}

async function abandon(signal: FailedSignal, ports: PollPorts): Promise<0 | 1> {
  await ports.failed.abandon(signal);
  const { signalId, failureCode } = signal;
  ports.logger.warn(LogCode.SIGNAL_ABANDONED, { signalId, reason: failureCode });
  return 1;
}
