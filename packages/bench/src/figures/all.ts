import type { Figure } from "../figure.ts";
import { allSignalsDone, firstAction } from "./main-job.ts";
import { attackFigures } from "./attack.ts";
import { benignScenarios } from "./benign-scenarios.ts";
import { deployOneFunction, deployWhole } from "./deploys.ts";
import { endsOnInterrupt, memoryAtRest } from "./at-rest.ts";
import { freshClone } from "./fresh-clone.ts";
import { gatewayOverEngine, signatureAndAuthorisation } from "./gateway-cost.ts";
import { iamDecisions } from "./iam-decisions.ts";
import { functionsOverBudget } from "./bundle-sizes.ts";
import { changedServiceAlone, nothingRepackaged, packagingCold, packagingUnchanged } from "./packaging.ts";
import { policyDecision } from "./policy-decision.ts";
import { confirmToNumber, requestToOptions, requestToPlan } from "./travel-conversations.ts";
import { retrievalFigures } from "./travel-retrieval.ts";
import { socketFigures } from "./travel-sockets.ts";
import { rightOrAsked, wrongAndNotAsked } from "./travel-understanding.ts";

/** Every figure, in the order in which they are measured. */
export const FIGURES: readonly Figure[] = [
  firstAction,
  allSignalsDone,
  freshClone,
  packagingCold,
  packagingUnchanged,
  nothingRepackaged,
  changedServiceAlone,
  deployWhole,
  deployOneFunction,
  functionsOverBudget,
  iamDecisions,
  signatureAndAuthorisation,
  gatewayOverEngine,
  memoryAtRest,
  endsOnInterrupt,
  policyDecision,
  ...attackFigures,
  benignScenarios,
  requestToOptions,
  requestToPlan,
  confirmToNumber,
  ...retrievalFigures,
  rightOrAsked,
  wrongAndNotAsked,
  ...socketFigures,
];
