import type { BrowserSession } from "@agentic-pm/contracts/travel";
import type * as z from "zod";
import type { ActCall } from "../domain/act-calls.ts";
import type { ActTask } from "../domain/act-task.ts";
import type { PageFacts } from "../domain/page-facts.ts";
import type { PortalPlace } from "../domain/portal-place.ts";
import type { Armed } from "../domain/request-rules.ts";

/** What came of sending a form: another page, no answer in time, or nothing was sent. */
export type Answer = "arrived" | "silent" | "stayed";

/** A browser at the portal, with the guard before its network. */
export interface PortalDriver {
  /** Opens one of the portal's own pages. Throws PORTAL_UNREACHABLE. */
  goTo(path: string): Promise<void>;
  place(): PortalPlace;
  /** What the browser may send besides reading, from now on: one form at most. */
  arm(armed: Armed): void;
  /** What the act model is shown, as JSON. */
  observation(): Promise<string>;
  /** Makes one call of the act model. Throws ACT_CALL_REFUSED for what the task does not cover. */
  perform(call: ActCall, task: Pick<ActTask, "fields" | "pages">): Promise<void>;
  /** What the server says on the page at hand. Throws PAGE_UNREADABLE. */
  facts(): Promise<PageFacts>;
  /**
   * Presses the one button that sends the form of this path, and waits for what comes. Throws ACT_CALL_REFUSED when there is not exactly one such button, or it is covered.
   */
  submit(path: string): Promise<Answer>;
  /** A picture of the page as JPEG. */
  picture(): Promise<Uint8Array>;
  /** Codes of what the guard refused so far. */
  refused(): readonly string[];
  /** Lets go of the browser; the session goes on. */
  disconnect(): Promise<void>;
}

/** The portal's login page, worked by code alone. */
export interface LoginPage extends Pick<PortalDriver, "goTo" | "place" | "facts" | "arm" | "submit" | "disconnect"> {
  /** Types into the one field of this name. Throws ACT_CALL_REFUSED where there is not exactly one; never quotes the value. */
  fill(label: RegExp, value: string): Promise<void>;
  /** Leaves the portal's pages, so that nothing of theirs runs while nobody stands guard. */
  leave(): Promise<void>;
}

/** Connects to a browser session, and stands guard before anything else. */
export interface PortalDrivers {
  /** Throws BROWSER_UNREACHABLE. */
  connect(browser: z.infer<typeof BrowserSession>, portalUrl: string): Promise<PortalDriver & LoginPage>;
}

/** Browser sessions as a service. */
export interface BrowserSessions {
  /** Throws BROWSER_UNREACHABLE. */
  start(name: string): Promise<z.infer<typeof BrowserSession>>;
  /** Ends the session and everything in it. A session that is over already is no error. */
  stop(browser: z.infer<typeof BrowserSession>): Promise<void>;
  /** Switches automation off, so that a person can take over by the live view. */
  handToPerson(browser: z.infer<typeof BrowserSession>): Promise<void>;
}

/** Where pictures of the steps are kept. */
export interface ScreenshotStore {
  put(key: string, jpeg: Uint8Array): Promise<void>;
}
