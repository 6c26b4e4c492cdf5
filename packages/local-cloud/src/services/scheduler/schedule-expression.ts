import { AwsError } from "../../gateway/aws-error.ts";
import { nextCron, parseCron, type Cron } from "./cron.ts";
import { checkTimeZone, instantOf } from "./time-zone.ts";

/** When a schedule runs. Times in epoch milliseconds. */
export type Expression =
  | { readonly kind: "rate"; readonly everyMs: number }
  | { readonly kind: "at"; readonly time: number }
  | { readonly kind: "cron"; readonly cron: Cron; readonly timeZone: string };

const UNIT_MS: Record<string, number> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** Parses `rate(…)`, `at(…)` and `cron(…)`; throws AwsError ValidationException. */
export function parseExpression(text: string, timeZone = "UTC"): Expression {
  checkTimeZone(timeZone);
  const [, kind, body = ""] = /^(rate|at|cron)\((.*)\)$/.exec(text.trim()) ?? [];
  switch (kind) {
    case "rate":
      return { kind, everyMs: rateMs(body, text) };
    case "at":
      return { kind, time: atTime(body, timeZone, text) };
    case "cron":
      return { kind, cron: parseCron(body), timeZone };
    default:
      throw invalid(text);
  }
}

/** The next run after `after`; undefined once there is none. A rate counts from `after`. */
export function nextRun(expression: Expression, after: number): number | undefined {
  switch (expression.kind) {
    case "rate":
      return after + expression.everyMs;
    case "at":
      return expression.time > after ? expression.time : undefined;
    case "cron":
      return nextCron(expression.cron, after, expression.timeZone);
  }
}

function rateMs(body: string, text: string): number {
  const [, count = "", unit = "", plural] = /^(\d+)\s+(minute|hour|day)(s)?$/.exec(body.trim()) ?? [];
  const unitMs = UNIT_MS[unit];
  const isOne = Number(count) === 1;
  if (unitMs === undefined || Number(count) < 1 || (isOne && plural === "s") || (!isOne && plural === undefined)) {
    throw invalid(text);
  }
  return Number(count) * unitMs;
}

function atTime(body: string, timeZone: string, text: string): number {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(body)) throw invalid(text);
  const local = Date.parse(`${body}Z`);
  const instant = Number.isNaN(local) ? undefined : instantOf(local, timeZone);
  if (instant === undefined) throw invalid(text);
  return instant;
}

function invalid(text: string): AwsError {
  return new AwsError("ValidationException", `Invalid Schedule Expression ${text}.`);
}
