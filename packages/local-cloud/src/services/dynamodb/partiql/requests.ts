import { AwsError } from "../../../gateway/aws-error.ts";
import { checkInput } from "../checked-input.ts";
import type { TablePorts } from "../describe-tables.ts";
import { validationError } from "../dynalite-errors.ts";
import type { AttributeValue, Item, RawInput } from "../item.ts";
import type { Prepared } from "../prepared.ts";
import { readItems, transactGetItems } from "../read-items.ts";
import { runTransaction } from "../transact-write.ts";
import { clientTokenOf } from "../transaction-requests.ts";
import type { TransactionTokens } from "../transaction-tokens.ts";
import { writeItem } from "../write-items.ts";
import { compile, type Compiled, type StatementOptions } from "./compile.ts";
import { parseStatement } from "./parse.ts";

interface Transactions {
  readonly tokens: TransactionTokens;
  readonly now: () => number;
}

/** ExecuteStatement, BatchExecuteStatement or ExecuteTransaction. */
export function preparePartiql(
  ports: TablePorts,
  operation: string,
  raw: RawInput,
  transactions: Transactions,
): Prepared {
  if (operation === "ExecuteStatement") return prepareStatement(ports, raw);
  if (operation === "BatchExecuteStatement") return prepareBatch(ports, raw);
  return prepareTransaction(ports, raw, transactions);
}

function compiled(ports: TablePorts, raw: RawInput, options: StatementOptions): Compiled {
  const { Statement: text, Parameters: parameters = [] } = raw;
  if (typeof text !== "string" || text.length === 0 || text.length > 8192) {
    throw validationError(
      "1 validation error detected: Value at 'statement' failed to satisfy constraint: Member must have length between 1 and 8192",
    );
  }
  const onFailure = raw["ReturnValuesOnConditionCheckFailure"];
  const members = {
    ...options.members,
    ...(onFailure === undefined ? {} : { ReturnValuesOnConditionCheckFailure: onFailure }),
  };
  return compile(ports, parseStatement(text, parameters as AttributeValue[]), {
    ...options,
    members,
  });
}

function prepareStatement(ports: TablePorts, raw: RawInput): Prepared {
  const isRead = /^\s*select\b/i.test(String(raw["Statement"]));
  const members = isRead ? readMembers(raw) : {};
  const statement = compiled(ports, raw, { members });
  return { asks: [statement.ask], run: () => runStatement(ports, statement) };
}

function readMembers(raw: RawInput): RawInput {
  const { Limit, ConsistentRead, NextToken } = raw;
  return {
    ...(Limit === undefined ? {} : { Limit }),
    ...(ConsistentRead === undefined ? {} : { ConsistentRead }),
    ...(NextToken === undefined ? {} : { ExclusiveStartKey: startKeyOf(String(NextToken)) }),
  };
}

function startKeyOf(nextToken: string): unknown {
  try {
    return JSON.parse(Buffer.from(nextToken, "base64url").toString("utf8"));
  } catch {
    throw validationError("Given value for NextToken is not valid");
  }
}

async function runStatement(ports: TablePorts, statement: Compiled): Promise<RawInput> {
  if (statement.kind === "write") {
    const { Attributes } = await writeItem(ports.store, statement.step.operation, statement.step.input).catch(
      (error: unknown) => {
        throw asDuplicate(statement, error);
      },
    );
    return { Items: statement.returns && Attributes !== undefined ? [Attributes] : [] };
  }
  const { Items = [], LastEvaluatedKey: last } = await readItems(ports.store, statement.operation, statement.input);
  if (last === undefined) return { Items };
  return {
    Items,
    LastEvaluatedKey: last,
    NextToken: Buffer.from(JSON.stringify(last)).toString("base64url"),
  };
}

function asDuplicate(statement: Extract<Compiled, { kind: "write" }>, error: unknown): unknown {
  const failed = error instanceof AwsError && error.code === "ConditionalCheckFailedException";
  if (!failed || statement.step.kind !== "Insert") return error;
  return new AwsError("DuplicateItemException", "Duplicate primary key exists in table");
}

/** The statements of a batch or transaction; all of them read, or all of them write. */
function compiledAll(ports: TablePorts, statements: unknown, options: { most: number; enclosing: string }): Compiled[] {
  if (!Array.isArray(statements) || statements.length === 0 || statements.length > options.most) {
    throw validationError(
      `1 validation error detected: Value at 'statements' failed to satisfy constraint: Member must have length between 1 and ${options.most}`,
    );
  }
  const all = (statements as RawInput[]).map((raw) => {
    const members = raw["ConsistentRead"] === undefined ? {} : { ConsistentRead: raw["ConsistentRead"] };
    return compiled(ports, raw, {
      enclosing: options.enclosing,
      members: /^\s*select\b/i.test(String(raw["Statement"])) ? members : {},
    });
  });
  if (new Set(all.map(({ kind }) => kind)).size > 1) {
    throw validationError("Statements must all be reads or all be writes");
  }
  return all;
}

function keyOfRead(statement: Compiled): Item {
  if (statement.kind === "read" && statement.key !== undefined) return statement.key;
  throw validationError(
    "Select statements within a batch or transaction must specify the primary key in the where clause.",
  );
}

function prepareBatch(ports: TablePorts, raw: RawInput): Prepared {
  const all = compiledAll(ports, raw["Statements"], {
    most: 25,
    enclosing: "BatchExecuteStatement",
  });
  for (const statement of all) if (statement.kind === "read") keyOfRead(statement);
  const run = async (): Promise<RawInput> => ({
    Responses: await Promise.all(all.map((statement) => runInBatch(ports, statement))),
  });
  return { asks: all.map(({ ask }) => ask), run };
}

async function runInBatch(ports: TablePorts, statement: Compiled): Promise<RawInput> {
  const TableName = (statement.kind === "read" ? statement.input : statement.step.input).TableName;
  try {
    const { Items } = await runStatement(ports, statement);
    const [item] = Items as Item[];
    return { TableName, ...(item === undefined ? {} : { Item: item }) };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const Code = error.code === "ValidationException" ? "ValidationError" : error.code.replace(/Exception$/, "");
    const { Item: item } = error.members;
    return {
      TableName,
      Error: { Code, Message: error.message, ...(item === undefined ? {} : { Item: item }) },
    };
  }
}

function prepareTransaction(ports: TablePorts, raw: RawInput, { tokens, now }: Transactions): Prepared {
  const token = clientTokenOf(raw);
  const request = token === undefined ? undefined : structuredClone(raw["TransactStatements"]);
  const all = compiledAll(ports, raw["TransactStatements"], {
    most: 100,
    enclosing: "ExecuteTransaction",
  });
  const asks = all.map(({ ask }) => ask);
  const writes = all.filter((statement) => statement.kind === "write");
  if (writes.length === 0) {
    const gets = all.map((statement) => {
      const Key = keyOfRead(statement);
      return checkInput(ports.store, "GetItem", {
        TableName: statement.kind === "read" ? statement.input.TableName : "",
        Key,
      });
    });
    return { asks, run: () => transactGetItems(ports.store, gets) };
  }
  const steps = writes.map(({ step }) => step);
  const run = async (): Promise<RawInput> => {
    await runTransaction(ports.store, steps, token === undefined ? undefined : { token, request, tokens, now: now() });
    return { Responses: steps.map(() => ({})) };
  };
  return { asks, run };
}
