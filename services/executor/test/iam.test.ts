import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { parse } from "yaml";
import * as z from "zod";
import { authorize, compilePolicies, type ConditionElement } from "@agentic-pm/iam";
import { DynamoActionInserts } from "../src/adapters/dynamodb/action-inserts.dynamodb.ts";
import type { NewAction } from "../src/ports/decision-stores.ts";

const Statement = z.object({
  Sid: z.string(),
  Effect: z.literal("Allow"),
  Action: z.union([z.string(), z.array(z.string())]).transform((actions) => [actions].flat()),
  Resource: z.unknown(),
  Condition: z.unknown().optional(),
});
const Service = z.object({
  functions: z.record(
    z.string(),
    z.object({ iamRoleStatementsName: z.string(), iamRoleStatements: z.array(Statement) }),
  ),
});
const Roles = z.object({
  Resources: z.record(
    z.string(),
    z.object({
      Type: z.string(),
      Properties: z.looseObject({
        Policies: z.array(z.object({ PolicyDocument: z.object({ Statement: z.array(Statement) }) })).optional(),
      }),
    }),
  ),
});
type Statement = z.infer<typeof Statement>;

// CloudFormation's short forms are kept as what stands behind them: it names the resource.
const read = (file: string): unknown =>
  parse(readFileSync(new URL(`../${file}`, import.meta.url), "utf8"), { logLevel: "silent", merge: true });
const { functions } = Service.parse(read("serverless.yml"));
const statementsOf = (name: string) => functions[name]?.iamRoleStatements ?? [];

/** The Sids that allow an action on a resource, by a word of the resource's name. */
function allowing(statements: readonly Statement[], action: string, resource: string): string[] {
  return statements
    .filter((statement) => statement.Action.includes(action) && JSON.stringify(statement.Resource).includes(resource))
    .map(({ Sid }) => Sid);
}

const secrets = (name: string, secret: string) => allowing(statementsOf(name), "secretsmanager:GetSecretValue", secret);
const every = Object.values(functions).flatMap(({ iamRoleStatements }) => iamRoleStatements);

/** The columns that `decide` fills when it leaves none out. */
async function insertedColumns(): Promise<string[]> {
  const statements: string[] = [];
  // The one method of the client that the adapter calls.
  const client = {
    send: async ({ input }: { input: { Statement: string } }) => statements.push(input.Statement),
  } as unknown as DynamoDBClient;
  const text = { actionId: "a", signalId: "s", tier: "T2", command: "{}", commandHash: "h", reason: "r" };
  const instants = { createdAt: "t", expiresAt: "t", holdUntil: "t" };
  const decided = {
    type: "mail.send",
    status: "held",
    disposition: "hold",
    audit: { seq: 0, hash: "h" },
    handover: {},
  };
  await new DynamoActionInserts(client, { table: "actions" }).insert({
    ...text,
    ...instants,
    ...decided,
  } as unknown as NewAction);
  return [...(statements[0] ?? "").matchAll(/'(\w+)': \?/g)].map(([, name]) => name ?? "");
}

/** Whether decide's role lets a row with these columns into the actions table. */
function mayInsert(columns: readonly string[]): boolean {
  const resource = "arn:aws:dynamodb:us-east-1:111122223333:table/actions";
  const statement = statementsOf("decide").find(({ Sid }) => Sid === "InsertDecidedActions");
  const Condition = statement?.Condition as ConditionElement;
  const document = {
    Statement: [{ Effect: "Allow", Action: "dynamodb:PartiQLInsert", Resource: resource, Condition }],
  };
  const { allowed } = authorize(compilePolicies({ identity: [{ name: "decide", document }] }), {
    principal: { arn: "arn:aws:sts::111122223333:assumed-role/decide/x", accountId: "111122223333" },
    action: "dynamodb:PartiQLInsert",
    resource,
    context: { "dynamodb:Attributes": columns },
  });
  return allowed;
}

