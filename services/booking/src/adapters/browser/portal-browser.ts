import type { Browser, BrowserContext, CDPSession, Page } from "playwright-core";
import { AppError } from "@agentic-pm/errors";
import type { ActCall } from "../../domain/act-calls.ts";
import type { ActTask, TaskField } from "../../domain/act-task.ts";
import { idAt } from "../../domain/box-text.ts";
import type { PageFacts } from "../../domain/page-facts.ts";
import { placeOf, type PortalPlace } from "../../domain/portal-place.ts";
import type { Armed } from "../../domain/request-rules.ts";
import type { Answer, LoginPage, PortalDriver } from "../../ports/portal-driver.ts";
import { callRefused } from "../../domain/call-refused.ts";
import { IsolatedWorld } from "./isolated-world.ts";
import { onlySubmitTo, serverFacts } from "./in-page/page-facts.js";
import { focusField, observePage, pageElement } from "./in-page/page-observation.js";
import type { PageElement, PageObservation } from "../../domain/page-observation.ts";
import { RequestGuard } from "./request-guard.ts";
import { withoutSideDoors } from "./in-page/side-doors.js";

const MOST_LINES = 400;
const NAVIGATION_MS = 8_000;
/** How long an answer to the payment is waited for. After that it is unknown, and the list of trips is read. */
const PAYMENT_MS = 8_000;
/** A click starts its navigation within this; what takes longer was not one. Sending a form always is one. */
const CLICK_MS = 300;
const SUBMIT_MS = 2_000;
const POLL_MS = 5;
const WHEEL_PX = 400;
const FIELD_MS = 2_000;

interface Parts {
  readonly browser: Browser;
  readonly page: Page;
  readonly guard: RequestGuard;
  readonly world: IsolatedWorld;
  readonly mainFrameId: string;
  readonly origin: string;
}

/** The portal in a remote browser, worked by our own code: it looks through an isolated world, and acts by real input. */
export class PortalBrowser implements PortalDriver, LoginPage {
  readonly #parts: Parts;
  #seen: PageObservation | null = null;

  private constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Puts the guard before the network first, then takes the one page there is. */
  static async over(browser: Browser, portalUrl: string): Promise<PortalBrowser> {
    const { origin } = new URL(portalUrl);
    const context = browser.contexts()[0] ?? (await browser.newContext());
    const guard = await RequestGuard.standBefore(await browser.newBrowserCDPSession(), origin);
    await context.addInitScript(withoutSideDoors);
    const page = await onlyPage(context);
    page.on("dialog", (dialog) => void dialog.dismiss().catch(() => undefined));
    const session: CDPSession = await context.newCDPSession(page);
    // The portal's pages come whole from its server. What runs nothing neither rewrites them nor speaks past the guard.
    await session.send("Emulation.setScriptExecutionDisabled", { value: true });
    const { frameTree } = await session.send("Page.getFrameTree");
    const parts = { browser, page, guard, world: new IsolatedWorld(session), mainFrameId: frameTree.frame.id, origin };
    return new PortalBrowser(parts);
  }

  async goTo(path: string): Promise<void> {
    const { page, origin } = this.#parts;
    try {
      await page.goto(new URL(path, origin).href, { waitUntil: "domcontentloaded", timeout: NAVIGATION_MS });
    } catch (error) {
      throw new AppError("PORTAL_UNREACHABLE", {
        cause: "The portal's page did not open.",
        remedy: "See whether the portal is up; the workflow tries again.",
        retryable: true,
        error,
      });
    }
  }

