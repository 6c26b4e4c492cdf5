import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { createServer } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { BedrockRuntimeClient, InvokeModelCommand } from "@aws-sdk/client-bedrock-runtime";
import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { S3Client, GetObjectCommand } from "@aws-sdk/client-s3";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import type { Statement } from "@agentic-pm/iam";
import { createSts } from "../services/sts/create-sts.ts";
import { arn } from "./account.ts";
import { AwsError } from "./aws-error.ts";
import type { AwsRequest, Protocol, ServiceModule } from "./service-module.ts";
import { startGateway } from "./gateway.ts";
import { startSmallCloud, type ClientConfig, type SmallCloud } from "./small-cloud.ts";

const READ_JOBS: Statement = {
  Sid: "ReadJobsToResume",
  Effect: "Allow",
  Action: ["dynamodb:GetItem", "bedrock:InvokeModel", "s3:GetObject"],
  Resource: [arn("dynamodb", "table/jobs"), "arn:aws:bedrock:*", "arn:aws:s3:::vault/*"],
};
const getItem = (table = "jobs"): GetItemCommand => new GetItemCommand({ TableName: table, Key: { pk: { S: "1" } } });

let cloud: SmallCloud;
let config: ClientConfig;

beforeAll(async () => {
  cloud = await startSmallCloud(async (ports) => {
    const sts = await createSts(ports);
    return [fakeDynamo, fakeBedrock, fakeS3, sts.module];
  });
  config = cloud.as("intake", [READ_JOBS], { functionName: "intake" });
});
afterAll(() => cloud.close());

/** Runs a command that must fail, and returns the SDK's error. */
async function failureOf(sending: Promise<unknown>): Promise<Error & { $metadata?: { httpStatusCode?: number } }> {
  return sending.then(
    () => {
      throw new Error("the request was accepted");
    },
    (error: Error) => error,
  );
}

function dynamo(changes: Partial<ClientConfig["credentials"]> = {}, options: object = {}): DynamoDBClient {
  return new DynamoDBClient({ ...config, credentials: { ...config.credentials, ...changes }, ...options });
}

describe("who signed", () => {
  test("a rightly signed request is served", async () => {
    const answer = await dynamo().send(getItem());
    expect(answer.Item).toEqual({ pk: { S: "1" } });
  });

  test("an unknown access key is an unrecognised client", async () => {
    const error = await failureOf(dynamo({ accessKeyId: "ASIAAAAAAAAAAAAAAAAA" }).send(getItem()));
    expect(error.name).toBe("UnrecognizedClientException");
  });

  test("another secret is an invalid signature", async () => {
    const error = await failureOf(dynamo({ secretAccessKey: "another" }).send(getItem()));
    expect(error.name).toBe("InvalidSignatureException");
  });

  test("another session's token is not accepted", async () => {
    const other = cloud.as("other", []).credentials.sessionToken;
    const error = await failureOf(dynamo({ sessionToken: other }).send(getItem()));
    expect(error.name).toBe("UnrecognizedClientException");
  });

  test("a session key without its token is not accepted", async () => {
    const { accessKeyId, secretAccessKey } = config.credentials;
    const client = new DynamoDBClient({ ...config, credentials: { accessKeyId, secretAccessKey } });
    expect((await failureOf(client.send(getItem()))).name).toBe("UnrecognizedClientException");
  });

  test("a clock that is twenty minutes off makes an invalid signature", async () => {
    const error = await failureOf(dynamo({}, { systemClockOffset: -20 * 60_000 }).send(getItem()));
    expect(error.name).toBe("InvalidSignatureException");
  });

  test("a session that has ended is expired, not unknown", async () => {
    const ended = cloud.as("ended", [READ_JOBS], { durationSeconds: 0 });
    const error = await failureOf(new DynamoDBClient(ended).send(getItem()));
    expect(error.name).toBe("ExpiredTokenException");
  });

  test("a key whose role is gone is unknown", async () => {
    const gone = cloud.as("gone", [READ_JOBS]);
    cloud.roles.deleteRole("arn:aws:iam::111122223333:role/gone");
    expect((await failureOf(new DynamoDBClient(gone).send(getItem()))).name).toBe("UnrecognizedClientException");
  });

  test("an unsigned request is missing its token", async () => {
    const answer = await fetch(cloud.gateway.endpoint, {
      method: "POST",
      headers: { "x-amz-target": "DynamoDB_20120810.GetItem", "content-type": "application/x-amz-json-1.0" },
      body: "{}",
    });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ __type: "MissingAuthenticationTokenException" });
  });

  test("the query protocol has words of its own for a wrong key and a wrong signature", async () => {
    const sts = (changes: object): STSClient =>
      new STSClient({ ...config, credentials: { ...config.credentials, ...changes } });
    const command = new GetCallerIdentityCommand({});
    expect((await failureOf(sts({ accessKeyId: "AKIAAAAAAAAAAAAAAAAA" }).send(command))).name).toBe(
      "InvalidClientTokenId",
    );
    expect((await failureOf(sts({ secretAccessKey: "x" }).send(command))).name).toBe("SignatureDoesNotMatch");
  });

  test("S3 has words of its own too, and keys of odd characters verify", async () => {
    const s3 = (changes: object = {}): S3Client =>
      new S3Client({ ...config, forcePathStyle: true, credentials: { ...config.credentials, ...changes } });
    const command = new GetObjectCommand({ Bucket: "vault", Key: "a b+c/é (1)'!*~/../d" });
    expect((await s3().send(command)).ContentLength).toBe(2);
    expect((await failureOf(s3({ accessKeyId: "AKIAX" }).send(command))).name).toBe("InvalidAccessKeyId");
    expect((await failureOf(s3({ secretAccessKey: "x" }).send(command))).name).toBe("SignatureDoesNotMatch");
  });
});

