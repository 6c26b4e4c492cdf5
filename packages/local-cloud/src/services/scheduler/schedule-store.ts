import { join } from "node:path";
import { AwsError } from "../../gateway/aws-error.ts";
import { openDurableMap, type DurableMap } from "../../state/durable-map.ts";
import { nextRun, parseExpression } from "./schedule-expression.ts";
import { scheduleArn, type ScheduleProperties, type StoredSchedule } from "./schedule.ts";

export type ScheduleDraft = Omit<StoredSchedule, "createdAt" | "changedAt" | "nextAt">;

/** Schedules and rules, with their next runs, on disk. */
export class ScheduleStore {
  readonly #schedules: DurableMap<StoredSchedule>;
  readonly #now: () => number;

  private constructor(schedules: DurableMap<StoredSchedule>, now: () => number) {
    this.#schedules = schedules;
    this.#now = now;
  }

  static async open(folder: string, now: () => number): Promise<ScheduleStore> {
    return new ScheduleStore(await openDurableMap<StoredSchedule>(join(folder, "schedules.jsonl")), now);
  }

  /** Creates or replaces. One whose expression did not change keeps its next run. */
  put(draft: ScheduleDraft): StoredSchedule {
    const now = this.#now();
    const known = this.#schedules.get(draft.arn);
    const unchanged =
      known?.expression === draft.expression && known.timeZone === draft.timeZone && known.enabled === draft.enabled;
    const nextAt = unchanged ? known.nextAt : firstRun(draft, now);
    const stored: StoredSchedule = {
      ...draft,
      createdAt: known?.createdAt ?? now,
      changedAt: now,
      ...(nextAt === undefined ? {} : { nextAt }),
    };
    this.#schedules.put(stored.arn, stored);
    return stored;
  }

  /** Notes that a run is being started, and works out the next; a schedule that is done may delete itself. */
  advance(schedule: StoredSchedule, now: number): void {
    const expression = parseExpression(schedule.expression, schedule.timeZone);
    const next = nextRun(expression, now);
    const nextAt = next !== undefined && next < (schedule.endAt ?? Infinity) ? next : undefined;
    if (nextAt === undefined && schedule.deleteAfterLastRun) {
      this.#schedules.remove(schedule.arn);
      return;
    }
    const { nextAt: _past, ...rest } = schedule;
    this.#schedules.put(schedule.arn, { ...rest, ...(nextAt === undefined ? {} : { nextAt }) });
  }

  get(group: string, name: string): StoredSchedule {
    const schedule = this.#schedules.get(scheduleArn(group, name));
    if (schedule !== undefined) return schedule;
    throw new AwsError("ResourceNotFoundException", `Schedule ${name} does not exist.`, { status: 404 });
  }

  has(arn: string): boolean {
    return this.#schedules.has(arn);
  }

  remove(arn: string): void {
    this.#schedules.remove(arn);
  }

  list(): StoredSchedule[] {
    return [...this.#schedules.values()];
  }

  close(): void {
    this.#schedules.close();
  }
}

/** A Scheduler rate runs at once, a rule's rate after its first period; both as in AWS. */
function firstRun(draft: ScheduleDraft, now: number): number | undefined {
  const expression = parseExpression(draft.expression, draft.timeZone);
  const from = Math.max(now, draft.startAt ?? 0);
  const runsAtOnce = expression.kind === "rate" && draft.kind === "schedule";
  const first = runsAtOnce ? from : nextRun(expression, from);
  return first !== undefined && first < (draft.endAt ?? Infinity) ? first : undefined;
}

/** A stored form of what the API or a template gave. Throws AwsError ValidationException. */
export function draftOf(name: string, properties: ScheduleProperties): ScheduleDraft {
  if (!/^[\w.-]{1,64}$/.test(name)) throw new AwsError("ValidationException", `Invalid schedule name ${name}.`);
  parseExpression(properties.ScheduleExpression, properties.ScheduleExpressionTimezone);
  const { Target: target, GroupName: group } = properties;
  const startAt = instant(properties.StartDate);
  const endAt = instant(properties.EndDate);
  return {
    arn: scheduleArn(group, name),
    name,
    group,
    kind: "schedule",
    expression: properties.ScheduleExpression,
    timeZone: properties.ScheduleExpressionTimezone,
    enabled: properties.State === "ENABLED",
    targets: [
      {
        arn: target.Arn,
        roleArn: target.RoleArn,
        input: target.Input ?? "{}",
        retries: target.RetryPolicy?.MaximumRetryAttempts ?? 185,
      },
    ],
    ...(startAt === undefined ? {} : { startAt }),
    ...(endAt === undefined ? {} : { endAt }),
    deleteAfterLastRun: properties.ActionAfterCompletion === "DELETE",
    properties,
  };
}

/** The API gives times as epoch seconds, templates as ISO 8601. */
function instant(date: number | string | undefined): number | undefined {
  if (date === undefined) return undefined;
  return typeof date === "number" ? date * 1_000 : Date.parse(date);
}
