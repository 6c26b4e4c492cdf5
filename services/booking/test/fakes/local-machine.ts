import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createDynamoDb } from "@agentic-pm/local-cloud/dynamodb";
import { createStepFunctions, type ExecutionStatusChange } from "@agentic-pm/local-cloud/step-functions";
import { parse } from "yaml";

const BOOKINGS = "bookings";
/** A pause of a second takes ten milliseconds here: what a machine does is tested, not how long it sleeps. */
const PAUSE_SCALE = 0.01;
const VALUES: Readonly<Record<string, string>> = {
  "AWS::Partition": "aws",
  "AWS::Region": "us-east-1",
  "AWS::AccountId": "111122223333",
  "sls:stage": "dev",
};

/** An error of a function, by its code. */
export function failing(code: string): Error {
  return Object.assign(new Error(`The function failed with ${code}.`), { name: code });
}

type Row = Record<string, { S?: string; N?: string }>;
/** What the functions of the test answer, by the last part of their name after the stage. */
export type Functions = Record<string, (event: Record<string, unknown>) => unknown>;

/**
 * A state machine of ours on the local cloud's Step Functions and DynamoDB, with functions of the test. `log` has every
 * invocation, in order.
 */
export async function localMachine(file: URL, functions: Functions, extraction: Extraction = {}) {
  const dataDir = mkdtempSync(join(tmpdir(), "booking-machine-"));
  const dynamodb = await createDynamoDb({ dataDir: join(dataDir, "dynamodb"), sweepIntervalMs: 0 });
  await dynamodb.admin.createTable({
    TableName: BOOKINGS,
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: [{ AttributeName: "bookingId", AttributeType: "S" }],
    KeySchema: [{ AttributeName: "bookingId", KeyType: "HASH" }],
  });
  const log: { name: string; event: Record<string, unknown> }[] = [];
  const service = await createStepFunctions({
    dataDir: join(dataDir, "states"),
    maxConcurrentExecutions: 4,
    pauseScale: PAUSE_SCALE,
    ports: {
      authorise: () => undefined,
      functionArn: (name) => name,
      dynamodb: () => dynamodb.module,
      dataAutomation: () => dataAutomationOf(extraction),
      callerOf: (roleArn) => ({ accountId: "111122223333", arn: roleArn, roleArn }) as never,
      invokeFunction: async (functionArn, payload) => answerOf(functionArn, payload),
    },
  });
  const answerOf = async (functionArn: string, payload: string) => {
    const name = functionArn.split("-dev-").at(-1) ?? "";
    const event = JSON.parse(payload) as Record<string, unknown>;
    log.push({ name, event });
    try {
      const answer = await functions[name]?.(event);
      return { payload: JSON.stringify(answer ?? null) };
    } catch (error) {
      const { name: errorType, message: errorMessage } = error as Error;
      return { payload: JSON.stringify({ errorType, errorMessage }), functionError: "Unhandled" };
    }
  };
  const { stateMachineArn } = service.admin.put({
    name: "machine",
    roleArn: "arn:aws:iam::111122223333:role/machine",
    definition: JSON.stringify(resolved(parse(readFileSync(file, "utf8"), { logLevel: "silent", merge: true }))),
  });
  return {
    log,
    run: (input: object, name: string): Promise<ExecutionStatusChange> => {
      const ended = new Promise<ExecutionStatusChange>((resolve) => {
        service.onStatusChange((change) => {
          if (change.status !== "RUNNING" && change.name === name) resolve(change);
        });
      });
      service.admin.start({ stateMachineArn, name, input: JSON.stringify(input) });
      return ended;
    },
    put: async (Item: Row) => void (await dynamodb.call("PutItem", { TableName: BOOKINGS, Item })),
    row: async (bookingId: string): Promise<Row> => {
      const found = await dynamodb.call("GetItem", { TableName: BOOKINGS, Key: { bookingId: { S: bookingId } } });
      return (found as { Item: Row }).Item;
    },
    stop: async () => {
      service.stop();
      await dynamodb.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** What Bedrock Data Automation answers, by the operation's name. Members are spelt as on the wire. */
export type Extraction = Record<string, (input: Record<string, unknown>) => object>;

function dataAutomationOf(extraction: Extraction) {
  const operationOf = (request: { readonly headers: Readonly<Record<string, string>> }) =>
    request.headers["x-amz-target"]?.split(".").at(-1) ?? "";
  return {
    signingName: "bedrock",
    protocolOf: () => "json-1.1" as const,
    operationOf,
    asksOf: () => [],
    handle: async (request: { readonly headers: Readonly<Record<string, string>>; readonly body: Buffer }) => {
      const input = JSON.parse(request.body.toString("utf8")) as Record<string, unknown>;
      const answer = extraction[operationOf(request)]?.(input) ?? {};
      return { status: 200, headers: {}, body: JSON.stringify(answer) };
    },
  };
}

/** CloudFormation's words resolved: pseudo parameters in texts, and the one table that is imported. */
export function resolved(value: unknown): unknown {
  if (typeof value === "string") {
    return value.replaceAll(/\$\{([\w:]+)\}/gu, (whole, name: string) => VALUES[name] ?? whole);
  }
  if (Array.isArray(value)) return value.map(resolved);
  if (typeof value !== "object" || value === null) return value;
  if ("Fn::ImportValue" in value) return BOOKINGS;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, resolved(member)]));
}
