import type { TablePorts } from "./describe-tables.ts";
import { validationError } from "./dynalite-errors.ts";
import { itemAsk } from "./item-requests.ts";
import type { RawInput } from "./item.ts";
import type { Prepared } from "./prepared.ts";
import { transactGetItems, transactionGets } from "./read-items.ts";
import { runTransaction, transactionSteps } from "./transact-write.ts";
import type { TransactionTokens } from "./transaction-tokens.ts";

/** TransactWriteItems: one ask for each item, with the item's own action. */
export function prepareTransactWrite(
  ports: TablePorts,
  raw: RawInput,
  transactions: { tokens: TransactionTokens; now: () => number },
): Prepared {
  const token = clientTokenOf(raw);
  const request = token === undefined ? undefined : structuredClone(raw["TransactItems"]);
  const steps = transactionSteps(ports.store, raw["TransactItems"]);
  const asks = steps.map(({ kind, operation, input }) =>
    itemAsk(ports, kind === "ConditionCheck" ? "ConditionCheckItem" : operation, input, "TransactWriteItems"),
  );
  const run = async (): Promise<RawInput> => {
    const { tokens, now } = transactions;
    await runTransaction(ports.store, steps, token === undefined ? undefined : { token, request, tokens, now: now() });
    return {};
  };
  return { asks, run };
}

/** The request's ClientRequestToken; throws ValidationException for one that is too long. */
export function clientTokenOf(raw: RawInput): string | undefined {
  const token = raw["ClientRequestToken"];
  if (token === undefined || token === null) return undefined;
  if (typeof token === "string" && token.length >= 1 && token.length <= 36) return token;
  throw validationError(
    "1 validation error detected: Value at 'clientRequestToken' failed to satisfy constraint: Member must have length less than or equal to 36",
  );
}

/** TransactGetItems: one ask for each item. */
export function prepareTransactGet(ports: TablePorts, raw: RawInput): Prepared {
  const gets = transactionGets(ports.store, raw["TransactItems"]);
  return {
    asks: gets.map((input) => itemAsk(ports, "GetItem", input, "TransactGetItems")),
    run: () => transactGetItems(ports.store, gets),
  };
}