  place(): PortalPlace {
    return placeOf(this.#parts.page.url(), this.#parts.origin);
  }

  arm(armed: Armed): void {
    this.#parts.guard.arm(armed);
  }

  async observation(): Promise<string> {
    this.#seen = await this.#parts.world.run(observePage, { maxLines: MOST_LINES });
    return JSON.stringify(this.#seen);
  }

  async perform(call: ActCall, { fields, pages }: Pick<ActTask, "fields" | "pages">): Promise<void> {
    const { page, origin } = this.#parts;
    switch (call.name) {
      case "agentClick":
        return this.#click(await this.#elementAt(call.input[0]));
      case "agentHover": {
        const { middle } = await this.#elementAt(call.input[0]);
        return page.mouse.move(middle.x, middle.y);
      }
      case "agentType":
        return this.#type(call.input[1], call.input[0], fields);
      case "agentScroll": {
        const along = { up: [0, -1], down: [0, 1], left: [-1, 0], right: [1, 0] }[call.input[0]];
        return page.mouse.wheel((along[0] ?? 0) * WHEEL_PX, (along[1] ?? 0) * WHEEL_PX);
      }
      case "goToUrl":
        if (!isWithin(call.input[0], { origin, pages })) throw callRefused("a page that the task does not need");
        return this.goTo(call.input[0]);
      case "wait":
        return page.waitForTimeout(Math.min(call.input[0], 3) * 1000);
      case "waitForPageToSettle":
        return page.waitForLoadState("domcontentloaded", { timeout: NAVIGATION_MS });
      case "takeObservation":
      case "think":
      case "return":
      case "throw":
        return;
    }
  }

  facts(): Promise<PageFacts> {
    return this.#parts.world.run(serverFacts, null);
  }

  async submit(path: string): Promise<Answer> {
    const id = await this.#parts.world.run(onlySubmitTo, { path });
    if (id === null) throw callRefused("a page without exactly one button for this form");
    const element = await this.#element(id);
    return this.#clickAndWait(element, { startMs: SUBMIT_MS, timeout: PAYMENT_MS });
  }

  async fill(label: RegExp, value: string): Promise<void> {
    try {
      await this.#parts.page.getByLabel(label).fill(value, { timeout: FIELD_MS });
    } catch {
      // The library's own error quotes what was to be typed.
      throw callRefused("a form without exactly one such field");
    }
  }

  async leave(): Promise<void> {
    await this.#parts.page.goto("about:blank");
  }

  picture(): Promise<Uint8Array> {
    return this.#parts.page.screenshot({ type: "jpeg", quality: 50, timeout: 3_000 });
  }

  refused(): readonly string[] {
    return this.#parts.guard.refused.map(({ code }) => code);
  }

  async disconnect(): Promise<void> {
    await this.#parts.browser.close().catch(() => undefined);
  }

  async #elementAt(box: string): Promise<PageElement & { readonly id: number }> {
    const id = this.#seen === null ? null : idAt(box, this.#seen.idToBboxMap);
    if (id === null) throw callRefused("a place on the page where nothing is");
    return this.#element(id);
  }

  async #element(id: number): Promise<PageElement & { readonly id: number }> {
    const element = await this.#parts.world.run(pageElement, { id });
    if (element === null) throw callRefused("an element that is gone");
    return { ...element, id };
  }

  async #click(element: PageElement): Promise<void> {
    if (element.isPassword) throw callRefused("a password's field");
    if (element.href !== null && new URL(element.href).origin !== this.#parts.origin) {
      throw callRefused("a link that leaves the portal");
    }
    await this.#clickAndWait(element, { startMs: CLICK_MS, timeout: NAVIGATION_MS });
  }

  /** Clicks where the element is seen, and waits for the page that this opens, if it opens one. */
  async #clickAndWait(
    element: PageElement,
    { startMs, timeout }: { readonly startMs: number; readonly timeout: number },
  ): Promise<Answer> {
    const { page, guard, mainFrameId } = this.#parts;
    if (!element.isReachable) throw callRefused("an element that something lies over");
    const before = guard.navigationsOf(mainFrameId);
    const arrival = page.waitForEvent("framenavigated", {
      predicate: (frame) => frame === page.mainFrame(),
      timeout,
    });
    arrival.catch(() => undefined);
    await page.mouse.click(element.middle.x, element.middle.y);
    for (let waited = 0; waited < startMs && guard.navigationsOf(mainFrameId) === before; waited += POLL_MS) {
      await page.waitForTimeout(POLL_MS);
    }
    if (guard.navigationsOf(mainFrameId) === before) return "stayed";
    try {
      await arrival;
      await page.waitForLoadState("domcontentloaded", { timeout });
      return "arrived";
    } catch {
      return "silent";
    }
  }

  /** Types a value into a field that the task names, and only the value that it names for it. */
  async #type(box: string, value: string, fields: readonly TaskField[]): Promise<void> {
    const element = await this.#elementAt(box);
    if (element.role !== "textbox" || element.isPassword) throw callRefused("typing where there is no text field");
    const [field, another] = fields.filter(({ label }) => label.test(element.name));
    if (field === undefined || another !== undefined) throw callRefused("a field that the task does not name");
    if (field.value !== value) throw callRefused("another value than the booking's");
    if (!(await this.#parts.world.run(focusField, { id: element.id })))
      throw callRefused("a field that cannot be filled");
    await this.#parts.page.keyboard.insertText(value);
  }
}

function isWithin(address: string, { origin, pages }: { readonly origin: string; readonly pages: RegExp }): boolean {
  const url = new URL(address);
  return url.origin === origin && pages.test(url.pathname);
}

/** The first page; what else is open is closed, now and later. */
async function onlyPage(context: BrowserContext): Promise<Page> {
  const [first, ...others] = context.pages();
  const page = first ?? (await context.newPage());
  context.on("page", (opened) => void opened.close().catch(() => undefined));
  await Promise.all(others.map((other) => other.close()));
  return page;
}
