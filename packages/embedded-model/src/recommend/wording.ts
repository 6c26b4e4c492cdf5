import type { Situation } from "./situation.ts";
import { factsOf, questionsOf, subjectLineOf } from "./title.ts";

const LONGEST_SUBJECT = 120;

/** The texts that leave the house. They are the rules' own words; at most a short, quoted fact is the writer's. */

export function blockerComment(situation: Situation): string {
  const quoted = situation.signal.kind === "comment" ? quotedFact(situation) : "";
  const due = situation.signal.fields.dueDate;
  const lines = [
    `This ticket is reported as blocked${due === null ? "" : `, and it is due on ${due}`}.${quoted}`,
    "To get it moving: who owns the removal of the blocker, and by which date is it expected?",
    "It has been entered in the RAID log; please answer here, so that the entry can be kept up to date.",
  ];
  return lines.join(" ");
}

export function slipComment({ signal }: Situation): string {
  const [latest] = signal.dates.slice(-1);
  const due = signal.fields.dueDate;
  const dates =
    due === null || latest === undefined || latest <= due
      ? ""
      : ` The ticket says ${due}, the latest report names ${latest}.`;
  return (
    `A slip of this date is reported.${dates} Please confirm which date holds and what it depends on; ` +
    "until then the RAID log carries it as a risk and the delivery state is not green."
  );
}

/** Says what was asked, by when, and what happens next; promises nothing. */
export function replyText(situation: Situation): string {
  const { signal, brief } = situation;
  const asked = questionsOf(situation, 400);
  const dates = signal.dates.filter((named) => named >= brief.today).slice(0, 3);
  const lines = [
    asked === "" ? "thank you for your message." : `thank you for your message. You write: \u201C${inner(asked)}\u201D`,
    signal.topic === "scope_change"
      ? "The wish is entered as an open issue; cost and dates are estimated before anybody decides on it."
      : "The project lead has it and checks the facts with the team.",
    ...(dates.length === 0 ? [] : [datesNoted(dates, signal.flags.includes("conflicting_dates"))]),
    "You will get an answer from a person; nothing in this message confirms a date or a change of scope.",
  ];
  return `Hello,\n\n${lines.join("\n")}\n\nKind regards\nProject office`;
}

function datesNoted(dates: readonly string[], inConflict: boolean): string {
  if (dates.length === 1) return `The date that you name, ${dates[0]}, is noted.`;
  const settled = inConflict ? "; which of them holds has to be settled first" : "";
  return `The dates that you name, ${dates.join(" and ")}, are noted${settled}.`;
}

export function replySubject(situation: Situation): string {
  const subject = subjectLineOf(situation);
  if (subject !== null) return `Re: ${subject}`.slice(0, LONGEST_SUBJECT).toWellFormed().trim();
  return situation.signal.topic === "scope_change"
    ? "Your request for a change of scope"
    : "Your question to the project";
}

function quotedFact(situation: Situation): string {
  const fact = factsOf(situation, 160, "");
  return fact === "" ? "" : ` Reported: \u201C${inner(fact)}\u201D`;
}

/** Text for the inside of quotation marks. */
function inner(text: string): string {
  return text.replaceAll(/["\u201C\u201D]/gu, "'");
}
