export { TRUTH } from "./demands.ts";
export { ENGINEER_AND_GUEST_QUESTIONS } from "./engineer-and-guest.ts";
export { EXECUTIVE_ASSISTANT_QUESTIONS } from "./executive-assistant.ts";
export { INDEPENDENT_PARAPHRASES, INDEPENDENT_STAFF_QUESTIONS } from "./independent.ts";
export { measureRecall, POLICY_CLAUSES, POLICY_PASSAGES, type Recall } from "./measure-recall.ts";
export { NEW_HIRE_QUESTIONS } from "./new-hire.ts";
export {
  FRESH_PARAPHRASES,
  HELD_OUT_PARAPHRASES,
  PARAPHRASED_QUESTIONS,
  type PolicyQuestion,
  STAFF_QUESTIONS,
} from "./questions.ts";
export { MORE_STAFF_QUESTIONS } from "./staff-unseen.ts";
