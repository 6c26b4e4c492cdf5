import type { Constraint, FlightOption, Question, Reply, ServerMessage } from "@agentic-pm/contracts/travel";
import type { Screen } from "./screen.ts";
import { printable } from "./table.ts";

type Paint = Screen["paint"];

const STEPS = {
  reading_request: "reading your request",
  reading_policy: "reading the policy",
  planning: "planning",
  searching: "searching the portal",
  requoting: "checking that the fare still holds",
  logging_in: "logging in at the portal",
  booking: "booking in the browser",
  reconciling: "asking the portal what became of it",
} as const;

/** What the chat said, line by line, for a person. */
export function describeMessage({ body }: ServerMessage, paint: Paint): string[] {
  switch (body.type) {
    case "progress":
      return [paint.dim(`  … ${STEPS[body.step]}`)];
    case "question":
      return body.questions.map((question) => `${paint.yellow("?")} ${sentenceOf(question)}`);
    case "options": {
      const changed =
        body.because === null ? [] : [paint.yellow(`! ${because(body.because)}: nothing was booked. Now there is:`)];
      const guessed = body.strictestDefaults
        ? [paint.dim("  Where the policy says nothing, the strictest rule was taken.")]
        : [];
      const contradicted = (body.contradictions ?? []).map((kind) =>
        paint.yellow(`  The policy contradicts itself on ${words(printable(kind))}: the strictest clause was taken.`),
      );
      return [
        ...changed,
        ...body.options.flatMap((option, index) => describeOption(option, index + 1, paint)),
        ...body.constraints.map((constraint) => paint.dim(`    ${describeConstraint(constraint)}`)),
        ...contradicted,
        ...guessed,
      ];
    }
    case "status": {
      const link = body.deepLink === null ? [] : [`  ${printable(body.deepLink)}`];
      const code = body.code === null ? "" : ` (${printable(body.code)})`;
      const number = body.confirmationNumber === null ? "" : ` ${paint.bold(printable(body.confirmationNumber))}`;
      const why = [body.cause, body.remedy && `→ ${body.remedy}`].filter((line) => line !== undefined);
      return [
        `${statusMark(body.status, paint)} ${body.status.replaceAll("_", " ")}${number}${code}`,
        ...why.map((line) => paint.dim(`  ${printable(line)}`)),
        ...link,
      ];
    }
  }
}

/** One option: number, price, airline, and each flight with its times. */
export function describeOption(option: FlightOption, number: number, paint: Paint): string[] {
  return [
    `${paint.bold(String(number))}  ${describeFare(option, paint)}`,
    ...describeFlights(option).map((line) => `     ${line}`),
  ];
}

/** Price, airline, cabin, and what it needs approval for. */
export function describeFare({ totalCents, airlineName, cabin, approval }: FlightOption, paint: Paint): string {
  const note = approval.length === 0 ? "" : paint.yellow(`  needs approval: ${approval.map(words).join(", ")}`);
  return `${dollars(totalCents)}  ${printable(airlineName)}, ${words(cabin)}${note}`;
}

/** Each flight with its times, local to the airports. */
export function describeFlights({ outbound, inbound }: FlightOption): string[] {
  return [...outbound, ...inbound].map(
    ({ flight, from, to, departs, arrives }) =>
      `${flight}  ${from} ${localTime(departs)} → ${to} ${localTime(arrives)}`,
  );
}

/** To the minute. */
function localTime(time: string): string {
  return time.slice(0, 16).replace("T", " ");
}

export function dollars(cents: number): string {
  return `$${(cents / 100).toFixed(2)}`;
}

/** A rule of the policy, with the clause that it stands in. */
export function describeConstraint({ rule, receipt }: Constraint): string {
  const where =
    receipt === null
      ? "strictest default"
      : `${printable(receipt.document)} v${receipt.version}, ${printable(receipt.section)}, page ${receipt.page}`;
  return `${describeRule(rule)}  [${where}]`;
}

/** What a clause demands, in words. */
export function describeRule(rule: Constraint["rule"]): string {
  switch (rule.kind) {
    case "fare_cap":
      return `at most $${rule.amountUsd}${rule.cabin === null ? "" : ` in ${words(rule.cabin)}`}${rule.region === null ? "" : `, ${printable(rule.region)}`}`;
    case "cabin":
      return `${words(rule.highest)} at most${rule.minimumHours === null ? "" : ` from ${rule.minimumHours} hours on`}${rule.maximumHours === null ? "" : ` under ${rule.maximumHours} hours`}`;
    case "preferred_airlines":
      return `preferred airlines ${rule.airlines.join(", ")}`;
    case "advance_booking":
      return `booked ${rule.days} days ahead`;
    case "approval":
      return rule.aboveUsd === null ? "needs approval" : `needs approval above $${rule.aboveUsd}`;
  }
}

