/** What an employee wrote about a day, before it is known when they wrote it and when the trip begins. */
export type DateExpression =
  | { readonly kind: "from_today"; readonly days: number }
  | { readonly kind: "weekday"; readonly weekday: number; readonly which: WhichWeek }
  | {
      readonly kind: "calendar";
      readonly day: number;
      readonly month: number;
      readonly year: number | null;
      readonly weekday: number | null;
    }
  | { readonly kind: "day_of_month"; readonly day: number; readonly weekday: number | null }
  | {
      readonly kind: "nth_weekday";
      /** -1 is the last. */
      readonly nth: number;
      readonly weekday: number;
      readonly month: number;
      readonly year: number | null;
    }
  | { readonly kind: "weeks_from_weekday"; readonly weekday: number; readonly weeks: number }
  | { readonly kind: "after_departure"; readonly days: number }
  /** Two readings, day and month exchanged. */
  | { readonly kind: "two_readings"; readonly first: DateExpression; readonly second: DateExpression }
  /** "Monday or Tuesday": to be chosen from. */
  | { readonly kind: "one_of"; readonly days: readonly DateExpression[] }
  /** Understood to be about time, and to name no day. */
  | { readonly kind: "unclear" };

/** `bare` covers "Tuesday", "this Tuesday" and "the coming Tuesday"; weeks run from Monday to Sunday. */
export type WhichWeek = "bare" | "next" | "that" | "following" | "this_week" | "next_week";

/** Days of departure and of return named in one breath. */
export interface DateRange {
  readonly from: DateExpression;
  readonly to: DateExpression;
}
