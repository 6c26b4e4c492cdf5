import type { PortalLoginEvent } from "@agentic-pm/contracts/travel";
import { AppError, isAppError } from "@agentic-pm/errors";
import type { EnvelopePorts } from "@agentic-pm/lambda";
import { LogCode, type StructuredLogger } from "@agentic-pm/observability";
import type { SecretPort } from "@agentic-pm/secrets";
import type { SignedIn } from "../domain/executor-event.ts";
import { ownFieldsOf } from "../domain/page-facts.ts";
import type { PortalSecret } from "../domain/portal-secret.ts";
import type { BookingsUnderWay } from "../ports/bookings-under-way.ts";
import type { BrowserSessions, LoginPage, PortalDrivers } from "../ports/portal-driver.ts";

export interface LoginPorts extends EnvelopePorts {
  readonly bookings: BookingsUnderWay;
  readonly browsers: BrowserSessions & PortalDrivers;
  readonly secret: SecretPort<PortalSecret>;
  readonly logger: StructuredLogger;
}

const USERNAME = /\buser ?name\b|\be-?mail\b|^account\b/i;
const PASSWORD = /\bpassword\b/i;

/**
 * Starts a browser session, signs in to the portal in it, and hands on the session. The credentials go from the secret
 * into the login form and nowhere else; no model runs here.
 * Throws PORTAL_LOGIN_REFUSED (never retried: the portal locks accounts), LOGIN_NOT_DUE, and retryable
 * PORTAL_UNREACHABLE, BROWSER_UNREACHABLE and SECRET_UNAVAILABLE.
 */
export async function logInToPortal(event: PortalLoginEvent, ports: LoginPorts): Promise<SignedIn> {
  const { bookings, browsers } = ports;
  const [row, secret] = await Promise.all([bookings.find(event.bookingId), ports.secret.get()]);
  const isDue = row !== null && (row.status === "booking" || row.status === "unknown");
  if (!isDue || row.commandHash !== event.commandHash || row.execution !== event.executionName) throw notDue(event);
  const browser = await browsers.start(event.bookingId);
  try {
    const page = await browsers.connect(browser, secret.baseUrl);
    try {
      await signIn(page, secret);
      await page.leave();
    } finally {
      await page.disconnect();
    }
  } catch (error) {
    await browsers.stop(browser);
    throw error;
  }
  ports.logger.info(LogCode.PORTAL_LOGGED_IN, { bookingId: event.bookingId, sessionId: browser.sessionId });
  return { browser, signedInAt: secret.baseUrl };
}

async function signIn(page: LoginPage, { username, password }: PortalSecret): Promise<void> {
  await page.goTo("/login");
  if (page.place().page !== "login") throw unreachable();
  const values = [username, password];
  const paths = /^\/login\/?$/;
  const ownFields = ownFieldsOf(await page.facts(), paths);
  page.arm({ step: "form", paths, required: values, allowed: values, ownFields });
  try {
    await page.fill(USERNAME, username);
    await page.fill(PASSWORD, password);
    if ((await page.submit("/login")) !== "arrived") throw unreachable();
  } catch (error) {
    // A login page that cannot be worked: nothing was sent.
    if (isAppError(error) && error.code === "ACT_CALL_REFUSED") throw unreachable(error);
    throw error;
  } finally {
    page.arm({ step: "nothing" });
  }
  if (page.place().page === "login") throw refused();
}

function refused(): AppError {
  return new AppError("PORTAL_LOGIN_REFUSED", {
    cause: "The portal does not accept the login in /agentic-pm/portal/credentials, or has locked the account.",
    remedy: "Check the secret by hand before the next booking: further attempts lock the account.",
  });
}

function unreachable(error?: AppError): AppError {
  return new AppError("PORTAL_UNREACHABLE", {
    cause: "The portal's login page did not open, or did not answer.",
    remedy: "See whether the portal is up; the workflow tries again.",
    retryable: true,
    ...(error === undefined ? {} : { error }),
  });
}

function notDue({ bookingId, executionName }: PortalLoginEvent): AppError {
  return new AppError("LOGIN_NOT_DUE", {
    cause: `${bookingId} is not being booked by this execution.`,
    remedy: "Nothing was done. Look at the booking's row and its trail.",
    details: { bookingId, executionName },
  });
}
