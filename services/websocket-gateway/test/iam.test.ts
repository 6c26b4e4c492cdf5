import { readFileSync } from "node:fs";
import { authorize, compilePolicies, type ConditionElement } from "@agentic-pm/iam";
import { asker, tableArn } from "@agentic-pm/testing/packaged-statements";
import { describe, expect, test } from "@jest/globals";
import { parse } from "yaml";
import * as z from "zod";
import { connectRates, messageRates } from "../src/domain/rates.ts";

const Statement = z.object({
  Sid: z.string(),
  Effect: z.literal("Allow"),
  Action: z.union([z.string(), z.array(z.string())]).transform((actions) => [actions].flat()),
  Resource: z.unknown(),
  Condition: z.unknown().optional(),
});
type Statement = z.infer<typeof Statement>;
const Service = z.object({
  functions: z.record(
    z.string(),
    z.object({
      iamRoleStatementsName: z.string(),
      iamRoleStatements: z.array(Statement),
      environment: z.record(z.string(), z.unknown()),
    }),
  ),
  // The first is a file of its own; the second holds what is changed of the framework's.
  resources: z.tuple([
    z.string(),
    z.object({
      extensions: z.object({
        WebsocketsDeploymentStage: z.object({
          Properties: z.looseObject({
            AccessLogSettings: z.looseObject({ Format: z.string() }),
            DefaultRouteSettings: z.looseObject({ LoggingLevel: z.string(), DataTraceEnabled: z.boolean() }),
          }),
        }),
      }),
    }),
  ]),
});

// CloudFormation's short forms are kept as what stands behind them: it names the resource.
const YML = new URL("../serverless.yml", import.meta.url);
const file = readFileSync(YML, "utf8");
const {
  functions,
  resources: [, resources],
} = Service.parse(parse(file, { logLevel: "silent", merge: true }));
const statementsOf = (name: string): readonly Statement[] => functions[name]?.iamRoleStatements ?? [];

/** The Sids that allow an action on a resource, by a word of the resource's name. */
function allowing(name: string, action: string, resource: string): string[] {
  return statementsOf(name)
    .filter((statement) => statement.Action.includes(action) && JSON.stringify(statement.Resource).includes(resource))
    .map(({ Sid }) => Sid);
}
const actionsOf = (name: string) => statementsOf(name).flatMap(({ Action }) => Action);

/** Whether the statement of that Sid lets its function at a key of a table. */
function reaches(name: string, sid: string, key: string, columns: string[] = [], returned?: string): boolean {
  const resource = "arn:aws:dynamodb:us-east-1:111122223333:table/t";
  const statement = statementsOf(name).find(({ Sid }) => Sid === sid);
  const Condition = statement?.Condition as ConditionElement;
  const [action = ""] = statement?.Action ?? [];
  const document = { Statement: [{ Effect: "Allow", Action: action, Resource: resource, Condition }] };
  return authorize(compilePolicies({ identity: [{ name, document }] }), {
    principal: { arn: `arn:aws:sts::111122223333:assumed-role/${name}/x`, accountId: "111122223333" },
    action,
    resource,
    context: {
      "dynamodb:LeadingKeys": [key],
      ...(columns.length === 0 ? {} : { "dynamodb:Attributes": columns }),
      ...(returned === undefined ? {} : { "dynamodb:ReturnValues": returned }),
    },
  }).allowed;
}

const BOOKINGS = tableArn("bookings");
const leading = (key: string) => ({ "dynamodb:LeadingKeys": [key] });
const ALONE = { "dynamodb:EnclosingOperation": "ExecuteStatement" };

/** What connection-manager's own statements say of such a call, in a transaction where nothing else is said. */
function onBookings(action: string, key: string, columns: string[], how: object = {}) {
  return asker(YML, "connection-manager")(`dynamodb:${action}`, BOOKINGS, {
    ...leading(key),
    "dynamodb:Attributes": columns,
    "dynamodb:EnclosingOperation": "ExecuteTransaction",
    ...how,
  });
}

