import { randomUUID } from "node:crypto";
import { ACCOUNT_ID, REGION } from "../../gateway/account.ts";
import type { ScheduleStore } from "./schedule-store.ts";
import { parseExpression } from "./schedule-expression.ts";
import type { RunTarget, StoredSchedule } from "./schedule.ts";

/** Starts a function or a state machine as a role; without one, as EventBridge itself. */
export type InvokeTarget = (arn: string, roleArn: string | undefined, input: string) => Promise<void>;

export interface RunnerPorts {
  readonly invokeTarget: InvokeTarget;
  /** Epoch milliseconds. */
  now(): number;
  /** Resolves after so many milliseconds. */
  wait(ms: number): Promise<void>;
  /** Told of a run that failed for good. */
  onFailure?(schedule: StoredSchedule, error: unknown): void;
}

const LONGEST_SLEEP_MS = 30_000;
/** AWS retries for a day; here somebody watches. */
const MOST_RETRIES = 3;

/** Runs what is due. A run that was missed while nothing ran is made up for once, except a cron's. */
export class ScheduleRunner {
  readonly #store: ScheduleStore;
  readonly #ports: RunnerPorts;
  #timer: NodeJS.Timeout | undefined;

  constructor(store: ScheduleStore, ports: RunnerPorts) {
    this.#store = store;
    this.#ports = ports;
  }

  start(): void {
    this.stop();
    this.#skipMissedCrons();
    this.#sleep();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** To be called after a schedule was made or changed. */
  wake(): void {
    if (this.#timer !== undefined) this.#sleep();
  }

  /** Runs everything that is due at `now`; resolves when its targets have been invoked. */
  async runDue(now: number = this.#ports.now()): Promise<void> {
    const due = this.#store.list().filter(({ enabled, nextAt }) => enabled && nextAt !== undefined && nextAt <= now);
    await Promise.all(
      due.map(async (schedule) => {
        // First noted, then run: a kill in between leaves out one run, and never doubles one.
        this.#store.advance(schedule, now);
        await Promise.all(schedule.targets.map((target) => this.#run(schedule, target)));
      }),
    );
  }

  #sleep(): void {
    clearTimeout(this.#timer);
    const next = Math.min(
      ...this.#store.list().map(({ enabled, nextAt }) => (enabled ? (nextAt ?? Infinity) : Infinity)),
    );
    const ms = Math.max(0, Math.min(LONGEST_SLEEP_MS, next - this.#ports.now()));
    this.#timer = setTimeout(() => {
      void this.runDue();
      this.#sleep();
    }, ms);
    this.#timer.unref();
  }

  async #run(schedule: StoredSchedule, target: RunTarget, attempt = 1): Promise<void> {
    try {
      await this.#ports.invokeTarget(target.arn, target.roleArn, this.#inputOf(schedule, target, attempt));
    } catch (error) {
      if (attempt > Math.min(target.retries, MOST_RETRIES)) {
        this.#ports.onFailure?.(schedule, error);
        return;
      }
      await this.#ports.wait(1_000 * 2 ** (attempt - 1));
      await this.#run(schedule, target, attempt + 1);
    }
  }

  #inputOf(schedule: StoredSchedule, target: RunTarget, attempt: number): string {
    const time = new Date(schedule.nextAt ?? this.#ports.now()).toISOString().replace(/\.\d+Z$/, "Z");
    if (schedule.kind === "rule" && target.input === "") return scheduledEvent(schedule, time);
    return target.input
      .replaceAll("<aws.scheduler.schedule-arn>", schedule.arn)
      .replaceAll("<aws.scheduler.scheduled-time>", time)
      .replaceAll("<aws.scheduler.execution-id>", randomUUID())
      .replaceAll("<aws.scheduler.attempt-number>", String(attempt));
  }

  #skipMissedCrons(): void {
    const now = this.#ports.now();
    for (const schedule of this.#store.list()) {
      const isCron = parseExpression(schedule.expression, schedule.timeZone).kind === "cron";
      if (isCron && schedule.nextAt !== undefined && schedule.nextAt < now) this.#store.advance(schedule, now);
    }
  }
}

/** The event that EventBridge sends to the target of a rule with an expression. */
function scheduledEvent(schedule: StoredSchedule, time: string): string {
  return JSON.stringify({
    version: "0",
    id: randomUUID(),
    "detail-type": "Scheduled Event",
    source: "aws.events",
    account: ACCOUNT_ID,
    time,
    region: REGION,
    resources: [schedule.arn],
    detail: {},
  });
}
