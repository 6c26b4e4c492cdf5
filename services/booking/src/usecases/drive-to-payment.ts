import type { Clock } from "@agentic-pm/contracts";
import type { BookingCommand } from "@agentic-pm/contracts/travel";
import { LogCode, type StructuredLogger } from "@agentic-pm/observability";
import { type ActTask, fareTask, passengerTask, paymentTask } from "../domain/act-task.ts";
import { noticeOn } from "../domain/portal-notice.ts";
import { ownFieldsOf } from "../domain/page-facts.ts";
import type { PortalPlace } from "../domain/portal-place.ts";
import { isTotal, reviewMismatches } from "../domain/review.ts";
import type { ActRun } from "../ports/act-model.ts";
import type { PortalDriver } from "../ports/portal-driver.ts";
import { runAct } from "./run-act.ts";
import type { StepPictures } from "./step-pictures.ts";

export interface Driving {
  readonly driver: PortalDriver;
  readonly run: ActRun;
  readonly pictures: StepPictures;
  readonly clock: Clock;
  readonly logger: StructuredLogger;
  /** What each act did, for the trail. */
  readonly acts: { readonly step: string; readonly steps: number; readonly code: string | null }[];
}

/** Where the way to the payment ended. Nothing has been paid in any of them. */
export type Arrival =
  | { readonly kind: "at_payment"; readonly checkout: string; readonly ownFields: readonly string[] }
  | { readonly kind: "login_again"; readonly code: string }
  | { readonly kind: "voided"; readonly code: string }
  | { readonly kind: "stuck"; readonly code: string };

type Checkout = Extract<PortalPlace, { checkout: string }>;

/**
 * From the fare to the payment page: the act model works the pages, code compares what the portal says with what was
 * confirmed, on the review page and again on the payment page.
 */
export async function driveToPayment(command: BookingCommand, driving: Driving): Promise<Arrival> {
  const { driver } = driving;
  await driver.goTo(`/fares/${command.option.fareId}`);
  if (driver.place().page === "login") return SESSION_OVER;
  const passenger = await actUntil(fareTask(command), "passenger", driving);
  if (!isCheckout(passenger)) return passenger;
  const { checkout } = passenger;
  const review = await actUntil(passengerTask(command, checkout), "review", driving);
  if (!isCheckout(review)) return review;
  const differs = await reviewEnd(command, checkout, driving);
  if (differs !== null) return differs;
  const payment = await actUntil(paymentTask(checkout), "payment", driving);
  if (!isCheckout(payment)) return payment;
  if (payment.checkout !== checkout) return { kind: "stuck", code: "ANOTHER_CHECKOUT" };
  const facts = await driver.facts();
  if (!isTotal(facts, command.option.totalCents)) return { kind: "voided", code: "FARE_CHANGED" };
  await driving.pictures.take(driver, "payment");
  const ownFields = ownFieldsOf(facts, new RegExp(`^/checkout/${checkout}/payment/?$`));
  return { kind: "at_payment", checkout, ownFields };
}

const SESSION_OVER: Arrival = { kind: "login_again", code: "SESSION_OVER" };

/** Runs an act; what counts is not what the model says of it but where the browser is. */
async function actUntil(
  task: ActTask,
  page: Checkout["page"],
  driving: Driving,
): Promise<Checkout | Exclude<Arrival, { kind: "at_payment" }>> {
  const { driver, acts, logger } = driving;
  const end = await runAct(task, driving);
  const code = end.kind === "failed" ? end.code : null;
  acts.push({ step: task.step, steps: end.steps, code });
  logger.info(LogCode.ACT_ENDED, { step: task.step, steps: end.steps, code });
  const place = driver.place();
  if (place.page === page && "checkout" in place) return place;
  if (place.page === "login") return { kind: "login_again", code: "SESSION_OVER" };
  const notice = noticeOn(await driver.facts());
  return notice === null ? { kind: "stuck", code: code ?? "PAGE_NOT_REACHED" } : { kind: "voided", code: notice };
}

function isCheckout(arrival: Checkout | Arrival): arrival is Checkout {
  return "page" in arrival;
}

/** Null where the review page says what was confirmed, to the letter. */
async function reviewEnd(
  command: BookingCommand,
  checkout: string,
  { driver, pictures }: Driving,
): Promise<Arrival | null> {
  const facts = await driver.facts();
  await pictures.take(driver, "review");
  const place = driver.place();
  if (place.page !== "review" || place.checkout !== checkout) return { kind: "stuck", code: "ANOTHER_CHECKOUT" };
  const notice = noticeOn(facts);
  if (notice === "SOLD_OUT") return { kind: "voided", code: notice };
  const [first, ...more] = reviewMismatches(facts, command);
  if (first === undefined) return null;
  const isFareAlone = first === "TOTAL" && more.length === 0;
  return { kind: "voided", code: isFareAlone ? "FARE_CHANGED" : "REVIEW_DIFFERS" };
}
