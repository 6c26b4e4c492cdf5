import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  BatchExecuteStatementCommand,
  BeginTransactionCommand,
  CommitTransactionCommand,
  ExecuteStatementCommand,
  RDSDataClient,
  RollbackTransactionCommand,
  type ExecuteStatementCommandInput,
  type ExecuteStatementCommandOutput,
  type SqlParameter,
} from "@aws-sdk/client-rds-data";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { arn } from "../../gateway/account.ts";
import { startSmallCloud, type SmallCloud } from "../../gateway/small-cloud.ts";
import { createRdsData, ensureTemplate, type RdsDataService } from "./index.ts";

const secrets: Record<string, object> = {
  owner: { username: "app_owner", password: 'owner\'s "password"' },
  reader: { username: "reader", password: "reads" },
  writer: { username: "writer", password: "writes" },
  wrong: { username: "reader", password: "guess" },
  superuser: { username: "postgres", password: "" },
  odd: { user: "reader" },
};
const secretArn = (name: string): string => arn("secretsmanager", `secret:${name}-AbCdEf`);
const resourceArn = arn("rds", "cluster:app");

let folder: string;
let cloud: SmallCloud;
let service: RdsDataService;
let client: RDSDataClient;

async function boot(): Promise<void> {
  cloud = await startSmallCloud(async () => {
    service = await createRdsData({
      dataDir: join(folder, "rds"),
      cacheDir: join(folder, "cache"),
      waitMs: 300,
      idleTransactionMs: 400,
      statementTimeoutMs: 5_000,
      readSecret: async (name) => {
        const secret = secrets[/secret:(\w+)-/.exec(name)?.[1] ?? ""];
        if (secret === undefined) throw new Error("no such secret");
        return JSON.stringify(secret);
      },
      secretAsk: (name) => ({ action: "secretsmanager:GetSecretValue", resource: name }),
    });
    return [service.module];
  });
  const Action = ["rds-data:*", "secretsmanager:GetSecretValue"];
  client = new RDSDataClient(cloud.as("app", [{ Effect: "Allow", Action, Resource: "*" }]));
}

function execute(
  sql: string,
  parameters: SqlParameter[] = [],
  options: Partial<ExecuteStatementCommandInput> & { as?: string } = {},
): Promise<ExecuteStatementCommandOutput> {
  const { as = "owner", ...others } = options;
  return client.send(
    new ExecuteStatementCommand({ resourceArn, secretArn: secretArn(as), database: "app", sql, parameters, ...others }),
  );
}

async function value(sql: string, as = "owner"): Promise<unknown> {
  const { records = [] } = await execute(sql, [], { as });
  return Object.values(records[0]?.[0] ?? {})[0];
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "rds-data-"));
  await ensureTemplate(join(folder, "cache"));
  await boot();
  const properties = { DBClusterIdentifier: "app", DatabaseName: "app", MasterUsername: "app_owner" };
  await service.admin.createCluster({ ...properties, masterPassword: 'owner\'s "password"' });
  await execute(
    "create table notes (id int primary key, body jsonb, tags text[] not null default '{}', at timestamptz)",
  );
  await execute("create table secrets (id int primary key)");
  for (const name of ["reader", "writer"]) {
    await execute(`create role ${name} with login password '${name === "reader" ? "reads" : "writes"}'`);
  }
  await execute("grant select on notes to reader");
  await execute("grant select, insert, update on notes to writer");
}, 60_000);
afterAll(async () => {
  await cloud.close();
  await rm(folder, { recursive: true, force: true });
});

