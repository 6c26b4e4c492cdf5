import type { NamedPolicy } from "@agentic-pm/iam";
import { AwsError } from "../../gateway/aws-error.ts";
import type { AwsRequest, ServiceModule } from "../../gateway/service-module.ts";
import type { ChangeListener } from "./change-feed.ts";
import { parseBody } from "./checked-input.ts";
import { createTable, deleteTable, updateTable } from "./change-tables.ts";
import { namedTable, streamArnOf, type TablePorts } from "./describe-tables.ts";
import { prepareBatchRequest, prepareItemRequest } from "./item-requests.ts";
import type { RawInput } from "./item.ts";
import { preparePartiql } from "./partiql/requests.ts";
import type { Prepared } from "./prepared.ts";
import { openStore } from "./store.ts";
import { fromTemplate } from "./table-properties.ts";
import { TableSettingsStore } from "./table-settings.ts";
import { isTableOperation, prepareTableRequest } from "./table-requests.ts";
import { sweepExpired, updateTimeToLive } from "./time-to-live.ts";
import { prepareTransactGet, prepareTransactWrite } from "./transaction-requests.ts";
import { TransactionTokens } from "./transaction-tokens.ts";

export interface DynamoDbOptions {
  /** The service's own folder. */
  readonly dataDir: string;
  /** Milliseconds since the epoch; decides what has expired. */
  readonly now?: () => number;
  /** How often expired items are removed, in milliseconds; 0 for never. */
  readonly sweepIntervalMs?: number;
}

export interface CreatedTable {
  readonly name: string;
  readonly arn: string;
  readonly streamArn?: string;
}

/** What the cloud does to tables without asking over HTTP. Properties are those of AWS::DynamoDB::Table. */
export interface DynamoDbAdmin {
  createTable(properties: RawInput): Promise<CreatedTable>;
  updateTable(properties: RawInput): Promise<CreatedTable>;
  deleteTable(name: string): Promise<void>;
  describe(name: string): CreatedTable;
  /** Enables time to live on the attribute, or disables it with undefined. */
  setTimeToLive(name: string, attribute: string | undefined): Promise<void>;
  setPointInTimeRecovery(name: string, enabled: boolean): Promise<void>;
  setResourcePolicy(name: string, policy: NamedPolicy | undefined): Promise<void>;
  /** Hears every committed change of a table, in order; returns the function that stops it. */
  onChange(name: string, listener: ChangeListener): () => void;
  /** Removes what has expired now; returns how many items. */
  sweep(): Promise<number>;
}

export interface DynamoDbService {
  readonly module: ServiceModule;
  readonly admin: DynamoDbAdmin;
  /** Runs an operation without HTTP, signature or authorisation; the input is consumed. */
  call(operation: string, input: RawInput): Promise<RawInput>;
  close(): Promise<void>;
}

const itemOperations = new Set(["GetItem", "PutItem", "UpdateItem", "DeleteItem", "Query", "Scan"]);
const otherOperations = new Set([
  "BatchGetItem",
  "BatchWriteItem",
  "TransactWriteItems",
  "TransactGetItems",
  "ExecuteStatement",
  "ExecuteTransaction",
  "BatchExecuteStatement",
]);

/** Opens DynamoDB on its folder. Everything it acknowledges is on disk. */
export async function createDynamoDb(options: DynamoDbOptions): Promise<DynamoDbService> {
  const now = options.now ?? Date.now;
  const store = await openStore(options.dataDir);
  const ports: TablePorts = { store, settings: await TableSettingsStore.open(store) };
  const tokens = await TransactionTokens.open(store);
  const prepare = (operation: string, raw: RawInput): Prepared => {
    if (itemOperations.has(operation)) return prepareItemRequest(ports, operation, raw);
    if (isTableOperation(operation)) return prepareTableRequest(ports, operation, raw);
    if (operation === "BatchGetItem" || operation === "BatchWriteItem")
      return prepareBatchRequest(ports, operation, raw);
    if (operation === "TransactWriteItems") return prepareTransactWrite(ports, raw, { tokens, now });
    if (operation === "TransactGetItems") return prepareTransactGet(ports, raw);
    return preparePartiql(ports, operation, raw, { tokens, now });
  };
  const stopSweeping = startSweeping(options.sweepIntervalMs ?? 5_000, async () => {
    await sweepExpired(ports, now());
    await tokens.sweep(now());
  });
  const close = async (): Promise<void> => {
    await stopSweeping();
    await store.level.close();
  };
  return {
    module: { ...moduleOf(prepare), close },
    admin: adminOf(ports, now),
    call: async (operation, input) => prepare(operation, input).run(),
    close,
  };
}

