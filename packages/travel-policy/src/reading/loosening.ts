import type { RuleKind } from "./clause.ts";

/** Words that lift, change or get round a rule, or that speak to whoever reads instead of to travellers. */
const LIFTS =
  /\b(?:ignor\w+|disregard\w*|overrid\w+|overrul\w+|supersed\w+|notwithstanding|bypass\w*|waive[ds]?|waiving|exempt\w*|suspend(?:ed|s)?|lifted|abolished|removed|revoked|unlimited|unrestricted|no longer|does not apply|do not apply|doesn't apply|don't apply|(?:no|without(?: a| any)?) (?:\w+ )?(?:cap|limit|maximum|ceiling|restriction)s?|whatever (?:it|the (?:ticket|fare|flight)s?) costs?|any (?:price|fare|amount|cabin)|not (?:required|needed|necessary))\b/iu;
const CHANGES =
  /\b(?:is now|are now|has been|have been|effective immediately|with immediate effect|raised to|increased to|updated to|changed to|correction|amendment|erratum|amended)\b/iu;
const SPEAKS_TO_READER =
  /\b(?:system prompt|system message|assistant|language model|as an ai|\bAI\b|the agent|the bot|instructions?|prompt|note to|dear|jailbreak|developer mode|pre-?approved|already approved|auto-?approved?)\b|<\/?\w+>|\[\/?(?:INST|SYSTEM)\]|```/iu;
/** Conditions that code cannot check. What is allowed only under them is not allowed by them. */
const CONDITION =
  /\b(?:if|unless|except|provided|exception|in case|when|where|as long as|at the discretion|executives?|directors?|board members?|vice presidents?|vips?|[es]?vps?|c[efot]os?|partners?|officers?|presidents?|interns?|contractors?|consultants?|candidates?|guests?|clients?)\b/iu;

const KIND_WORDS: readonly (readonly [RuleKind, RegExp])[] = [
  ["fare_cap", /\b(?:caps?|fares?|prices?|limits?|budgets?|costs?|spend(?:ing)?|airfares?|unlimited)\b/iu],
  ["cabin", /\b(?:cabins?|first class|business class|class of (?:travel|service))\b/iu],
  ["advance_booking", /\b(?:advance|days before|lead time|booking deadline)\b/iu],
  ["approval", /\b(?:approvals?|sign-?off|authori[sz]ations?|pre-?approved|already approved)\b/iu],
];

/** Whether rules of this sentence may only make things stricter. */
export function isDoubtful(sentence: string): boolean {
  return LIFTS.test(sentence) || CHANGES.test(sentence) || SPEAKS_TO_READER.test(sentence);
}

/** Whether something is said to hold under a condition only. */
export function isConditional(sentence: string): boolean {
  return CONDITION.test(sentence);
}

/** The kinds of rule that a sentence tries to lift; to be shown to a person, and without any effect. */
export function loosenedKinds(sentence: string): RuleKind[] {
  if (!LIFTS.test(sentence) && !SPEAKS_TO_READER.test(sentence)) return [];
  return KIND_WORDS.flatMap(([kind, words]) => (words.test(sentence) ? [kind] : []));
}
