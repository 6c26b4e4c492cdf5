import type { BookingStatus } from "./plan.ts";

/** Why a booking ended as it did, for the employee, and what to do about it. */
export interface StatusReason {
  readonly cause: string;
  readonly remedy: string;
}

const ASK_ANEW = "Send the request again.";
const NOTHING_BOOKED = "Nothing was booked.";

/** Ends that have words of their own, by their code. */
const BY_CODE: Readonly<Record<string, readonly [cause: string, remedy: string]>> = {
  NO_OPTIONS: ["The portal sells no flight for this trip.", "Ask for other dates, or another airport."],
  OFFER_EXPIRED: ["The offer ran out before it was booked.", "Send the request again, for fresh prices."],
  NOT_ANSWERED_IN_TIME: [
    "No operator answered in time. Nobody declined it.",
    "Send the request again, or ask the operator.",
  ],
  DECLINED_BY_OPERATOR: ["An operator declined it.", "Ask the operator why, or choose within policy."],
  FARE_CHANGED: ["The fare changed since you confirmed it. Nothing was booked.", "Choose again, at the new price."],
  SOLD_OUT: ["The flight has sold out. Nothing was booked.", "Choose another."],
  POLICY_CHANGED: ["The travel policy changed since you confirmed. Nothing was booked.", ASK_ANEW],
  PLAN_DIFFERS: ["What you confirmed is not of this plan any more. Nothing was booked.", ASK_ANEW],
  TRAVELLER_DIFFERS: [
    "Your entry in the list of travellers changed since you confirmed. Nothing was booked.",
    ASK_ANEW,
  ],
  EMPLOYEE_UNKNOWN: ["You are not in the list of travellers.", "Ask the operator to add you."],
  CANARY_ECHOED: [
    "The request was set aside: its text set off an alarm.",
    "Say in your own words where and when you travel.",
  ],
  PROMPT_ECHOED: [
    "The request was set aside: its text set off an alarm.",
    "Say in your own words where and when you travel.",
  ],
  PORTAL_LOGIN_REFUSED: [
    "The portal does not let us in. Nothing was booked.",
    "Tell the operator: the portal's login has to be looked at.",
  ],
  PORTAL_ADDRESS_MISSING: ["We do not know where the travel portal is. Nothing was booked.", "Tell the operator."],
};

/** What is said of an end that has no words of its own, by its status. */
const BY_STATUS: Readonly<Partial<Record<BookingStatus, readonly [cause: string, remedy: string]>>> = {
  failed: [
    `Something failed on our side. ${NOTHING_BOOKED}`,
    "Send the request again. If it fails again, give the operator this code.",
  ],
  refused: [`It could not be accepted. ${NOTHING_BOOKED}`, "Say it differently, or give the operator this code."],
  voided: [`It is not as you confirmed it any more. ${NOTHING_BOOKED}`, ASK_ANEW],
  expired: [`It was not finished in time. ${NOTHING_BOOKED}`, ASK_ANEW],
  declined: [`It was declined. ${NOTHING_BOOKED}`, "Ask the operator why."],
  unknown: ["The portal has not said whether it was booked.", "Do not book it again: we are looking, and will say."],
  handed_over: [
    "The browser could not finish it, and whether it was booked may be open.",
    "Do not book it again: a person looks, or finish it by the link where there is one.",
  ],
};

/** The words for a status with a code; null where the status needs none. They are made here, by code. */
export function statusReason(status: BookingStatus, code: string | null): StatusReason | null {
  const own = code !== null && Object.hasOwn(BY_CODE, code) ? BY_CODE[code] : undefined;
  const words = own ?? BY_STATUS[status];
  if (code === null || words === undefined) return null;
  const [cause, remedy] = words;
  return { cause, remedy };
}