describe("the roles of the executor", () => {
  test("intake reads with read tokens, stores raw text without being able to read it, and starts one workflow", () => {
    expect(secrets("intake", "JiraReadSecretArn")).toEqual(["ReadJiraAndMailWithReadTokens"]);
    expect(secrets("intake", "GraphReadSecretArn")).toEqual(["ReadJiraAndMailWithReadTokens"]);
    expect(secrets("intake", "JiraWriteSecretArn")).toEqual([]);
    expect(secrets("intake", "GraphWriteSecretArn")).toEqual([]);
    expect(secrets("intake", "ResendSecretArn")).toEqual([]);
    expect(allowing(statementsOf("intake"), "s3:PutObject", "signals")).toEqual(["StoreRawSignalInVault"]);
    expect(allowing(statementsOf("intake"), "states:StartExecution", "SignalStateMachine")).toEqual([
      "StartSignalWorkflow",
    ]);
    expect(allowing(statementsOf("intake"), "dynamodb:GetItem", "RegistryTableArn")).toEqual([]);
    expect(allowing(statementsOf("intake"), "dynamodb:Query", "index/byStatus")).toEqual(["FindFailedSignals"]);
    expect(allowing(statementsOf("intake"), "dynamodb:PartiQLInsert", "ActionsTableArn")).toEqual([]);
  });

  test("decide has its own database password and no other secret, and can change no action", () => {
    const all = statementsOf("decide").filter(({ Action }) => Action.includes("secretsmanager:GetSecretValue"));
    expect(all.map(({ Sid, Resource }) => [Sid, JSON.stringify(Resource).includes("DatabaseSecretArnDecide")])).toEqual(
      [["ReadOwnDatabasePassword", true]],
    );
    expect(allowing(statementsOf("decide"), "dynamodb:PartiQLInsert", "ActionsTableArn")).toEqual([
      "InsertDecidedActions",
    ]);
    for (const action of ["dynamodb:UpdateItem", "dynamodb:PutItem", "dynamodb:DeleteItem", "dynamodb:GetItem"]) {
      expect(allowing(statementsOf("decide"), action, "ActionsTableArn")).toEqual([]);
    }
  });

  test("decide fills every column of a decision and no other: no approval, attempt, undo or outcome", async () => {
    const columns = await insertedColumns();
    expect(columns).toHaveLength(15);
    expect(mayInsert(columns)).toBe(true);
    expect(mayInsert(columns.filter((name) => name !== "handover" && name !== "holdUntil"))).toBe(true);
    for (const one of columns) expect([one, mayInsert([one])]).toEqual([one, true]);
    for (const more of ["approval", "attempt", "undo", "outcome", "rejection", "revision", "code"]) {
      expect([more, mayInsert([...columns, more])]).toEqual([more, false]);
    }
  });

  test("decide counts under rate limits' keys only, not under the models' budget", () => {
    const limits = statementsOf("decide").find(({ Sid }) => Sid === "CountAgainstRateLimits");
    expect(limits?.Condition).toEqual({ "ForAllValues:StringLike": { "dynamodb:LeadingKeys": ["rate#*"] } });
    expect(limits?.Action).toEqual(["dynamodb:UpdateItem"]);
  });

  test("undo has Jira's write token and no other, makes no effect of its own, and decides nothing", () => {
    expect(secrets("undo", "JiraWriteSecretArn")).toEqual(["TakeBackAtJiraWithWriteToken"]);
    expect(secrets("undo", "GraphWriteSecretArn")).toEqual([]);
    expect(secrets("undo", "ResendSecretArn")).toEqual([]);
    expect(allowing(statementsOf("undo"), "dynamodb:UpdateItem", "EffectsTableArn")).toEqual([]);
    expect(allowing(statementsOf("undo"), "dynamodb:PartiQLInsert", "ActionsTableArn")).toEqual([]);
  });

  test("execute has the write tokens, and neither the read tokens nor the vault nor a way to start anything", () => {
    for (const secret of ["JiraWriteSecretArn", "GraphWriteSecretArn", "ResendSecretArn"]) {
      expect(secrets("execute", secret)).toEqual(["ActAtVendorsWithWriteTokens"]);
    }
    expect(secrets("execute", "ReadSecretArn")).toEqual([]);
    const actions = statementsOf("execute").flatMap(({ Action }) => Action);
    expect(actions.filter((action) => /^(s3|kms|states|lambda):/.test(action))).toEqual(["kms:VerifyMac"]);
    expect(allowing(statementsOf("execute"), "dynamodb:PartiQLInsert", "ActionsTableArn")).toEqual([]);
  });

  test("execute sees who has a place in the rate limits, and can give none", () => {
    const limits = statementsOf("execute").filter(({ Resource }) =>
      JSON.stringify(Resource).includes("LimitsTableArn"),
    );
    expect(limits).toMatchObject([
      {
        Action: ["dynamodb:GetItem"],
        Condition: { "ForAllValues:StringLike": { "dynamodb:LeadingKeys": ["rate#*"] } },
      },
    ]);
  });

  test("each seals with its own stage's key and checks with the key of the stage before", () => {
    const seals = (action: string) =>
      Object.keys(functions).map((name) => [
        name,
        ["Intake", "Triage", "Reasoning", "Decision"].filter(
          (stage) => allowing(statementsOf(name), action, `${stage}SealKeyArn`).length > 0,
        ),
      ]);
    expect(Object.fromEntries(seals("kms:GenerateMac"))).toMatchObject({
      intake: ["Intake"],
      decide: ["Decision"],
      execute: [],
    });
    expect(Object.fromEntries(seals("kms:VerifyMac"))).toMatchObject({
      intake: [],
      decide: ["Reasoning"],
      execute: ["Decision"],
    });
  });

  test("nobody here can call a model, read the vault, or do anything but insert into the audit trail", () => {
    const actions = every.flatMap(({ Action }) => Action);
    expect(actions.filter((action) => action.startsWith("bedrock:") || action === "s3:GetObject")).toEqual([]);
    for (const name of Object.keys(functions)) {
      const onAudit = statementsOf(name).filter(({ Resource }) => JSON.stringify(Resource).includes("AuditTableArn"));
      expect(onAudit.map(({ Sid, Action }) => [Sid, Action])).toEqual([
        ["AppendAuditRecords", ["dynamodb:PartiQLInsert"]],
      ]);
    }
  });

  test("there is no wildcard action or resource, and every Sid is its role's own", () => {
    expect(
      every.filter(({ Action, Resource }) => Action.some((action) => action.includes("*")) || Resource === "*"),
    ).toEqual([]);
    for (const name of Object.keys(functions)) {
      const sids = statementsOf(name).map(({ Sid }) => Sid);
      expect(new Set(sids).size).toBe(sids.length);
      expect(functions[name]?.iamRoleStatementsName).toBe(`agentic-pm-\${sls:stage}-${name}`);
    }
  });
});

