import type { NamedPolicy } from "@agentic-pm/iam";
import { validationError } from "./dynalite-errors.ts";
import type { RawInput, SecondaryIndex, TableDescription } from "./item.ts";

/** AWS::DynamoDB::Table's properties, taken apart into API requests. */
export interface TemplateTable {
  /** The input of CreateTable, or of UpdateTable where there is a current table. */
  readonly request: RawInput;
  readonly ttlAttribute: string | undefined;
  readonly pointInTimeRecovery: boolean;
  readonly resourcePolicy: NamedPolicy | undefined;
}

/** Reads a template's table; throws ValidationException for a change that would replace the table. */
export function fromTemplate(properties: RawInput, current?: TableDescription): TemplateTable {
  const ttl = properties["TimeToLiveSpecification"] as { AttributeName?: string; Enabled?: unknown } | undefined;
  const recovery = properties["PointInTimeRecoverySpecification"] as
    | { PointInTimeRecoveryEnabled?: unknown }
    | undefined;
  const policy = properties["ResourcePolicy"] as { PolicyDocument?: NamedPolicy["document"] } | undefined;
  return {
    request: current === undefined ? creation(properties) : change(properties, current),
    ttlAttribute: ttl !== undefined && isTrue(ttl.Enabled) ? ttl.AttributeName : undefined,
    pointInTimeRecovery: isTrue(recovery?.PointInTimeRecoveryEnabled),
    resourcePolicy:
      policy?.PolicyDocument === undefined
        ? undefined
        : {
            name: `${String(properties["TableName"])} table policy`,
            document: policy.PolicyDocument,
          },
  };
}

/** CloudFormation's booleans may be strings. */
function isTrue(value: unknown): boolean {
  return value === true || value === "true";
}

function creation(properties: RawInput): RawInput {
  const stream = properties["StreamSpecification"] as object | undefined;
  return {
    ...properties,
    DeletionProtectionEnabled: isTrue(properties["DeletionProtectionEnabled"]),
    // A template's stream has a view type and no switch.
    ...(stream === undefined ? {} : { StreamSpecification: { StreamEnabled: true, ...stream } }),
  };
}

function change(properties: RawInput, current: TableDescription): RawInput {
  if (JSON.stringify(properties["KeySchema"]) !== JSON.stringify(current.KeySchema)) {
    throw validationError(`A change of ${current.TableName}'s KeySchema would replace the table and its items`);
  }
  const wanted = (properties["GlobalSecondaryIndexes"] ?? []) as SecondaryIndex[];
  const existing = current.GlobalSecondaryIndexes ?? [];
  const names = (indexes: readonly SecondaryIndex[]): Set<string> => new Set(indexes.map(({ IndexName }) => IndexName));
  return {
    ...creation(properties),
    GlobalSecondaryIndexUpdates: [
      ...existing
        .filter((index) => !names(wanted).has(index.IndexName))
        .map(({ IndexName }) => ({ Delete: { IndexName } })),
      ...wanted.filter((index) => !names(existing).has(index.IndexName)).map((index) => ({ Create: index })),
    ],
  };
}
