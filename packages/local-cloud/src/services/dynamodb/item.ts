/** An attribute's value in DynamoDB's JSON, e.g. `{ S: "text" }`. */
export interface AttributeValue {
  S?: string;
  N?: string;
  B?: string;
  BOOL?: boolean;
  NULL?: boolean;
  SS?: string[];
  NS?: string[];
  BS?: string[];
  L?: AttributeValue[];
  M?: Record<string, AttributeValue>;
}

export type Item = Record<string, AttributeValue>;

/** A request's body before anything has been checked. */
export type RawInput = Record<string, unknown>;

export interface KeySchemaElement {
  AttributeName: string;
  KeyType: "HASH" | "RANGE";
}

export interface SecondaryIndex {
  IndexName: string;
  IndexArn?: string;
  IndexStatus?: string;
  KeySchema: KeySchemaElement[];
  Projection: { ProjectionType?: string; NonKeyAttributes?: string[] };
}

export interface TableDescription {
  TableName: string;
  TableArn: string;
  TableId: string;
  TableStatus: string;
  CreationDateTime: number;
  AttributeDefinitions: { AttributeName: string; AttributeType: "S" | "N" | "B" }[];
  KeySchema: KeySchemaElement[];
  LocalSecondaryIndexes?: SecondaryIndex[];
  GlobalSecondaryIndexes?: SecondaryIndex[];
  [further: string]: unknown;
}

/** A path of an expression as dynalite parses it: names and list positions. */
export type AttributePath = (string | number)[];

/** An operation's input once dynalite has checked it; the underscored members are its parsed expressions. */
export interface CheckedInput {
  TableName: string;
  IndexName?: string;
  Item?: Item;
  Key?: Item;
  ReturnValues?: string;
  ReturnConsumedCapacity?: string;
  Select?: string;
  AttributesToGet?: string[];
  Expected?: Record<string, unknown>;
  AttributeUpdates?: Record<string, unknown>;
  QueryFilter?: Record<string, unknown>;
  ScanFilter?: Record<string, unknown>;
  KeyConditions?: Record<string, { ComparisonOperator: string; AttributeValueList: AttributeValue[] }>;
  RequestItems?: Record<string, unknown>;
  ReturnValuesOnConditionCheckFailure?: string;
  _condition?: { pathHeads: Record<string, true> };
  _filter?: { pathHeads: Record<string, true> };
  _projection?: { paths: AttributePath[] };
  _updates?: { paths: AttributePath[] };
  [further: string]: unknown;
}

export type BatchOperation = { type: "put"; key: string; value: unknown } | { type: "del"; key: string };

/** One table's or index's key space in the store, with dynalite's callbacks. */
export interface ItemDb {
  get(key: string, callback: (error: unknown, item?: Item) => void): void;
  put(key: string, item: Item, callback: (error: unknown) => void): void;
  del(key: string, callback: (error: unknown) => void): void;
  lock(key: string, work: (release: <F>(callback: F) => F) => void): void;
}

/** The level database under dynalite: one key space for all tables. */
export interface LevelDb {
  open(): Promise<void>;
  close(): Promise<void>;
  get(key: string): Promise<unknown>;
  put(key: string, value: unknown): Promise<void>;
  del(key: string): Promise<void>;
  batch(operations: readonly BatchOperation[]): Promise<void>;
  clear(range: { gte: string; lt: string }): Promise<void>;
  iterator(range: { gte: string; lt: string }): AsyncIterable<[string, unknown]>;
}

export type GetTable = {
  (name: string, callback: (error: unknown, table?: TableDescription) => void): void;
  (name: string, checkStatus: boolean, callback: (error: unknown, table?: TableDescription) => void): void;
};

/** What dynalite's `db.create` gives. */
export interface DynaliteStore {
  options: object;
  db: LevelDb;
  tableDb: { awsAccountId: string; awsRegion: string };
  getItemDb(tableName: string): ItemDb;
  getIndexDb(indexType: string, tableName: string, indexName: string): ItemDb;
  getTable: GetTable;
}