describe("what they may do", () => {
  test("a denial names the function, the action, the resource and the nearest statement", async () => {
    const error = await failureOf(dynamo().send(getItem("approvals")));
    expect(error.name).toBe("AccessDeniedException");
    expect(error.message).toContain(
      "User: arn:aws:sts::111122223333:assumed-role/intake/intake is not authorized to perform: dynamodb:GetItem " +
        "on resource: arn:aws:dynamodb:us-east-1:111122223333:table/approvals " +
        "because no identity-based policy allows the dynamodb:GetItem action (function intake; nearest statement: ReadJobsToResume",
    );
  });

  test("a denial in S3's protocol is AccessDenied with status 403", async () => {
    const s3 = new S3Client({ ...config, forcePathStyle: true });
    const error = await failureOf(s3.send(new GetObjectCommand({ Bucket: "secrets", Key: "a" })));
    expect(error.name).toBe("AccessDenied");
    expect(error.$metadata?.httpStatusCode).toBe(403);
  });

  test("every decision is logged, and used permissions are remembered by role", async () => {
    const before = cloud.decisions.counts();
    const denied: string[] = [];
    const stop = cloud.decisions.onDenied(({ resource, functionName }) => denied.push(`${functionName} ${resource}`));
    await dynamo().send(getItem());
    await failureOf(dynamo().send(getItem("other")));
    stop();
    const after = cloud.decisions.counts();
    expect(after.decisions - before.decisions).toBe(2);
    expect(after.denied - before.denied).toBe(1);
    expect(denied).toEqual([`intake ${arn("dynamodb", "table/other")}`]);
    const usage = cloud.decisions.usage().get("arn:aws:iam::111122223333:role/intake");
    expect(usage?.get("dynamodb:GetItem")).toEqual(new Set([arn("dynamodb", "table/jobs")]));
  });

  test("global condition keys tell who calls, from where and for which function", async () => {
    const seen: Record<string, string> = {
      "aws:PrincipalArn": "arn:aws:iam::111122223333:role/conditional",
      "aws:SourceIp": "127.0.0.1/32",
      "aws:SecureTransport": "true",
      "aws:ViaAWSService": "false",
      "aws:RequestedRegion": "us-east-1",
      "lambda:SourceFunctionArn": arn("lambda", "function:resume"),
    };
    const { "aws:SourceIp": ip, ...strings } = seen;
    const Condition = {
      StringEquals: strings,
      IpAddress: { "aws:SourceIp": ip ?? "" },
      Null: { "aws:SourceVpce": "true" },
    };
    const client = new DynamoDBClient(
      cloud.as("conditional", [{ ...READ_JOBS, Condition }], { functionName: "resume" }),
    );
    await expect(client.send(getItem())).resolves.toBeDefined();
  });

  test("an operation that the service does not know is refused", async () => {
    const answer = await failureOf(
      new BedrockRuntimeClient(config).send(new InvokeModelCommand({ modelId: "unknown-op", body: "{}" })),
    );
    expect(answer.name).toBe("UnknownOperationException");
  });
});

