import type { Topic, TriageBrief } from "@agentic-pm/contracts";
import type { Reading } from "../reading/sentences.ts";
import { EVIDENCE, type Evidence, type EvidencedTopic, LEFT_TO_DO, NEGATED } from "./topic-evidence.ts";

/** What the rules found a text to be about, and how clearly (0 and up). */
export interface TopicFinding {
  readonly topic: Topic;
  readonly weight: number;
}

/** The topic by wording and trusted fields. `reading` must already be without instruction-like sentences. */
export function topicOf(brief: TriageBrief, reading: Reading): TopicFinding {
  if (brief.fields.automatic) return { topic: isNewsletter(reading) ? "newsletter" : "notification", weight: 3 };
  if (brief.kind === "sprint") return { topic: "status_update", weight: 3 };
  if (brief.kind === "mail" && isNewsletter(reading)) return { topic: "newsletter", weight: 3 };
  const blockedByStatus = brief.kind === "ticket" && /\bblocked|on hold|impediment/iu.test(brief.fields.status ?? "");
  if (blockedByStatus) return { topic: "blocker", weight: 5 };
  const [best] = EVIDENCE.map(([topic, evidence]) => ({ topic, weight: weightOf(topic, evidence, reading) }))
    .filter(({ weight }) => weight >= 2)
    .sort((left, right) => right.weight - left.weight);
  if (best !== undefined) return best;
  return { topic: brief.kind === "mail" ? "other" : "status_update", weight: 0 };
}

/** How strongly one sentence speaks for a topic. */
export function sentenceWeight(topic: Topic, sentence: string): number {
  const evidence = EVIDENCE.find(([name]) => name === topic)?.[1] ?? [];
  if (isNegated(topic, sentence)) return 0;
  return Math.max(0, ...evidence.map(({ pattern, weight }) => (pattern.test(sentence) ? weight : 0)));
}

function isNegated(topic: Topic, sentence: string): boolean {
  return Object.hasOwn(NEGATED, topic) && (NEGATED[topic as EvidencedTopic]?.test(sentence) ?? false);
}

function weightOf(topic: EvidencedTopic, evidence: readonly Evidence[], reading: Reading): number {
  if (topic === "completion" && reading.sentences.some((sentence) => LEFT_TO_DO.test(sentence))) return 0;
  const weights = reading.sentences.map((sentence) => {
    if (isNegated(topic, sentence)) return 0;
    return Math.max(0, ...evidence.map(({ pattern, weight }) => (pattern.test(sentence) ? weight : 0)));
  });
  // One clear sentence decides; more of them only break ties, so that long texts do not shout down short ones.
  const clearest = Math.max(0, ...weights);
  const others = weights.filter((weight) => weight > 0).length - 1;
  return clearest === 0 ? 0 : clearest + Math.min(1.5, Math.max(0, others) * 0.5) + bonusOf(topic);
}

/** A question is often put beside the matter it is about; then the matter is the topic, and the flag tells the rest. */
function bonusOf(topic: EvidencedTopic): number {
  if (topic === "question") return -0.9;
  return topic === "status_update" ? -1 : 0;
}

function isNewsletter(reading: Reading): boolean {
  const text = reading.sentences.join(" ");
  return /\bunsubscribe\b|\bview (?:this (?:e-?mail|mail) )?in (?:your )?browser\b|\bnewsletter\b|\bwebinar\b|\bin this issue\b|\bread on\b|\bregister now\b|\bspecial offer\b|\bproduct updates?\b/iu.test(
    text,
  );
}
