import { fileURLToPath } from "node:url";
import { AppError } from "@agentic-pm/errors";
import * as z from "zod";
import { readData } from "./read-data.ts";

/** Hours of an average month, as AWS's own calculator counts them. */
export const HOURS_A_MONTH = 730;
const DAYS_A_MONTH = HOURS_A_MONTH / 24;

const amount = z.number().nonnegative();
/** How often, or how much, for each event of that name. */
const PerEvent = z.record(z.string(), amount);
export type PerEvent = z.infer<typeof PerEvent>;

const Workload = z.strictObject({
  events: z.record(z.string(), z.union([z.strictObject({ perDay: amount }), z.strictObject({ perMonth: amount })])),
  functions: z.record(z.string(), z.strictObject({ milliseconds: amount, per: PerEvent })),
  stateMachines: z.record(z.string(), z.strictObject({ transitions: amount, per: PerEvent })),
  models: z.record(
    z.string(),
    z.strictObject({ model: z.string(), inputTokens: amount, outputTokens: amount, per: PerEvent }),
  ),
  database: z.strictObject({
    awakeHoursPerDay: amount.max(24),
    acus: amount,
    gb: amount,
    io: PerEvent,
    statements: PerEvent,
  }),
  tables: z.strictObject({ writes: PerEvent, reads: PerEvent, gb: amount }),
  kms: z.strictObject({ requests: PerEvent }),
  secrets: z.strictObject({ reads: PerEvent }),
  storage: z.strictObject({ gb: amount, puts: PerEvent, gets: PerEvent }),
  logs: z.strictObject({ kilobytes: PerEvent, monthsKept: amount }),
  customMetrics: amount,
  traces: PerEvent,
  alerts: PerEvent,
  chat: z.strictObject({ minutesPerConnection: amount, messages: PerEvent }),
  documents: z.strictObject({ pages: PerEvent }),
  browser: z.strictObject({ minutes: amount, vcpus: amount, gb: amount, per: PerEvent }),
  act: z.strictObject({ minutes: amount, per: PerEvent }),
  traffic: z.strictObject({ outMegabytes: PerEvent, awsMegabytes: PerEvent }),
});
export type Workload = z.infer<typeof Workload>;

export const DEFAULT_WORKLOAD = fileURLToPath(new URL("../workloads/default.yml", import.meta.url));

/** Reads a workload file. @throws AppError COST_DATA_INVALID. */
export function readWorkload(file = DEFAULT_WORKLOAD): Workload {
  return readData(file, Workload);
}

/** How often something happens in a month. @throws AppError WORKLOAD_INCOMPLETE for an event that is not counted. */
export function inAMonth(workload: Workload, per: PerEvent): number {
  return Object.entries(per).reduce((sum, [event, times]) => sum + times * eventsInAMonth(workload, event), 0);
}

function eventsInAMonth({ events }: Workload, name: string): number {
  const rate = events[name];
  if (rate === undefined) throw incomplete(`The workload does not say how often the event ${name} happens.`);
  return "perDay" in rate ? rate.perDay * DAYS_A_MONTH : rate.perMonth;
}

/** A row that the workload has to have. @throws AppError WORKLOAD_INCOMPLETE. */
export function rowOf<Row>(rows: Readonly<Record<string, Row>>, name: string, kind: string): Row {
  const row = rows[name];
  if (row === undefined) throw incomplete(`The templates have the ${kind} ${name}; the workload does not.`);
  return row;
}

function incomplete(cause: string): AppError {
  return new AppError("WORKLOAD_INCOMPLETE", { cause, remedy: "Add it to the workload file." });
}