describe("the roles of the workflows", () => {
  const { Resources } = Roles.parse(read("resources/workflows.yml"));
  const of = (role: string) =>
    Resources[role]?.Properties.Policies?.flatMap(({ PolicyDocument }) => PolicyDocument.Statement) ?? [];

  test("the signal workflow invokes the four stages and records outcomes", () => {
    for (const stage of ["-sanitise", "-recommend", "DecideLambdaFunction", "ExecuteLambdaFunction"]) {
      expect(allowing(of("SignalWorkflowRole"), "lambda:InvokeFunction", stage)).toEqual(["InvokeStagesOfSignal"]);
    }
    expect(allowing(of("SignalWorkflowRole"), "dynamodb:UpdateItem", "SignalsTableArn")).toEqual([
      "RecordOutcomeOfSignal",
    ]);
    expect(allowing(of("SignalWorkflowRole"), "lambda:InvokeFunction", "IntakeLambdaFunction")).toEqual([]);
  });

  test("only the undo workflow invokes undo, and it invokes nothing else", () => {
    for (const role of ["SignalWorkflowRole", "ActionWorkflowRole"]) {
      expect(allowing(of(role), "lambda:InvokeFunction", "UndoLambdaFunction")).toEqual([]);
    }
    const invoking = of("UndoWorkflowRole").filter(({ Action }) => Action.includes("lambda:InvokeFunction"));
    expect(invoking.map(({ Sid, Resource }) => [Sid, Resource])).toEqual([
      ["InvokeUndoOfAction", "UndoLambdaFunction.Arn"],
    ]);
  });

  test("the action workflow invokes execute and nothing else", () => {
    const invoking = of("ActionWorkflowRole").filter(({ Action }) => Action.includes("lambda:InvokeFunction"));
    expect(invoking.map(({ Sid, Resource }) => [Sid, Resource])).toEqual([
      ["InvokeExecuteForApprovedAction", "ExecuteLambdaFunction.Arn"],
    ]);
    expect(allowing(of("ActionWorkflowRole"), "dynamodb:UpdateItem", "Table")).toEqual([]);
  });
});