describe("values", () => {
  test("come back in the Data API's fields, with their columns described", async () => {
    const answer = await execute(
      "select 1::int4 as i, 9007199254740991::int8 as l, 1.5::float8 as f, 1.10::numeric as d, true as b, 'x'::text as s, null as n, " +
        `'\\x6869'::bytea as y, array[1,2] as ia, array['a','b c'] as sa, '{"a":1}'::jsonb as j, '2026-01-02T03:04:05Z'::timestamptz as t`,
      [],
      { includeResultMetadata: true },
    );
    expect(answer.records?.[0]).toMatchObject([
      { longValue: 1 },
      { longValue: 9007199254740991 },
      { doubleValue: 1.5 },
      { stringValue: "1.10" },
      { booleanValue: true },
      { stringValue: "x" },
      { isNull: true },
      { blobValue: new Uint8Array(Buffer.from("hi")) },
      { arrayValue: { longValues: [1, 2] } },
      { arrayValue: { stringValues: ["a", "b c"] } },
      { stringValue: '{"a": 1}' },
      { stringValue: "2026-01-02 03:04:05" },
    ]);
    expect(answer.columnMetadata?.map(({ typeName }) => typeName)).toEqual([
      "int4",
      "int8",
      "float8",
      "numeric",
      "bool",
      "text",
      "text",
      "bytea",
      "_int4",
      "_text",
      "jsonb",
      "timestamptz",
    ]);
  });

  test("go in by name with their types and hints", async () => {
    const parameters: SqlParameter[] = [
      { name: "n", value: { longValue: 5 } },
      { name: "f", value: { doubleValue: 1.5 } },
      { name: "b", value: { booleanValue: false } },
      { name: "s", value: { stringValue: "it's :n" } },
      { name: "none", value: { isNull: true } },
      { name: "u", value: { stringValue: "00000000-0000-0000-0000-000000000001" }, typeHint: "UUID" },
      { name: "y", value: { blobValue: new Uint8Array([1, 255]) } },
      { name: "j", value: { stringValue: '{"a":[1]}' }, typeHint: "JSON" },
    ];
    const sql =
      "select :n + :n as a, :f as f, :b as b, :s as s, :none::int as z, :u as u, :y as y, (:j)::jsonb->'a' as j, ':n' as q -- :no";
    const { formattedRecords } = await execute(sql, parameters, { formatRecordsAs: "JSON" });
    expect(JSON.parse(formattedRecords ?? "")).toEqual([
      {
        a: 10,
        f: 1.5,
        b: false,
        s: "it's :n",
        z: null,
        u: "00000000-0000-0000-0000-000000000001",
        y: "Af8=",
        j: "[1]",
        q: ":n",
      },
    ]);
  });

  test("of vectors are compared in the database, and cannot be selected raw", async () => {
    expect(await value("select 1 - ('[1,0]'::vector <=> '[1,0]'::vector)")).toBe(1);
    await expect(execute("select '[1,0]'::vector")).rejects.toMatchObject({ name: "UnsupportedResultException" });
  });

  test("that have no parameter are named", async () => {
    await expect(execute("select :zz")).rejects.toMatchObject({
      name: "BadRequestException",
      message: "Cannot find parameter: zz",
    });
  });
});

