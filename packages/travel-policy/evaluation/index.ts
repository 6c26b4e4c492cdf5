export { TRUTH } from "./demands.ts";
export { measureRecall, POLICY_PASSAGES, type Recall } from "./measure-recall.ts";
export {
  FRESH_PARAPHRASES,
  HELD_OUT_PARAPHRASES,
  PARAPHRASED_QUESTIONS,
  type PolicyQuestion,
  STAFF_QUESTIONS,
} from "./questions.ts";
