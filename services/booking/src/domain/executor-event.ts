import { BookEvent, type BookResult, type PortalLoginResult } from "@agentic-pm/contracts/travel";
import * as z from "zod";
import { PortalUrl } from "./portal-url.ts";

const { handoff, browser, attempt } = BookEvent.shape;
/** Where the browser is signed in; it has to be the portal that this function knows. */
const inBrowser = { handoff, browser, attempt, signedInAt: PortalUrl };

/**
 * What the workflow asks of `booking-executor`: with a browser to book or to read the portal's list of trips; without
 * one to say what is known by now (`recall`), or to end a booking that cannot go on (`fail`, `hand_over`).
 */
export const ExecutorEvent = z.discriminatedUnion("mode", [
  z.strictObject({ ...inBrowser, mode: z.literal("book") }),
  z.strictObject({ ...inBrowser, mode: z.literal("reconcile") }),
  z.strictObject({ handoff, mode: z.literal("recall") }),
  z.strictObject({ handoff, mode: z.enum(["fail", "hand_over"]), code: z.string().min(1).max(80) }),
]);
export type ExecutorEvent = z.infer<typeof ExecutorEvent>;

/** What `portal-login` hands on: the session, and where it is signed in. Nothing of the login. */
export type SignedIn = PortalLoginResult & { readonly signedInAt: string };

/** Those that work in a browser. */
export type BrowserEvent = Extract<ExecutorEvent, { browser: unknown }>;
/** Those that only read and write what is put down about a booking. */
export type NoteEvent = Exclude<ExecutorEvent, { browser: unknown }>;

/** Besides how the browser's work ended: `failed`, with nothing paid and nothing to be paid any more. */
export type ExecutorResult = Omit<BookResult, "outcome"> & { readonly outcome: BookResult["outcome"] | "failed" };
