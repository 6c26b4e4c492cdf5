export { bedrockClient } from "./bedrock-client.ts";
export { bedrockModels, type BedrockModelsOptions } from "./bedrock-models.ts";
export type { BudgetLedger, Reservation, ReservationRequest } from "./budget-ledger.ts";
export {
  DynamoBudgetLedger,
  type BudgetLedgerOptions,
  type BudgetLedgerPorts,
  type BudgetLimits,
} from "./dynamo-budget-ledger.ts";
export {
  auditModelId,
  type AnswerTool,
  type ModelAnswer,
  type ModelErrorCode,
  type ModelPort,
  type ModelRequest,
} from "./model-port.ts";
export { costOf, priceOf, type Price } from "./prices.ts";
export { toolSchema } from "./tool-schema.ts";