describe("transactions", () => {
  const begin = async (): Promise<string | undefined> =>
    (await client.send(new BeginTransactionCommand({ resourceArn, secretArn: secretArn("owner"), database: "app" })))
      .transactionId;
  const of = (transactionId: string | undefined) => ({ resourceArn, secretArn: secretArn("owner"), transactionId });

  test("are seen when committed and gone when rolled back", async () => {
    const kept = await begin();
    await execute("insert into notes (id) values (1)", [], { transactionId: kept });
    await client.send(new CommitTransactionCommand(of(kept)));
    const dropped = await begin();
    await execute("insert into notes (id) values (2)", [], { transactionId: dropped });
    await client.send(new RollbackTransactionCommand(of(dropped)));
    expect(await value("select array_agg(id)::text from notes where id in (1, 2)")).toBe("{1}");
  });

  test("hold others up until their time is out, and end by themselves when idle", async () => {
    const held = await begin();
    await expect(value("select 1")).rejects.toMatchObject({ name: "StatementTimeoutException" });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await value("select 1")).toBe(1);
    await expect(execute("select 1", [], { transactionId: held })).rejects.toMatchObject({
      name: "TransactionNotFoundException",
    });
  });

  test("belong to the secret that began them", async () => {
    const transactionId = await begin();
    const stolen = execute("select 1", [], { transactionId, as: "reader" });
    await expect(stolen).rejects.toMatchObject({ name: "TransactionNotFoundException" });
    await client.send(new RollbackTransactionCommand(of(transactionId)));
  });

  test("of a batch are all or nothing", async () => {
    const sql = "insert into notes (id) values (:id)";
    const batch = (...ids: number[]) =>
      client.send(
        new BatchExecuteStatementCommand({
          resourceArn,
          secretArn: secretArn("writer"),
          sql,
          parameterSets: ids.map((id) => [{ name: "id", value: { longValue: id } }]),
        }),
      );
    expect((await batch(10, 11)).updateResults).toHaveLength(2);
    await expect(batch(12, 10)).rejects.toMatchObject({
      name: "DatabaseErrorException",
      message: expect.stringContaining("23505"),
    });
    expect(await value("select count(*) from notes where id between 10 and 12")).toBe(2);
  });
});

describe("a role", () => {
  test("is who its secret says, with no more than its grants", async () => {
    expect(await value("select current_user || ' ' || session_user", "reader")).toBe("reader reader");
    expect(await value("select rolsuper from pg_roles where rolname = current_user", "owner")).toBe(false);
    await expect(execute("select * from secrets", [], { as: "reader" })).rejects.toMatchObject({
      name: "DatabaseErrorException",
      message: "ERROR: permission denied for table secrets; SQLState: 42501",
    });
    await expect(execute("insert into notes (id) values (99)", [], { as: "reader" })).rejects.toThrow("42501");
  });

  test.each(["wrong", "superuser"])("is not entered with a %s password", async (as) => {
    await expect(execute("select 1", [], { as })).rejects.toMatchObject({
      name: "BadRequestException",
      message: expect.stringContaining("28P01"),
    });
  });

  test("needs a secret with a username and a password", async () => {
    await expect(execute("select 1", [], { as: "odd" })).rejects.toMatchObject({ name: "InvalidSecretException" });
    await expect(execute("select 1", [], { as: "missing" })).rejects.toMatchObject({ name: "SecretsErrorException" });
  });

  const escapes = [
    "reset role",
    "reset session authorization",
    "reset session_authorization",
    "set role postgres",
    "set local role app_owner",
    "set session role app_owner",
    "SET SESSION AUTHORIZATION postgres",
    "set session session authorization postgres",
    "set local session authorization default",
    "set local session authorization postgres",
    "set session_authorization = 'postgres'",
    'set "session_authorization" = postgres',
    'set U&"rol\\0065" = postgres',
    "; set role postgres",
    "/* a /* nested */ comment */ set role postgres",
    "-- a comment\nset role postgres",
    "select 1; set role postgres",
    "select set_config('role', 'postgres', false)",
    "select set_config('session_authorization', 'postgres', false)",
    "select pg_catalog.set_config_unguarded('role', 'postgres', false)",
    "update pg_settings set setting = 'postgres' where name = 'session_authorization'",
    "do $$ begin execute 'set session authorization postgres'; end $$",
    "create function pg_temp.f() returns int language sql as 'select 1'",
    "create function f() returns int language plpgsql as 'begin return 1; end'",
    "create temporary table notes (id int)",
    "discard all",
    "commit",
    "rollback",
    "begin",
    "copy secrets to '/tmp/x'",
    "alter role reader superuser",
    "alter role reader set role = 'postgres'",
    "grant app_owner to reader",
    "select pg_read_file('/etc/passwd')",
    "select lo_import('/etc/passwd')",
    "explain analyze select set_config('role', 'postgres', false)",
    "prepare x as select 1; reset role",
    "load 'plpgsql'",
    "set allow_system_table_mods = on",
    "set session_replication_role = replica",
  ];
  test.each(escapes)("does not get out by %j", async (sql) => {
    const as = "reader";
    const identity = { resourceArn, secretArn: secretArn(as) };
    const { transactionId } = await client.send(new BeginTransactionCommand(identity));
    const tried = execute(sql, [], { as, transactionId });
    await tried.then(
      ({ records }) => expect(records).toBeUndefined(),
      (error: Error) => expect(error.name).toMatch(/^(DatabaseError|BadRequest|Validation)Exception$/),
    );
    // Still the same role in the same transaction, unless the failure ended it.
    const who = await execute("select current_user || ' ' || session_user", [], { as, transactionId }).then(
      ({ records }) => records?.[0]?.[0]?.stringValue,
      (error: Error) => error.message,
    );
    expect(who).toMatch(/^reader reader$|SQLState: 25P02$/);
    await client.send(new RollbackTransactionCommand({ ...identity, transactionId }));
    expect(await value("select current_user || ' ' || session_user", as)).toBe("reader reader");
    await expect(execute("select * from secrets", [], { as })).rejects.toThrow("permission denied for table secrets");
  });

  test("keeps its own settings for its transaction, and leaves none behind", async () => {
    const { transactionId } = await client.send(
      new BeginTransactionCommand({ resourceArn, secretArn: secretArn("writer") }),
    );
    await execute("select set_config('app.tenant', 't1', true)", [], { as: "writer", transactionId });
    const read = await execute("select current_setting('app.tenant')", [], { as: "writer", transactionId });
    expect(read.records).toEqual([[{ stringValue: "t1" }]]);
    await client.send(new CommitTransactionCommand({ resourceArn, secretArn: secretArn("writer"), transactionId }));
    await execute("select set_config('app.tenant', 't2', false)", [], { as: "writer" });
    expect(await value("select coalesce(nullif(current_setting('app.tenant', true), ''), 'none')", "reader")).toBe(
      "none",
    );
  });
});