function startSweeping(intervalMs: number, sweep: () => Promise<void>): () => Promise<void> {
  if (intervalMs === 0) return async () => undefined;
  let running: Promise<void> | undefined;
  const timer = setInterval(() => {
    running ??= sweep().finally(() => (running = undefined));
  }, intervalMs);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}

function moduleOf(prepare: (operation: string, raw: RawInput) => Prepared): ServiceModule {
  // A request is checked once: when its asks are made, and again only if somebody handles it without asking.
  const checked = new WeakMap<AwsRequest, Prepared>();
  const operationOf = (request: AwsRequest): string => {
    const operation = request.headers["x-amz-target"]?.split(".").pop() ?? "";
    if (itemOperations.has(operation) || otherOperations.has(operation) || isTableOperation(operation))
      return operation;
    throw new AwsError(
      "UnknownOperationException",
      `The local DynamoDB has no operation ${operation || "in this request"}`,
    );
  };
  const preparedOf = (request: AwsRequest): Prepared => {
    const known = checked.get(request);
    if (known !== undefined) return known;
    const prepared = prepare(operationOf(request), parseBody(request.body));
    checked.set(request, prepared);
    return prepared;
  };
  return {
    signingName: "dynamodb",
    protocolOf: () => "json-1.0",
    operationOf,
    asksOf: (request) => preparedOf(request).asks,
    handle: async (request) => ({
      status: 200,
      headers: { "content-type": "application/x-amz-json-1.0" },
      body: JSON.stringify(await preparedOf(request).run()),
    }),
  };
}

function adminOf(ports: TablePorts, now: () => number): DynamoDbAdmin {
  const describe = (name: string): CreatedTable => {
    const table = namedTable(ports, name);
    const streamArn = streamArnOf(table, ports.settings.of(name));
    return { name, arn: table.TableArn, ...(streamArn === undefined ? {} : { streamArn }) };
  };
  const setTimeToLive = async (name: string, attribute: string | undefined): Promise<void> => {
    const { ttlAttribute } = ports.settings.of(name);
    if (ttlAttribute === attribute) return;
    const AttributeName = attribute ?? ttlAttribute;
    const TimeToLiveSpecification = { AttributeName, Enabled: attribute !== undefined };
    if (attribute !== undefined && ttlAttribute !== undefined) await setTimeToLive(name, undefined);
    await updateTimeToLive(ports, { TableName: name, TimeToLiveSpecification });
  };
  const set = (name: string, change: object): Promise<void> =>
    ports.settings.replace(name, { ...ports.settings.of(name), ...change });
  const applyExtras = async (name: string, properties: RawInput): Promise<CreatedTable> => {
    const { ttlAttribute, pointInTimeRecovery, resourcePolicy } = fromTemplate(properties);
    await setTimeToLive(name, ttlAttribute);
    await set(name, { pointInTimeRecovery, resourcePolicy });
    return describe(name);
  };
  return {
    createTable: async (properties) => {
      const table = await createTable(ports, fromTemplate(properties).request);
      return applyExtras(table.TableName, properties);
    },
    updateTable: async (properties) => {
      const name = String(properties["TableName"]);
      await updateTable(ports, fromTemplate(properties, namedTable(ports, name)).request);
      return applyExtras(name, properties);
    },
    deleteTable: async (name) => {
      await deleteTable(ports, name);
    },
    describe,
    setTimeToLive,
    setPointInTimeRecovery: (name, enabled) => set(name, { pointInTimeRecovery: enabled }),
    setResourcePolicy: (name, resourcePolicy) => set(name, { resourcePolicy }),
    onChange: (name, listener) => ports.store.changes.onChange(name, listener),
    sweep: () => sweepExpired(ports, now()),
  };
}
