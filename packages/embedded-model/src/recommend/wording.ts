import type { Situation } from "./situation.ts";
import { factsOf } from "./situation.ts";

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

export function replyText(situation: Situation): string {
  const date = situation.signal.dates.find((named) => named >= situation.brief.today);
  const until = date === undefined ? "" : ` We have noted the date you name, ${date}.`;
  return (
    `Hello,\n\nthank you for your message. Your question has been received and is with the project lead.${until} ` +
    "You will get an answer once the facts have been checked with the team; nothing in this message confirms a date or a change of scope." +
    "\n\nKind regards\nProject office"
  );
}

export function replySubject({ signal }: Situation): string {
  return signal.topic === "scope_change" ? "Your request for a change of scope" : "Your question to the project";
}

function quotedFact(situation: Situation): string {
  const fact = factsOf(situation, 160, "");
  return fact === "" ? "" : ` Reported: \u201C${fact.replaceAll(/["\u201C\u201D]/gu, "'")}\u201D`;
}
