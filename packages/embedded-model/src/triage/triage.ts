import type { HandleView, TriageBrief, TriageOutput } from "@agentic-pm/contracts";
import { datesIn } from "../reading/dates.ts";
import { isInstructionLike } from "../reading/instruction-like.ts";
import { quantitiesIn } from "../reading/quantities.ts";
import { readText } from "../reading/sentences.ts";
import { flagsOf } from "./flags.ts";
import { severityOf } from "./severity.ts";
import { summaryOf } from "./summary.ts";
import { topicOf } from "./topic.ts";

const MOST_ENTITIES = 16;
const LEADS: ReadonlySet<HandleView["role"]> = new Set(["project_lead", "delivery_lead"]);

/** Triage by rules: what a signal is about, how much it matters, its dates, numbers and flags, and an extract. */
export function triage(brief: TriageBrief, text: string): TriageOutput {
  const whole = readText(text);
  const sentences = whole.sentences.filter((sentence) => !isInstructionLike(sentence));
  const suspicious = sentences.length < whole.sentences.length;
  const reading = { title: sentences[0] ?? "", sentences };
  const plain = sentences.join(" ");
  const { topic } = topicOf(brief, reading);
  return {
    topic,
    severity: severityOf(topic, brief, plain),
    entities: brief.handles
      .filter(({ role }) => !LEADS.has(role))
      .slice(0, MOST_ENTITIES)
      .map(({ handle }) => handle),
    dates: datesIn(plain, brief.today),
    quantities: quantitiesIn(plain),
    flags: flagsOf(brief, reading, { topic, suspicious }),
    summary: summaryOf(topic, reading),
  };
}
