import { setTimeout as sleep } from "node:timers/promises";
import { parseInput } from "../../gateway/json-module.ts";
import type { ServiceModule } from "../../gateway/service-module.ts";
import { parseExpression } from "./schedule-expression.ts";
import { ScheduleRunner, type InvokeTarget, type RunnerPorts } from "./schedule-runner.ts";
import { ruleArn, SCHEDULE } from "./schedule.ts";
import { draftOf, ScheduleStore } from "./schedule-store.ts";
import { schedulerModule } from "./scheduler-module.ts";

/** An EventBridge rule with an expression, as AWS::Events::Rule has it. */
export interface ScheduledRule {
  readonly name: string;
  readonly scheduleExpression: string;
  /** Enabled unless told. */
  readonly enabled?: boolean;
  readonly targets: readonly { readonly arn: string; readonly roleArn?: string; readonly input?: string }[];
}

/** What templates and the start-up do with schedules, without going over HTTP. */
export interface SchedulerAdmin {
  /** The properties of AWS::Scheduler::Schedule; creates or replaces. Throws AwsError ValidationException. */
  registerSchedule(name: string, properties: unknown): { arn: string };
  /** Creates or replaces. */
  registerRule(rule: ScheduledRule): { arn: string };
  /** By the ARN of a schedule or a rule. */
  remove(arn: string): void;
  /** Begins to run what is due; until then nothing runs. */
  start(): void;
  stop(): void;
  /** Runs what is due at `now` (epoch milliseconds), for tests and for catching up. */
  runDue(now?: number): Promise<void>;
}

export interface SchedulerService {
  readonly module: ServiceModule;
  readonly admin: SchedulerAdmin;
}

export interface SchedulerOptions {
  readonly dataDir: string;
  /** Starts a function or a state machine; under the schedule's role, which it must authorise. */
  readonly invokeTarget: InvokeTarget;
  readonly clock?: { now(): number };
  readonly wait?: RunnerPorts["wait"];
  readonly onFailure?: RunnerPorts["onFailure"];
}

/** EventBridge Scheduler, and the schedules of EventBridge rules, kept in `dataDir`. */
export async function createScheduler(options: SchedulerOptions): Promise<SchedulerService> {
  const clock = options.clock ?? Date;
  const now = (): number => clock.now();
  const store = await ScheduleStore.open(options.dataDir, now);
  const runner = new ScheduleRunner(store, {
    invokeTarget: options.invokeTarget,
    now,
    wait: options.wait ?? ((ms) => sleep(ms, undefined, { ref: false })),
    ...(options.onFailure === undefined ? {} : { onFailure: options.onFailure }),
  });
  const close = async (): Promise<void> => {
    runner.stop();
    store.close();
  };
  const module = { ...schedulerModule(store, () => runner.wake()), close };
  return { module, admin: adminOf(store, runner) };
}

function adminOf(store: ScheduleStore, runner: ScheduleRunner): SchedulerAdmin {
  return {
    registerSchedule: (name, properties) => {
      const { arn } = store.put(draftOf(name, parseInput(SCHEDULE, properties, "ValidationException")));
      runner.wake();
      return { arn };
    },
    registerRule: (rule) => {
      parseExpression(rule.scheduleExpression);
      const { arn } = store.put({
        arn: ruleArn(rule.name),
        name: rule.name,
        group: "",
        kind: "rule",
        expression: rule.scheduleExpression,
        timeZone: "UTC",
        enabled: rule.enabled ?? true,
        targets: rule.targets.map((target) => ({ ...target, input: target.input ?? "", retries: 185 })),
        deleteAfterLastRun: false,
      });
      runner.wake();
      return { arn };
    },
    remove: (arn) => store.remove(arn),
    start: () => runner.start(),
    stop: () => runner.stop(),
    runDue: (now) => runner.runDue(now),
  };
}
