import { join } from "node:path";
import { arn } from "../../gateway/account.ts";
import { openDurableMap, type DurableMap } from "../../state/durable-map.ts";
import { evaluateAlarm, type Alarm, type AlarmState } from "./alarm.ts";
import type { MetricStore } from "./metric-store.ts";

export interface StoredAlarm {
  readonly alarm: Alarm;
  readonly state: AlarmState;
  /** Epoch milliseconds of the last change of state. */
  readonly since: number;
}

/** Told when an alarm changes its state, with the ARNs of the actions that follow. */
export type AlarmListener = (change: { alarm: Alarm; state: AlarmState; actions: readonly string[] }) => void;

/** Alarms; their states are worked out whenever they are looked at, or when `evaluate` is called. */
export class AlarmStore {
  readonly #alarms: DurableMap<StoredAlarm>;
  readonly #metrics: MetricStore;
  readonly #listeners = new Set<AlarmListener>();

  private constructor(alarms: DurableMap<StoredAlarm>, metrics: MetricStore) {
    this.#alarms = alarms;
    this.#metrics = metrics;
  }

  static async open(folder: string, metrics: MetricStore): Promise<AlarmStore> {
    return new AlarmStore(await openDurableMap<StoredAlarm>(join(folder, "alarms.jsonl")), metrics);
  }

  onChange(listener: AlarmListener): void {
    this.#listeners.add(listener);
  }

  put(alarm: Alarm): string {
    const known = this.#alarms.get(alarm.AlarmName);
    const { state, since } = known ?? { state: "INSUFFICIENT_DATA" as const, since: Date.now() };
    this.#alarms.put(alarm.AlarmName, { alarm, state, since });
    return alarmArn(alarm.AlarmName);
  }

  delete(name: string): void {
    this.#alarms.remove(name);
  }

  /** Evaluates every alarm at `now`, announces the changes and returns all. */
  evaluate(now: number = Date.now()): StoredAlarm[] {
    return [...this.#alarms.values()].map((stored) => {
      const state = evaluateAlarm(stored.alarm, this.#metrics, { now, previous: stored.state });
      if (state === stored.state) return stored;
      const changed = { alarm: stored.alarm, state, since: now };
      this.#alarms.put(stored.alarm.AlarmName, changed);
      this.#announce(changed);
      return changed;
    });
  }

  close(): void {
    this.#alarms.close();
  }

  #announce({ alarm, state }: StoredAlarm): void {
    if (!alarm.ActionsEnabled) return;
    const actions = state === "ALARM" ? alarm.AlarmActions : state === "OK" ? alarm.OKActions : [];
    for (const listener of this.#listeners) listener({ alarm, state, actions });
  }
}

export function alarmArn(name: string): string {
  return arn("cloudwatch", `alarm:${name}`);
}
