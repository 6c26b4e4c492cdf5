/** An instant as Jira writes it: 2026-03-10T14:30:00.000+0000. */
export function jiraTime(iso: string): string {
  return new Date(iso).toISOString().replace("Z", "+0000");
}

const MINUTES: Readonly<Record<string, number>> = { m: 1, h: 60, d: 1440, w: 10080 };

/**
 * A JQL date operand as milliseconds since the epoch, or undefined if Jira would not take it.
 * Forms: `2026/03/10 14:30` and `2026-03-10 14:30` (UTC, the sandbox user's zone; the time is optional),
 * `-90m`, `-4h`, `-7d`, `-2w`, and epoch milliseconds.
 */
export function jqlInstant(operand: string, now: Date): number | undefined {
  if (/^\d{10,}$/.test(operand)) return Number(operand);
  const relative = /^([+-]?)(\d+)([mhdw])$/.exec(operand);
  if (relative !== null) {
    const minutes = Number(relative[2]) * (MINUTES[relative[3] ?? ""] ?? 0);
    return now.getTime() + (relative[1] === "-" ? -minutes : minutes) * 60_000;
  }
  const absolute = /^(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?: (\d{1,2}):(\d{2}))?$/.exec(operand);
  if (absolute === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = absolute.slice(1).map((part) => Number(part ?? 0));
  const instant = new Date(Date.UTC(year, month - 1, day, hour, minute));
  const isReal = instant.getUTCMonth() === month - 1 && instant.getUTCDate() === day && hour < 24 && minute < 60;
  return isReal ? instant.getTime() : undefined;
}
