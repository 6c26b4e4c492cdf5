import type { BookingCommand } from "@agentic-pm/contracts/travel";
import type { Armed } from "./request-rules.ts";

/** A field that an act may fill, and the only value it may put there. */
export interface TaskField {
  readonly label: RegExp;
  readonly value: string;
}

/** One act: what the model is asked for, what it may type where, and what the browser may send meanwhile. */
export interface ActTask {
  readonly step: "fare" | "passenger" | "payment";
  readonly text: string;
  readonly fields: readonly TaskField[];
  /** The pages that the act may open by their address. */
  readonly pages: RegExp;
  /** What its form may say; which fields the site adds to it, the page tells when the act begins. */
  readonly form: Omit<Extract<Armed, { step: "form" }>, "step" | "ownFields">;
}

/** Chooses the fare that is on the page. */
export function fareTask({ option }: BookingCommand): ActTask {
  const fare = new RegExp(`^/fares/${option.fareId}/?$`);
  return {
    step: "fare",
    text: "Select this fare to begin booking it. Return when the passenger details form is shown.",
    fields: [],
    pages: fare,
    form: { paths: fare, required: [], allowed: [option.fareId] },
  };
}

/** Fills in the passenger's form with the traveller of the command, and nobody else. */
export function passengerTask({ traveller, bookingId }: BookingCommand, checkout: string): ActTask {
  const { givenName, familyName, email } = traveller;
  const values = [givenName, familyName, email, bookingId];
  const passenger = new RegExp(`^/checkout/${checkout}/passenger/?$`);
  return {
    step: "passenger",
    text: [
      "Fill in the passenger details form and continue.",
      `Given name: ${quoted(givenName)}. Family name: ${quoted(familyName)}. Email: ${quoted(email)}.`,
      `Your reference: ${quoted(bookingId)}.`,
      "Return when the review page is shown. Do not pay.",
    ].join(" "),
    fields: [
      { label: /\b(?:given|first) names?\b|\bforename/i, value: givenName },
      { label: /\b(?:family|last) names?\b|\bsurname/i, value: familyName },
      { label: /\be-?mail\b/i, value: email },
      { label: /\breference\b/i, value: bookingId },
    ],
    pages: passenger,
    form: { paths: passenger, required: values, allowed: values },
  };
}

/** Goes on from the review page, after code has compared it with the command. */
export function paymentTask(checkout: string): ActTask {
  const review = new RegExp(`^/checkout/${checkout}/review/?$`);
  return {
    step: "payment",
    text: "Continue from the review page to the payment page. Return when the payment page is shown. Do not pay.",
    fields: [],
    pages: review,
    form: { paths: review, required: [], allowed: [] },
  };
}

function quoted(value: string): string {
  return JSON.stringify(value);
}
