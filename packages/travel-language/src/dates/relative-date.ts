import type { Token } from "../words/tokens.ts";
import { NUMBERS, WEEKDAYS } from "../words/vocabulary.ts";
import type { DateExpression } from "./expression.ts";

interface ReadDay {
  readonly value: { readonly date: DateExpression };
  readonly length: number;
}

const TODAY = new Map([
  ["today", 0],
  ["tonight", 0],
  ["tomorrow", 1],
  ["tmrw", 1],
]);
const BEFORE_TODAY = new Set(["yesterday"]);

/** Days counted from today, or from the departure. */
export function readRelative(tokens: readonly Token[], at: number): ReadDay | null {
  const key = (ahead: number): string => tokens[at + ahead]?.key ?? "";
  const today = TODAY.get(key(0));
  if (today !== undefined) return day({ kind: "from_today", days: today }, 1);
  if (BEFORE_TODAY.has(key(0))) return day({ kind: "from_today", days: -1 }, 1);
  const the = key(0) === "the" ? 1 : 0;
  if (key(the) === "day" && key(the + 1) === "after" && key(the + 2) === "tomorrow")
    return day({ kind: "from_today", days: 2 }, the + 3);
  return nextDay(key, the) ?? weekFirst(key) ?? counted(tokens, at);
}

/** "the next day", "the day after", "the same day". */
function nextDay(key: (ahead: number) => string, the: number): ReadDay | null {
  const [first, second] = [key(the), key(the + 1)];
  if ((first === "next" || first === "following") && (second === "day" || second === "morning" || second === "evening"))
    return day({ kind: "after_departure", days: 1 }, the + (second === "day" ? 2 : 1));
  if (first === "day" && second === "after" && !["my", "a", "the", "our"].includes(key(the + 2)))
    return day({ kind: "after_departure", days: 1 }, the + 2);
  if (first === "same" && ["day", "evening", "night", "afternoon"].includes(second))
    return day({ kind: "after_departure", days: 0 }, the + 2);
  return null;
}

/** "next week Monday", "next week on Monday". */
function weekFirst(key: (ahead: number) => string): ReadDay | null {
  if ((key(0) !== "next" && key(0) !== "this") || key(1) !== "week") return null;
  const filler = [",", "on"].includes(key(2)) ? 1 : 0;
  const weekday = WEEKDAYS.get(key(2 + filler));
  if (weekday === undefined) return null;
  return day({ kind: "weekday", weekday, which: key(0) === "next" ? "next_week" : "this_week" }, 3 + filler);
}

/** "in 5 days", "two weeks from now", "a week from Tuesday", "three days later", "after two days". */
function counted(tokens: readonly Token[], at: number): ReadDay | null {
  const key = (ahead: number): string => tokens[at + ahead]?.key ?? "";
  const lead = key(0) === "in" || key(0) === "after" ? 1 : 0;
  const word = tokens[at + lead];
  const count = word?.kind === "number" ? Number(word.raw) : key(lead) === "a" ? 1 : NUMBERS.get(key(lead));
  const unit = { day: 1, days: 1, week: 7, weeks: 7, fortnight: 14, night: 1, nights: 1 }[key(lead + 1)];
  if (count === undefined || count > 400 || unit === undefined) return null;
  const days = count * unit;
  const length = lead + 2;
  if (key(length) === "later" || key(length) === "after" || key(length) === "afterwards" || key(0) === "after")
    return day({ kind: "after_departure", days }, key(0) === "after" ? length : length + 1);
  if (key(length) === "from") return fromWhen(key, length + 1, days);
  if (key(0) !== "in" || key(lead + 1).startsWith("night")) return null;
  const filler = key(length) === "time" ? 1 : 0;
  return day({ kind: "from_today", days }, length + filler);
}

function fromWhen(key: (ahead: number) => string, at: number, days: number): ReadDay | null {
  const today = key(at) === "now" ? 0 : TODAY.get(key(at));
  if (today !== undefined) return day({ kind: "from_today", days: today + days }, at + 1);
  const weekday = WEEKDAYS.get(key(at));
  if (weekday === undefined || days % 7 !== 0) return null;
  return day({ kind: "weeks_from_weekday", weekday, weeks: days / 7 }, at + 1);
}

function day(date: DateExpression, length: number): ReadDay {
  return { value: { date }, length };
}