describe("the port", () => {
  test("cleartext HTTP/2 and HTTP/1.1 share it", async () => {
    const answer = await new BedrockRuntimeClient(config).send(
      new InvokeModelCommand({ modelId: "model", body: "{}" }),
    );
    expect(JSON.parse(answer.body.transformToString())).toEqual({ httpVersion: "2" });
    await expect(dynamo().send(getItem())).resolves.toBeDefined();
  });

  test("a body past the limit is refused, and the next request is served", async () => {
    const { roles, credentials, decisions } = cloud;
    const small = await startGateway({ modules: [fakeDynamo], roles, credentials, decisions, maxBodyBytes: 1_000 });
    const client = dynamo({}, { endpoint: small.endpoint });
    const error = await failureOf(client.send(getItem("x".repeat(2_000))));
    expect(error.name).toBe("RequestEntityTooLargeException");
    await expect(client.send(getItem())).resolves.toBeDefined();
    await small.close();
  });

  test("a busy port is reported with its remedy", async () => {
    const holder = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => holder.once("listening", resolve));
    const { port } = holder.address() as AddressInfo;
    const { roles, credentials, decisions } = cloud;
    const starting = startGateway({ modules: [], roles, credentials, decisions, port });
    await expect(starting).rejects.toMatchObject({ code: "PORT_IN_USE", remedy: expect.stringContaining("--port") });
    holder.close();
  });

  test("a connection that talks nonsense hurts nobody", async () => {
    const socket = connect(cloud.gateway.port, "127.0.0.1");
    socket.on("error", () => undefined);
    const ended = new Promise((resolve) => socket.once("close", resolve));
    socket.write("\x00\x01 nonsense\r\n\r\n");
    await ended;
    await expect(dynamo().send(getItem())).resolves.toBeDefined();
  });
});

function fakeModule(
  signingName: string,
  protocol: Protocol,
  functions: Pick<ServiceModule, "operationOf" | "asksOf"> & { answer(request: AwsRequest): string },
): ServiceModule {
  return {
    signingName,
    protocolOf: () => protocol,
    operationOf: functions.operationOf,
    asksOf: functions.asksOf,
    handle: async (request) => ({
      status: 200,
      headers: { "content-type": "application/json" },
      body: functions.answer(request),
    }),
  };
}

const fakeDynamo = fakeModule("dynamodb", "json-1.0", {
  operationOf: () => "GetItem",
  asksOf: (request) => {
    const { TableName } = JSON.parse(request.body.toString()) as { TableName: string };
    return [{ action: "dynamodb:GetItem", resource: arn("dynamodb", `table/${TableName}`) }];
  },
  answer: () => JSON.stringify({ Item: { pk: { S: "1" } } }),
});

const fakeBedrock = fakeModule("bedrock", "rest-json", {
  operationOf: (request) => {
    if (request.rawPath.includes("unknown-op")) throw new AwsError("UnknownOperationException", "unknown");
    return "InvokeModel";
  },
  asksOf: () => [
    { action: "bedrock:InvokeModel", resource: arn("bedrock", "foundation-model/model", { account: "" }) },
  ],
  answer: (request) => JSON.stringify({ httpVersion: request.headers[":path"] === undefined ? "1.1" : "2" }),
});

const fakeS3 = fakeModule("s3", "rest-xml", {
  operationOf: () => "GetObject",
  asksOf: (request) => [
    { action: "s3:GetObject", resource: `arn:aws:s3:::${decodeURIComponent(request.rawPath.slice(1))}` },
  ],
  answer: () => "ok",
});
