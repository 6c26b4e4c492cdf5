import type { Ask } from "../../../gateway/service-module.ts";
import { attributesOf, leadingKeys, selectOf, tableAsk } from "../ask-context.ts";
import { checkInput } from "../checked-input.ts";
import type { TablePorts } from "../describe-tables.ts";
import { validationError } from "../dynalite-errors.ts";
import type { CheckedInput, Item, KeySchemaElement, RawInput, TableDescription } from "../item.ts";
import { tableOf } from "../store.ts";
import type { TransactionStep } from "../transact-write.ts";
import { Expressions } from "./expressions.ts";
import type { Condition, Statement } from "./statement.ts";

/** A statement as the operation that does it, with the permission it needs. */
export type Compiled =
  | {
      readonly kind: "write";
      readonly ask: Ask;
      readonly step: TransactionStep;
      readonly returns: boolean;
    }
  | {
      readonly kind: "read";
      readonly ask: Ask;
      readonly operation: "Query" | "Scan";
      readonly input: CheckedInput;
      readonly key?: Item;
    };

/** How a request wants its statements done. */
export interface StatementOptions {
  readonly members?: RawInput;
  readonly enclosing?: string;
}

/** Compiles a statement; throws ValidationException or ResourceNotFoundException. */
export function compile(ports: TablePorts, statement: Statement, options: StatementOptions = {}): Compiled {
  const table = tableOf(ports.store, statement.table);
  switch (statement.kind) {
    case "insert":
      return compileInsert(ports, table, { statement, options });
    case "select":
      return compileSelect(ports, table, { statement, options });
    default:
      return compileChange(ports, table, { statement, options });
  }
}

type Part<Kind extends Statement["kind"]> = {
  readonly statement: Extract<Statement, { kind: Kind }>;
  readonly options: StatementOptions;
};

function compileInsert(ports: TablePorts, table: TableDescription, { statement, options }: Part<"insert">): Compiled {
  const expressions = new Expressions();
  const partitionKey = table.KeySchema[0]?.AttributeName ?? "";
  const ConditionExpression = `attribute_not_exists(${expressions.path([partitionKey])})`;
  const input = checkInput(ports.store, "PutItem", {
    TableName: table.TableName,
    Item: statement.item,
    ConditionExpression,
    ...expressions.placeholderMembers(),
  });
  const ask = tableAsk(ports, "PartiQLInsert", {
    tableName: table.TableName,
    leadingKeys: leadingKeys(partitionKey, [statement.item]),
    attributes: Object.keys(statement.item),
    further: { EnclosingOperation: options.enclosing },
  });
  return {
    kind: "write",
    ask,
    step: { kind: "Insert", operation: "PutItem", input },
    returns: false,
  };
}

/** Takes the equalities on the key's attributes out of the conditions. */
function splitKey(
  schema: readonly KeySchemaElement[],
  where: readonly Condition[],
): { key: Item; others: Condition[] } {
  const key: Item = {};
  const others: Condition[] = [];
  for (const condition of where) {
    const [name, ...deeper] = condition.path;
    const isKey = deeper.length === 0 && schema.some(({ AttributeName }) => AttributeName === name);
    const isEquality = condition.kind === "compare" && condition.operator === "=";
    if (isKey && isEquality && !Object.hasOwn(key, String(name))) key[String(name)] = condition.value;
    else others.push(condition);
  }
  return { key, others };
}

function compileChange(ports: TablePorts, table: TableDescription, part: Part<"update" | "delete">): Compiled {
  const { statement, options } = part;
  const { key, others } = splitKey(table.KeySchema, statement.where);
  if (Object.keys(key).length !== table.KeySchema.length) {
    throw validationError("Where clause does not contain a mandatory equality on all key attributes");
  }
  const expressions = new Expressions();
  const isUpdate = statement.kind === "update";
  const UpdateExpression = isUpdate ? { UpdateExpression: expressions.update(statement.sets, statement.removes) } : {};
  // An update in PartiQL changes an item that is there; it makes none.
  const exists: Condition[] = isUpdate ? [{ kind: "missing", path: [Object.keys(key)[0] ?? ""], negated: true }] : [];
  const conditions = [...exists, ...others];
  const operation = isUpdate ? "UpdateItem" : "DeleteItem";
  const input = checkInput(ports.store, operation, {
    ...options.members,
    TableName: table.TableName,
    Key: key,
    ...UpdateExpression,
    ...(conditions.length === 0 ? {} : { ConditionExpression: expressions.all(conditions) }),
    ...expressions.placeholderMembers(),
    ...(statement.returning === undefined ? {} : { ReturnValues: statement.returning }),
  });
  const ask = tableAsk(ports, isUpdate ? "PartiQLUpdate" : "PartiQLDelete", {
    tableName: table.TableName,
    leadingKeys: leadingKeys(table.KeySchema[0]?.AttributeName, [key]),
    attributes: attributesOf(input),
    further: { ReturnValues: statement.returning ?? "NONE", EnclosingOperation: options.enclosing },
  });
  const step = { kind: isUpdate ? "Update" : "Delete", operation, input };
  return { kind: "write", ask, step, returns: statement.returning !== undefined };
}

function schemaOf(table: TableDescription, indexName: string | undefined): readonly KeySchemaElement[] {
  if (indexName === undefined) return table.KeySchema;
  const indexes = [...(table.GlobalSecondaryIndexes ?? []), ...(table.LocalSecondaryIndexes ?? [])];
  const index = indexes.find(({ IndexName }) => IndexName === indexName);
  if (index === undefined) throw validationError(`The table does not have the specified index: ${indexName}`);
  return index.KeySchema;
}

function compileSelect(ports: TablePorts, table: TableDescription, { statement, options }: Part<"select">): Compiled {
  const schema = schemaOf(table, statement.index);
  const partitionKey = schema[0]?.AttributeName ?? "";
  const sortKey = schema[1]?.AttributeName;
  const { key, others } = splitKey(schema, statement.where);
  const isQuery = Object.hasOwn(key, partitionKey);
  const onKey = (condition: Condition): boolean =>
    condition.path[0] === partitionKey || (condition.path.length === 1 && condition.path[0] === sortKey);
  const keyConditions = isQuery ? statement.where.filter(onKey) : [];
  const filters = isQuery ? others.filter((condition) => !onKey(condition)) : statement.where;
  const expressions = new Expressions();
  const operation = isQuery ? "Query" : "Scan";
  const input = checkInput(ports.store, operation, {
    ...options.members,
    TableName: table.TableName,
    ...(statement.index === undefined ? {} : { IndexName: statement.index }),
    ...(isQuery ? { KeyConditionExpression: expressions.all(keyConditions) } : {}),
    ...(filters.length === 0 ? {} : { FilterExpression: expressions.all(filters) }),
    ...(statement.projection === undefined
      ? {}
      : {
          ProjectionExpression: statement.projection.map((path) => expressions.path(path)).join(", "),
        }),
    ...expressions.placeholderMembers(),
    ...(statement.order === "DESC" ? { ScanIndexForward: false } : {}),
  });
  const ask = tableAsk(ports, "PartiQLSelect", {
    tableName: table.TableName,
    indexName: statement.index,
    leadingKeys: leadingKeys(partitionKey, [key]),
    attributes: attributesOf(input),
    further: {
      Select: selectOf(input),
      FullTableScan: String(!isQuery),
      EnclosingOperation: options.enclosing,
    },
  });
  const namesOneItem =
    statement.index === undefined && others.length === 0 && Object.keys(key).length === table.KeySchema.length;
  return { kind: "read", ask, operation, input, ...(namesOneItem ? { key } : {}) };
}
