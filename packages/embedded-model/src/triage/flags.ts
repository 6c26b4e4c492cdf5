import type { SignalFlag, TriageBrief, TriageOutput } from "@agentic-pm/contracts";
import { datesIn, daysBetween } from "../reading/dates.ts";
import type { Reading } from "../reading/sentences.ts";
import { sentenceWeight } from "./topic.ts";

const SOON_DAYS = 3;
const FINISHED = /\b(?:done|closed|resolved|cancel)/iu;
const CUSTOMER = /\b(?:customers?|clients?|households?|end users?|go-?live|public|call centre|regulator)\b/iu;
const MONEY =
  /[\u20AC$\u00A3]\s?\d|\b\d[\d,.]*\s?(?:EUR|USD|GBP|CHF|euros?|dollars|pounds)\b|\b(?:budget|invoice|costs? us|purchase|payment terms|billed|bills us)\b/iu;
const DATE_CONFLICT =
  /\b(?:which (?:one|date) is (?:right|correct|valid)|two different dates|different dates|still (?:has|says|shows|names)|dates? (?:do|does) not (?:match|agree)|conflicting dates?|earlier date)\b/iu;
/** Wordings that speak of a second date without naming it. */
const SAYS_SO = /\b(?:two different dates|earlier date)\b/iu;
const DEADLINE =
  /\b(?:due|deadline|deliver|go-?live|cut-?over|milestone|move to|launch|release date|pilot|ready (?:by|on)|finish)\b/iu;

/** The flags that follow from fields and wording; those that code found already are kept. */
export function flagsOf(
  brief: TriageBrief,
  reading: Reading,
  found: { topic: TriageOutput["topic"]; suspicious: boolean },
): SignalFlag[] {
  const flags = new Set<SignalFlag>(brief.flags);
  const text = reading.sentences.join(" ");
  const { fields } = brief;
  if (found.topic === "blocker" || /\bblocked\b/iu.test(fields.status ?? "")) flags.add("blocked");
  for (const flag of dueFlags(brief)) flags.add(flag);
  if (needsReply(brief, reading)) flags.add("needs_reply");
  if (CUSTOMER.test(text)) flags.add("customer_facing");
  if (MONEY.test(text)) flags.add("mentions_money");
  if (datesConflict(brief, reading, found.topic)) flags.add("conflicting_dates");
  if (fields.automatic) flags.add("automatic");
  if (fields.truncated) flags.add("truncated");
  if (found.suspicious) flags.add("instruction_like_text");
  return [...flags].sort();
}

function dueFlags({ fields, today }: TriageBrief): SignalFlag[] {
  const due = fields.dueDate ?? (fields.sprintState === "active" ? fields.sprintEnd : null);
  if (due === null || FINISHED.test(fields.status ?? "")) return [];
  const days = daysBetween(today, due);
  if (days < 0) return ["overdue"];
  return days <= SOON_DAYS ? ["due_soon"] : [];
}

function needsReply({ kind, fields }: TriageBrief, reading: Reading): boolean {
  return (
    kind === "mail" &&
    !fields.automatic &&
    reading.sentences.some((sentence) => sentenceWeight("question", sentence) >= 3)
  );
}

/** The text says so itself, or names another date for what the ticket's due date is about. */
function datesConflict(brief: TriageBrief, reading: Reading, topic: TriageOutput["topic"]): boolean {
  const text = reading.sentences.join(" ");
  const dates = datesIn(text, brief.today).length;
  if (DATE_CONFLICT.test(text) && (dates > 1 || SAYS_SO.test(text))) return true;
  const due = brief.fields.dueDate;
  if (due === null) return false;
  return reading.sentences.some((sentence) => {
    if (topic !== "milestone_slip" && !DEADLINE.test(sentence)) return false;
    return datesIn(sentence, brief.today).some((date) => daysBetween(due, date) > 0);
  });
}