describe("the roles of the gateway", () => {
  test("the authorizer reads the key that checks sessions and can do nothing else", () => {
    expect(actionsOf("authorizer")).toEqual(["secretsmanager:GetSecretValue"]);
    expect(allowing("authorizer", "secretsmanager:GetSecretValue", "ClerkSecretArn")).toEqual([
      "ReadKeyThatChecksSessions",
    ]);
    expect(Object.keys(functions["authorizer"]?.environment ?? {})).toEqual(["CLERK_SECRET_ARN"]);
  });

  test("connection-manager puts employees' words away and cannot read them", () => {
    expect(allowing("connection-manager", "s3:PutObject", "/requests/")).toEqual(["PutWordsIntoVault"]);
    const actions = actionsOf("connection-manager");
    expect(
      actions.filter((action) => /^(s3:Get|kms:(Decrypt|VerifyMac)|bedrock|rds-data|lambda)/.test(action)),
    ).toEqual([]);
  });

  test("connection-manager starts the two booking workflows and no other, with its own stage's seal", () => {
    const starting = statementsOf("connection-manager").filter(({ Action }) =>
      Action.includes("states:StartExecution"),
    );
    expect(starting.map(({ Sid, Resource }) => [Sid, Resource])).toEqual([
      ["StartBookingWorkflows", ["${self:custom.bookingPlanArn}", "${self:custom.bookingExecuteArn}"]],
    ]);
    expect(allowing("connection-manager", "kms:GenerateMac", "ConnectSealKeyArn")).toEqual([
      "SealRequestsAndConfirmations",
    ]);
  });

  test("connection-manager counts under its own keys of the limits, and not under the models' budget", () => {
    const settings = { connectsPerEmployee: 1, connectsPerAddress: 1, messagesPerEmployee: 1, messagesPerAddress: 1 };
    const from = { employeeId: "user_2employeeAda", address: "198.51.100.7" };
    for (const { key } of [...connectRates(from, settings), ...messageRates(from, settings)]) {
      expect([key, reaches("connection-manager", "CountAgainstRateLimits", `${key}#29474820`)]).toEqual([key, true]);
    }
    for (const key of ["budget#day#2026-01-15", "rate#ticket#x"]) {
      expect([key, reaches("connection-manager", "CountAgainstRateLimits", key)]).toEqual([key, false]);
    }
  });

  test("connection-manager replays and forgets messages, and can say none in the workflows' place", () => {
    const onOutbox = statementsOf("connection-manager").filter(({ Resource }) =>
      JSON.stringify(Resource).includes("OutboxTableArn"),
    );
    expect(onOutbox.map(({ Action }) => Action)).toEqual([["dynamodb:Query", "dynamodb:DeleteItem"]]);
    expect(reaches("connection-manager", "ReplayAndForgetMessages", "user_2employeeAda")).toBe(true);
    expect(reaches("connection-manager", "ReplayAndForgetMessages", "said#0123")).toBe(false);
  });

  test("connection-manager begins bookings, gives places, and changes what an employee may say of a booking", () => {
    const begin = ["bookingId", "employeeId", "status", "turn", "createdAt", "updatedAt"];
    expect(onBookings("PartiQLInsert", "bkg_1", [...begin, "requests", "auditHash"]).sid).toBe("BeginBookings");
    for (const action of ["PartiQLInsert", "PartiQLUpdate"]) {
      const place = ["bookingId", "activeBookingId", "takenAt"];
      expect(onBookings(action, "lock#user_1", place).sid).toBe("GivePlaces");
    }
    const select = ["bookingId", "status", "command", "commandHash", "offerExpiresAt", "auditSeq", "auditHash"];
    expect(onBookings("PartiQLUpdate", "bkg_1", select).sid).toBe("ChangeBookings");
    expect(asker(YML, "connection-manager")("dynamodb:GetItem", BOOKINGS, leading("bkg_1")).allowed).toBe(true);
  });

  test.each<[what: string, action: string, key: string, columns: string[], how?: object]>([
    ["replace a row that is there", "PutItem", "bkg_1", ["bookingId", "status"]],
    ["change a row without a record's INSERT beside it", "PartiQLUpdate", "bkg_1", ["status"], ALONE],
    ["make a row without a record's INSERT beside it", "PartiQLInsert", "bkg_1", ["status"], ALONE],
    ["change a row by an update", "UpdateItem", "bkg_1", ["status"]],
    ["take a row away", "DeleteItem", "bkg_1", ["bookingId"]],
    ["make a booking of another employee's", "PartiQLUpdate", "bkg_1", ["bookingId", "employeeId"]],
    ["change the fares and prices that were offered", "PartiQLUpdate", "bkg_1", ["bookingId", "offer"]],
    ["change which plan holds", "PartiQLUpdate", "bkg_1", ["bookingId", "planHash"]],
    ["let an offer stand for longer", "PartiQLInsert", "bkg_1", ["bookingId", "offerExpiresAt"]],
    ["approve", "PartiQLUpdate", "bkg_1", ["bookingId", "approval"]],
    ["say which execution has a booking", "PartiQLUpdate", "bkg_1", ["bookingId", "execution"]],
    ["say why a booking ended", "PartiQLUpdate", "bkg_1", ["bookingId", "status", "reason"]],
    ["say what the portal confirmed", "PartiQLUpdate", "bkg_1", ["bookingId", "confirmationNumber"]],
    ["begin a booking that is confirmed", "PartiQLInsert", "bkg_1", ["bookingId", "status", "commandHash"]],
    ["begin a booking that is approved", "PartiQLInsert", "bkg_1", ["bookingId", "status", "approval"]],
    ["note a payment", "PartiQLInsert", "effect#bkg_1", ["bookingId", "effectState"]],
    ["close the note of a payment", "PartiQLUpdate", "effect#bkg_1", ["bookingId", "effectState"]],
    ["make a place into a booking", "PartiQLUpdate", "lock#user_1", ["bookingId", "status"]],
    ["be shown a row by changing it", "PartiQLUpdate", "bkg_1", ["status"], { "dynamodb:ReturnValues": "ALL_OLD" }],
  ])("connection-manager, turned against us, cannot %s", (_what, action, key, columns, how = {}) => {
    expect(onBookings(action, key, columns, how)).toMatchObject({ allowed: false, outcome: "ImplicitDeny" });
  });

  test("response-sender knows sockets and messages: no booking, no secret, no employee, no workflow", () => {
    const tables = ["BookingsTable", "EmployeesTable", "LimitsTable", "AuditTable", "RequestVault", "ClerkSecret"];
    const all = JSON.stringify(statementsOf("response-sender"));
    expect(tables.filter((table) => all.includes(table))).toEqual([]);
    expect(actionsOf("response-sender").filter((action) => /^(states|secretsmanager|kms|s3):/.test(action))).toEqual(
      [],
    );
    expect(allowing("response-sender", "dynamodb:Query", "index/byEmployee")).toEqual(["FindSocketsOfEmployee"]);
    expect(allowing("response-sender", "dynamodb:PutItem", "ConnectionsTableArn")).toEqual([]);
  });

  test("the end of a session is made by session-ender alone, and taken back by nobody", () => {
    const ended = "revoked#sess_2ada00000001";
    const [socket, ticket] = ["L0SM9cOFvHcCIhw=", "ticket#0123"];
    const reached = (name: string, sid: string) =>
      [socket, ticket, ended].map((key) => reaches(name, sid, key, ["connectionId", "expiresAtEpoch"]));
    expect(reached("session-ender", "MarkSessionAsEnded")).toEqual([false, false, true]);
    expect(reached("session-ender", "ForgetGoneSockets")).toEqual([true, false, false]);
    expect(reached("connection-manager", "KeepSocketsAndUsedTokens")).toEqual([true, true, false]);
    expect(reached("connection-manager", "KnowSocketsAndEndedSessions")).toEqual([true, false, true]);
    expect(reached("response-sender", "SeeEndedSessions")).toEqual([false, false, true]);
    expect(reached("response-sender", "ForgetGoneSockets")).toEqual([true, false, false]);
  });

  test("session-ender knows sockets and no booking, message, secret, employee or workflow", () => {
    const tables = ["BookingsTable", "EmployeesTable", "LimitsTable", "OutboxTable", "RequestVault", "ClerkSecret"];
    const all = JSON.stringify(statementsOf("session-ender"));
    expect(tables.filter((table) => all.includes(table))).toEqual([]);
    expect(
      actionsOf("session-ender").filter((action) => /^(states|secretsmanager|kms|s3|bedrock):/.test(action)),
    ).toEqual([]);
  });

  test("who forgets a socket is not shown its row", () => {
    for (const name of ["response-sender", "session-ender"]) {
      expect(reaches(name, "ForgetGoneSockets", "a", ["connectionId"], "ALL_OLD")).toBe(false);
      expect(reaches(name, "ForgetGoneSockets", "a", ["connectionId"], "NONE")).toBe(true);
    }
  });

  test.each([
    ["connection-manager", "SayWhyAndEndExpiredSocket"],
    ["session-ender", "SayWhyAndEndSockets"],
    ["response-sender", "SendToSocketsAndEndExpiredOnes"],
  ])("%s reaches the sockets of this API and stage only", (name, sid) => {
    const statement = statementsOf(name).find(({ Sid }) => Sid === sid);
    expect(statement?.Action).toEqual(["execute-api:ManageConnections"]);
    expect(statement?.Resource).toEqual(
      ["POST", "DELETE"].map(
        (method) =>
          `arn:\${AWS::Partition}:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${WebsocketsApi}/\${sls:stage}/${method}/@connections/*`,
      ),
    );
  });

  test("there is no wildcard action or resource, and every Sid is its role's own", () => {
    for (const name of Object.keys(functions)) {
      const statements = statementsOf(name);
      expect(statements.filter(({ Resource }) => Resource === "*")).toEqual([]);
      expect(actionsOf(name).filter((action) => action.includes("*"))).toEqual([]);
      expect(new Set(statements.map(({ Sid }) => Sid)).size).toBe(statements.length);
      expect(functions[name]?.iamRoleStatementsName).toBe(`agentic-pm-\${sls:stage}-${name}`);
    }
  });
});

describe("the API's logs", () => {
  const { Properties } = resources.extensions.WebsocketsDeploymentStage;

  test("have no header in them: the token travels in one", () => {
    const format: unknown = JSON.parse(Properties.AccessLogSettings.Format);
    const variables = Object.values(z.record(z.string(), z.string()).parse(format));
    expect(variables.filter((variable) => /header|protocol|querystring|path|body/i.test(variable))).toEqual([]);
    expect(variables).toContain("$context.connectionId");
  });

  test("have no message in them", () => {
    expect(Properties.DefaultRouteSettings).toMatchObject({ LoggingLevel: "OFF", DataTraceEnabled: false });
  });
});
