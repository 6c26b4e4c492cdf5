import { AwsError } from "../../gateway/aws-error.ts";
import { checkInput, tableNameOf } from "./checked-input.ts";
import { resourceNotFound } from "./dynalite-errors.ts";
import type { RawInput, TableDescription } from "./item.ts";
import type { TableSettings, TableSettingsStore } from "./table-settings.ts";
import type { DynamoStore } from "./store.ts";

/** The store and what is set for its tables. */
export interface TablePorts {
  readonly store: DynamoStore;
  readonly settings: TableSettingsStore;
}

/** The table that a control operation names; throws ResourceNotFoundException as those word it. */
export function namedTable(ports: TablePorts, nameOrArn: unknown): TableDescription {
  const name = String(tableNameOf(nameOrArn));
  const table = ports.store.tables.get(name);
  if (table === undefined) throw resourceNotFound(`: Table: ${name} not found`);
  return table;
}

/** The ARN of a table's stream. */
export function streamArnOf(table: TableDescription, settings: TableSettings): string | undefined {
  return settings.streamLabel === undefined ? undefined : `${table.TableArn}/stream/${settings.streamLabel}`;
}

/** A table's description as DescribeTable answers it. */
export function describedTable(ports: TablePorts, table: TableDescription): RawInput {
  const settings = ports.settings.of(table.TableName);
  const streamArn = streamArnOf(table, settings);
  return {
    ...table,
    DeletionProtectionEnabled: settings.deletionProtection ?? false,
    ...(streamArn === undefined
      ? {}
      : {
          LatestStreamArn: streamArn,
          LatestStreamLabel: settings.streamLabel,
          StreamSpecification: { StreamEnabled: true, StreamViewType: settings.streamViewType },
        }),
    ...(settings.sseKeyArn === undefined
      ? {}
      : {
          SSEDescription: {
            Status: "ENABLED",
            SSEType: "KMS",
            KMSMasterKeyArn: settings.sseKeyArn,
          },
        }),
  };
}

function listTables(ports: TablePorts, input: RawInput): RawInput {
  const { ExclusiveStartTableName: start, Limit: limit = 100 } = checkInput(ports.store, "ListTables", input);
  const names = [...ports.store.tables.keys()].sort().filter((name) => start === undefined || name > String(start));
  const page = names.slice(0, Number(limit));
  return {
    TableNames: page,
    ...(page.length < names.length ? { LastEvaluatedTableName: page.at(-1) } : {}),
  };
}

function continuousBackups(ports: TablePorts, table: TableDescription): RawInput {
  const enabled = ports.settings.of(table.TableName).pointInTimeRecovery ?? false;
  return {
    ContinuousBackupsDescription: {
      ContinuousBackupsStatus: "ENABLED",
      PointInTimeRecoveryDescription: {
        PointInTimeRecoveryStatus: enabled ? "ENABLED" : "DISABLED",
      },
    },
  };
}

async function updateContinuousBackups(ports: TablePorts, input: RawInput): Promise<RawInput> {
  const table = namedTable(ports, input["TableName"]);
  const wanted = input["PointInTimeRecoverySpecification"] as { PointInTimeRecoveryEnabled?: boolean } | undefined;
  const pointInTimeRecovery = wanted?.PointInTimeRecoveryEnabled ?? false;
  await ports.settings.replace(table.TableName, {
    ...ports.settings.of(table.TableName),
    pointInTimeRecovery,
  });
  return continuousBackups(ports, table);
}

function timeToLive(ports: TablePorts, input: RawInput): RawInput {
  const { ttlAttribute } = ports.settings.of(namedTable(ports, input["TableName"]).TableName);
  if (ttlAttribute === undefined) return { TimeToLiveDescription: { TimeToLiveStatus: "DISABLED" } };
  return { TimeToLiveDescription: { TimeToLiveStatus: "ENABLED", AttributeName: ttlAttribute } };
}

async function retag(
  ports: TablePorts,
  input: RawInput,
  change: (tags: Record<string, string>) => void,
): Promise<RawInput> {
  const table = namedTable(ports, input["ResourceArn"]);
  const settings = ports.settings.of(table.TableName);
  const tags = { ...settings.tags };
  change(tags);
  await ports.settings.replace(table.TableName, { ...settings, tags });
  return {};
}

function listTags(ports: TablePorts, input: RawInput): RawInput {
  const { tags = {} } = ports.settings.of(namedTable(ports, input["ResourceArn"]).TableName);
  return { Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) };
}

type Describe = (ports: TablePorts, input: RawInput) => RawInput | Promise<RawInput>;

/** The control operations that only describe, or keep a setting that changes no item. */
export const descriptions: Readonly<Record<string, Describe>> = {
  DescribeTable: (ports, input) => ({
    Table: describedTable(ports, namedTable(ports, input["TableName"])),
  }),
  ListTables: listTables,
  DescribeTimeToLive: timeToLive,
  DescribeContinuousBackups: (ports, input) => continuousBackups(ports, namedTable(ports, input["TableName"])),
  UpdateContinuousBackups: updateContinuousBackups,
  ListTagsOfResource: listTags,
  TagResource: (ports, input) => {
    const wanted = input["Tags"];
    if (!Array.isArray(wanted))
      throw new AwsError("ValidationException", "Atleast one Tag needs to be provided as Input.");
    return retag(ports, input, (tags) => {
      for (const { Key, Value } of wanted as { Key: string; Value: string }[]) tags[Key] = Value;
    });
  },
  UntagResource: (ports, input) =>
    retag(ports, input, (tags) => {
      for (const key of (input["TagKeys"] ?? []) as string[]) delete tags[key];
    }),
};
