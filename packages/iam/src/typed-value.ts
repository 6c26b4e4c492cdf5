const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const EPOCH = /^-?\d+(?:\.\d+)?$/;
const YEAR = /^\d{4}$/;
const ISO_DATE =
  /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[Tt](\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?(?:([Zz])|([+-])(\d\d):?(\d\d))?)?)?)?$/;

/** Reads an integer or decimal number; nothing for anything else (`10abc`, `0x10`, `Infinity`, an empty text). */
export function parseNumber(text: string): number | undefined {
  const trimmed = text.trim();
  return DECIMAL.test(trimmed) ? Number(trimmed) : undefined;
}

/**
 * Reads an ISO 8601 date in the forms of the W3C's profile (year, month, day, or a time with or without a zone;
 * UTC without one), or seconds since 1970. Four digits are a year. Returns milliseconds since 1970.
 */
export function parseDate(text: string): number | undefined {
  const trimmed = text.trim();
  if (EPOCH.test(trimmed) && !YEAR.test(trimmed)) return Number(trimmed) * 1000;
  const fields = ISO_DATE.exec(trimmed);
  if (fields === null) return undefined;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = fields
    .slice(1, 7)
    .map((field) => (field === undefined ? undefined : Number(field)));
  const fraction = Number(`0.${fields[7] ?? 0}`) * 1000;
  const time = Date.UTC(year, month - 1, day, hour, minute, second);
  const date = new Date(time);
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && date.getUTCHours() === hour;
  if (!exists || minute > 59 || second > 59) return undefined;
  const sign = fields[9] === "-" ? 1 : -1;
  return time + fraction + sign * (Number(fields[10] ?? 0) * 60 + Number(fields[11] ?? 0)) * 60_000;
}

/** Reads `true` or `false` in any case. */
export function parseBoolean(text: string): boolean | undefined {
  const lower = text.toLowerCase();
  return lower === "true" ? true : lower === "false" ? false : undefined;
}

/** The canonical form of a base64 text, so that two spellings of the same bytes are equal; nothing if it is not base64. */
export function canonicalBase64(text: string): string | undefined {
  return /^[A-Za-z0-9+/]*={0,2}$/.test(text) && text.replace(/=+$/, "").length % 4 !== 1
    ? Buffer.from(text, "base64").toString("base64")
    : undefined;
}
