/** Object identifiers of Postgres's own types. */
export const oid = {
  bool: 16,
  bytea: 17,
  int8: 20,
  int2: 21,
  int4: 23,
  text: 25,
  json: 114,
  float4: 700,
  float8: 701,
  date: 1082,
  time: 1083,
  timestamp: 1114,
  timestamptz: 1184,
  numeric: 1700,
  uuid: 2950,
  jsonb: 3802,
} as const;

/** The JDBC type code that the Data API's column metadata shows, by Postgres's type name. */
const jdbcTypes: Readonly<Record<string, number>> = {
  bool: -7,
  bytea: -2,
  int8: -5,
  int2: 5,
  int4: 4,
  oid: -5,
  float4: 7,
  float8: 8,
  numeric: 2,
  text: 12,
  varchar: 12,
  name: 12,
  bpchar: 1,
  date: 91,
  time: 92,
  timetz: 92,
  timestamp: 93,
  timestamptz: 93,
};

/** A result's column. */
export interface Column {
  readonly name: string;
  /** Postgres's name of the type; an array's begins with an underscore. */
  readonly typeName: string;
}

/** The JDBC code of a type: 2003 for arrays, 1111 (other) for what JDBC does not know. */
export function jdbcType(typeName: string): number {
  return typeName.startsWith("_") ? 2003 : (jdbcTypes[typeName] ?? 1111);
}

/** Whether values of the type are whole numbers. */
export function isInteger(typeName: string): boolean {
  return ["int2", "int4", "int8", "oid"].includes(typeName);
}

/** Whether values of the type are floating point numbers. */
export function isFloat(typeName: string): boolean {
  return typeName === "float4" || typeName === "float8";
}
