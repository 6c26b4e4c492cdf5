const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Zones change their offset on the hour, so an hour of a zone has one. */
const MOST_OFFSETS = 5000;
const offsets = new Map<string, number>();
const clocks = new Map<string, Intl.DateTimeFormat>();

/** The wall clock of a time zone at an instant, as milliseconds since 1970 of a clock that knows no zones. */
export function localOf(instant: number, timeZone: string): number {
  return instant + offsetMinutes(instant, timeZone) * MINUTE_MS;
}

/** The instant at which the wall clock shows this. In the hour that summer time skips, it is the hour after. */
export function instantOf(local: number, timeZone: string): number {
  const guess = local - offsetMinutes(local, timeZone) * MINUTE_MS;
  return local - offsetMinutes(guess, timeZone) * MINUTE_MS;
}

/** Such as `2026-12-01T07:35:00`. */
export function localText(local: number): string {
  return new Date(local).toISOString().slice(0, 19);
}

/** The day that it is there, such as `2026-12-01`. */
export function dayOf(instant: number, timeZone: string): string {
  return localText(localOf(instant, timeZone)).slice(0, 10);
}

function offsetMinutes(instant: number, timeZone: string): number {
  const hour = `${timeZone}/${Math.floor(instant / HOUR_MS)}`;
  const known = offsets.get(hour);
  if (known !== undefined) return known;
  if (offsets.size >= MOST_OFFSETS) offsets.clear();
  const offset = readOffset(instant, timeZone);
  offsets.set(hour, offset);
  return offset;
}

function readOffset(instant: number, timeZone: string): number {
  const shown = /GMT(?:([+-])(\d{2}):(\d{2}))?/.exec(clockOf(timeZone).format(instant));
  const minutes = Number(shown?.[2] ?? 0) * 60 + Number(shown?.[3] ?? 0);
  return shown?.[1] === "-" ? -minutes : minutes;
}

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longOffset" });
  clocks.set(timeZone, made);
  return made;
}
