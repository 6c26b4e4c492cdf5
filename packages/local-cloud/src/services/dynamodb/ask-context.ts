import { arn } from "../../gateway/account.ts";
import type { Ask } from "../../gateway/service-module.ts";
import type { TablePorts } from "./describe-tables.ts";
import type { AttributePath, AttributeValue, CheckedInput, Item } from "./item.ts";

/** The ARN of a table, or of one of its indexes. */
export function tableArn(tableName: string, indexName?: string): string {
  return arn("dynamodb", indexName === undefined ? `table/${tableName}` : `table/${tableName}/index/${indexName}`);
}

/** The attribute that partitions a table or index; undefined where there is no such table. */
export function partitionKeyOf(ports: TablePorts, tableName: string, indexName?: string): string | undefined {
  const table = ports.store.tables.get(tableName);
  const indexes = [...(table?.GlobalSecondaryIndexes ?? []), ...(table?.LocalSecondaryIndexes ?? [])];
  const schema = indexName === undefined ? table?.KeySchema : indexes.find((i) => i.IndexName === indexName)?.KeySchema;
  return schema?.[0]?.AttributeName;
}

function scalarOf(value: AttributeValue | undefined): string | undefined {
  return value?.S ?? value?.N ?? value?.B;
}

/** The distinct partition key values, as `dynamodb:LeadingKeys` compares them. */
export function leadingKeys(partitionKey: string | undefined, items: readonly (Item | undefined)[]): string[] {
  if (partitionKey === undefined) return [];
  const values = items.map((item) => scalarOf(item?.[partitionKey])).filter((value) => value !== undefined);
  return [...new Set(values)];
}

function heads(paths: readonly AttributePath[] | undefined): string[] {
  return (paths ?? []).map(([head]) => String(head));
}

/** The distinct top-level attributes that a request names, as `dynamodb:Attributes` lists them. */
export function attributesOf(input: CheckedInput): string[] {
  const named = [
    ...Object.keys(input.Key ?? {}),
    ...Object.keys(input.Item ?? {}),
    ...Object.keys(input.KeyConditions ?? {}),
    ...Object.keys(input.AttributeUpdates ?? {}),
    ...Object.keys(input.Expected ?? {}),
    ...Object.keys(input.QueryFilter ?? {}),
    ...Object.keys(input.ScanFilter ?? {}),
    ...(input.AttributesToGet ?? []),
    ...heads(input._projection?.paths),
    ...heads(input._updates?.paths),
    ...Object.keys(input._condition?.pathHeads ?? {}),
    ...Object.keys(input._filter?.pathHeads ?? {}),
  ];
  return [...new Set(named)];
}

/** What `dynamodb:Select` says of a read. */
export function selectOf(input: CheckedInput): string {
  if (input.Select !== undefined) return input.Select;
  if (input._projection !== undefined || input.AttributesToGet !== undefined) return "SPECIFIC_ATTRIBUTES";
  return input.IndexName === undefined ? "ALL_ATTRIBUTES" : "ALL_PROJECTED_ATTRIBUTES";
}

type Context = Record<string, string | readonly string[]>;

/** What an ask says beyond its action. */
export interface AskDetails {
  readonly tableName: string;
  readonly indexName?: string | undefined;
  readonly leadingKeys?: readonly string[];
  readonly attributes?: readonly string[];
  readonly further?: Readonly<Record<string, string | undefined>>;
}

/** An ask on a table or index, with the table's own policy. Keys without a value are left out of the context. */
export function tableAsk(ports: TablePorts, action: string, details: AskDetails): Ask {
  const context: Context = {};
  if (details.leadingKeys !== undefined && details.leadingKeys.length > 0) {
    context["dynamodb:LeadingKeys"] = details.leadingKeys;
  }
  if (details.attributes !== undefined && details.attributes.length > 0) {
    context["dynamodb:Attributes"] = details.attributes;
  }
  for (const [key, value] of Object.entries(details.further ?? {})) {
    if (value !== undefined) context[`dynamodb:${key}`] = value;
  }
  const { resourcePolicy } = ports.settings.of(details.tableName);
  return {
    action: `dynamodb:${action}`,
    resource: tableArn(details.tableName, details.indexName),
    context,
    ...(resourcePolicy === undefined ? {} : { resourcePolicy }),
  };
}
