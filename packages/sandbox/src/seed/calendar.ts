import { MONTHS, WEEKDAYS } from "../calendar-words.ts";

const DAY_MS = 86_400_000;

/**
 * The project's calendar: working days counted from the day on which the sandbox first started.
 * Day 0 is that day, or the Friday before it; -1 the working day before. All times are UTC.
 */
export class ProjectCalendar {
  readonly #origin: number;

  constructor(firstStart: Date) {
    let origin = Date.UTC(firstStart.getUTCFullYear(), firstStart.getUTCMonth(), firstStart.getUTCDate());
    while (isWeekend(origin)) origin -= DAY_MS;
    this.#origin = origin;
  }

  /** The instant of "-3 14:20": twenty past two, three working days before day 0. */
  instant(when: string): string {
    const [day = "", time = "09:00"] = when.split(" ");
    const [hour = 0, minute = 0] = time.split(":").map(Number);
    return new Date(this.#day(Number(day)) + (hour * 60 + minute) * 60_000).toISOString();
  }

  /** The date of a working day, yyyy-mm-dd. */
  date(day: number): string {
    return new Date(this.#day(day)).toISOString().slice(0, 10);
  }

  /** Fills in `{d:+8}` (12 March 2026), `{day:+8}` (Thursday 12 March) and `{iso:+8}` (2026-03-12). */
  words(text: string): string {
    return text.replace(/\{(d|day|iso):([+-]\d+)\}/g, (_all, form: string, offset: string) => {
      const at = new Date(this.#day(Number(offset)));
      const month = MONTHS[at.getUTCMonth()] ?? "";
      if (form === "iso") return at.toISOString().slice(0, 10);
      if (form === "d") return `${at.getUTCDate()} ${month} ${at.getUTCFullYear()}`;
      return `${WEEKDAYS[at.getUTCDay()] ?? ""} ${at.getUTCDate()} ${month}`;
    });
  }

  #day(offset: number): number {
    let at = this.#origin;
    for (let left = Math.abs(offset); left > 0;) {
      at += offset < 0 ? -DAY_MS : DAY_MS;
      if (!isWeekend(at)) left -= 1;
    }
    return at;
  }
}

function isWeekend(at: number): boolean {
  return [0, 6].includes(new Date(at).getUTCDay());
}