/** What is asked back, as a sentence made of our own words and data. */
export function sentenceOf({ slot, code, candidates, heard }: Question): string {
  const said = heard === null ? "" : ` “${printable(heard)}”`;
  const choice =
    candidates.length === 0 ? "" : ` ${candidates.map((name, index) => `${index + 1}) ${name}`).join("  ")}`;
  return `${QUESTIONS[code](slot, said, candidates.length)}${choice}`;
}

const QUESTIONS: Readonly<Record<Question["code"], (slot: Question["slot"], said: string, choices: number) => string>> =
  {
    MISSING: (slot) => `Please say the ${words(slot)}.`,
    AMBIGUOUS_CITY: (_slot, said) => `Which${said} do you mean?`,
    UNKNOWN_CITY: (slot, said) => `I do not know${said} as a ${words(slot)}. Which city is it?`,
    SAME_CITY: () => "Origin and destination are the same city. Where do you want to go?",
    AMBIGUOUS_DATE: (slot, said) => `Which date do you mean by${said} for the ${words(slot)}?`,
    UNREADABLE_DATE: (slot, said) =>
      `I cannot read${said || " what you wrote"} as the date of the ${words(slot)}. Which day is it?`,
    PAST_DATE: (slot) => `The date of the ${words(slot)} is past. Which day is it?`,
    TOO_FAR_AHEAD: (slot) => `The date of the ${words(slot)} is too far ahead to be sold. Which day is it?`,
    RETURN_BEFORE_DEPARTURE: () => "The return is before the departure. Which days are they?",
    TRAVELLER_COUNT: (_slot, said) =>
      `I book for you alone, and cannot place${said || " who travels"}. Shall I book your own seat?`,
    CONTRADICTION: (_slot, said) => `Your request contradicts itself${said}. What is right?`,
    CONFIRM_READING: (slot, said, choices) => {
      if (slot !== "trip") return `Is this the ${words(slot)} that you mean${said}?`;
      if (choices > 1) return `Does what you said before still hold${said}? Say which trip it is.`;
      return `I cannot place${said || " a part of this"}. Is this the whole trip? Say yes, or the trip again.`;
    },
    REJECTED_READING: () => "What is to be changed? Say where to, which days, or the whole trip again.",
  };

/** The answer to one's own message, in words; a selection in full, as it is about to be confirmed. */
export function describeReply(reply: Reply, paint: Paint): string[] {
  switch (reply.type) {
    case "error":
      return [`${paint.red("✘")} ${printable(reply.cause)}`, paint.dim(`  → ${printable(reply.remedy)}`)];
    case "selected":
      return [
        ...describeSelection(reply, paint),
        paint.bold(reply.needsApproval ? "Ask an operator to approve and book this? [y/n]" : "Book this? [y/n]"),
      ];
    case "confirmed":
      return reply.status === "awaiting_approval"
        ? [`${paint.yellow("?")} confirmed; an operator has to approve it (${reply.bookingId})`]
        : [`${paint.cyan("•")} confirmed`];
    case "cancelled":
      return [`${paint.cyan("•")} cancelled`];
    default:
      return [];
  }
}

/** What a confirmation binds to: the traveller, each flight, the total, until when, and its hash. */
function describeSelection(reply: Extract<Reply, { type: "selected" }>, paint: Paint): string[] {
  return [
    field("traveller", printable(reply.traveller), paint),
    ...describeFlights(reply.option).map((flight, index) => field(index === 0 ? "flights" : "", flight, paint)),
    field("total", describeFare(reply.option, paint), paint),
    field("expires", reply.expiresAt, paint),
    field("hash", reply.commandHash, paint),
  ];
}

export function field(name: string, value: string, paint: Paint): string {
  return `  ${paint.dim(name.padEnd(12))}${value}`;
}

function because(reason: "FARE_CHANGED" | "SOLD_OUT"): string {
  return reason === "SOLD_OUT" ? "The flight has sold out" : "The fare has changed";
}

function statusMark(status: string, paint: Paint): string {
  if (status === "booked") return paint.green("✔");
  return ["failed", "unknown", "refused"].includes(status) ? paint.red("✘") : paint.cyan("•");
}

function words(code: string): string {
  return code.toLowerCase().replaceAll("_", " ");
}
