import { BookEvent, type BookResult } from "@agentic-pm/contracts/travel";
import * as z from "zod";

const { handoff, browser, attempt } = BookEvent.shape;

/**
 * What the workflow asks of `booking-executor`: with a browser to book or to read the portal's list of trips; without
 * one to say what is known by now (`recall`), or to end a booking that cannot go on (`fail`, `hand_over`).
 */
export const ExecutorEvent = z.discriminatedUnion("mode", [
  z.strictObject({ handoff, browser, attempt, mode: z.literal("book") }),
  z.strictObject({ handoff, browser, attempt, mode: z.literal("reconcile") }),
  z.strictObject({ handoff, mode: z.literal("recall") }),
  z.strictObject({ handoff, mode: z.enum(["fail", "hand_over"]), code: z.string().min(1).max(80) }),
]);
export type ExecutorEvent = z.infer<typeof ExecutorEvent>;

/** Those that work in a browser. */
export type BrowserEvent = Extract<ExecutorEvent, { browser: unknown }>;
/** Those that only read and write what is put down about a booking. */
export type NoteEvent = Exclude<ExecutorEvent, { browser: unknown }>;

/** Besides how the browser's work ended: `failed`, with nothing paid and nothing to be paid any more. */
export type ExecutorResult = Omit<BookResult, "outcome"> & { readonly outcome: BookResult["outcome"] | "failed" };