describe("the service", () => {
  test("asks for the secret as well as for the statement", async () => {
    const onlyData = new RDSDataClient(
      cloud.as("no-secret", [{ Effect: "Allow", Action: "rds-data:ExecuteStatement", Resource: resourceArn }]),
    );
    const command = new ExecuteStatementCommand({ resourceArn, secretArn: secretArn("reader"), sql: "select 1" });
    await expect(onlyData.send(command)).rejects.toMatchObject({
      name: "AccessDeniedException",
      message: expect.stringContaining("secretsmanager:GetSecretValue"),
    });
  });

  test("says that it wakes up, where told to", async () => {
    service.admin.setResuming("app", true);
    await expect(value("select 1")).rejects.toMatchObject({ name: "DatabaseResumingException" });
    service.admin.setResuming("app", false);
    expect(await value("select 1")).toBe(1);
  });

  test("names a cluster or database that is not there", async () => {
    await expect(execute("select 1", [], { database: "nope" })).rejects.toMatchObject({
      name: "DatabaseNotFoundException",
    });
    const elsewhere = arn("rds", "cluster:nope");
    await expect(execute("select 1", [], { resourceArn: elsewhere })).rejects.toMatchObject({
      name: "DatabaseNotFoundException",
    });
  });

  test("ends a statement that runs too long, and goes on", async () => {
    await expect(value("select pg_sleep(60)")).rejects.toMatchObject({ name: "StatementTimeoutException" });
    expect(await value("select 1")).toBe(1);
  }, 30_000);

  test("has everything again after a restart", async () => {
    await execute("insert into notes (id, tags) values (50, array['a'])");
    await cloud.close();
    await boot();
    expect(await value("select tags[1] from notes where id = 50", "reader")).toBe("a");
  }, 30_000);
});
