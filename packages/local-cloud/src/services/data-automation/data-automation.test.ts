import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import {
  BedrockDataAutomationRuntimeClient,
  GetDataAutomationStatusCommand,
  InvokeDataAutomationAsyncCommand,
  type GetDataAutomationStatusResponse,
  type InvokeDataAutomationAsyncCommandInput,
} from "@aws-sdk/client-bedrock-data-automation-runtime";
import type { Statement } from "@agentic-pm/iam";
import { sharedSigningName } from "../../gateway/shared-signing-name.ts";
import { startSmallCloud, type SmallCloud } from "../../gateway/small-cloud.ts";
import { callModule } from "../../test-support/call-module.ts";
import { smallPdf } from "../../test-support/small-pdf.ts";
import { createBedrock } from "../bedrock/index.ts";
import { puppetProvider } from "../bedrock/providers/puppet.ts";
import { createS3, type S3Service } from "../s3/index.ts";
import { createDataAutomation, isDataAutomation, type DataAutomationService } from "./index.ts";

const PROFILE = "arn:aws:bedrock:us-east-1:111122223333:data-automation-profile/us.data-automation-v1";
const allow = (Sid: string, Action: string, Resource: string): Statement => ({
  Sid,
  Effect: "Allow",
  Action,
  Resource,
});
const MAY_EXTRACT = [
  allow("Extract", "bedrock:InvokeDataAutomationAsync", PROFILE),
  allow(
    "Look",
    "bedrock:GetDataAutomationStatus",
    "arn:aws:bedrock:us-east-1:111122223333:data-automation-invocation/*",
  ),
];
const MAY_READ = allow("Read", "s3:GetObject", "arn:aws:s3:::docs/in/*");
const MAY_WRITE = allow("Write", "s3:PutObject", "arn:aws:s3:::docs/out/*");

let cloud: SmallCloud;
let s3: S3Service;
let service: DataAutomationService;
const clients: BedrockDataAutomationRuntimeClient[] = [];

const serviceOn = async (folder: string): Promise<DataAutomationService> =>
  await createDataAutomation({
    dataDir: join(folder, "data-automation"),
    s3,
    callerOf: (roleArn) => ({
      accessKeyId: "",
      principal: { arn: roleArn, accountId: "111122223333", roleArn },
      policies: cloud.roles.policiesOf(roleArn),
    }),
  });

const clientAs = (name: string, statements: readonly Statement[]): BedrockDataAutomationRuntimeClient => {
  const client = new BedrockDataAutomationRuntimeClient(cloud.as(name, statements));
  clients.push(client);
  return client;
};
const requestFor = (key: string, more: Partial<InvokeDataAutomationAsyncCommandInput> = {}) => ({
  inputConfiguration: { s3Uri: `s3://docs/${key}` },
  outputConfiguration: { s3Uri: "s3://docs/out/" },
  dataAutomationProfileArn: PROFILE,
  ...more,
});
const invoke = async (
  client: BedrockDataAutomationRuntimeClient,
  request: InvokeDataAutomationAsyncCommandInput,
): Promise<string> => (await client.send(new InvokeDataAutomationAsyncCommand(request))).invocationArn ?? "";
const put = (key: string, body: Buffer) => callModule(s3.module, { method: "PUT", rawPath: `/docs/${key}`, body });
const ended = async (
  client: BedrockDataAutomationRuntimeClient,
  invocationArn: string,
): Promise<GetDataAutomationStatusResponse> => {
  for (;;) {
    const answer = await client.send(new GetDataAutomationStatusCommand({ invocationArn }));
    if (answer.status !== "Created" && answer.status !== "InProgress") return answer;
    await new Promise((later) => setTimeout(later, 20));
  }
};

beforeEach(async () => {
  cloud = await startSmallCloud(async ({ folder }) => {
    s3 = await createS3({ dataDir: join(folder, "s3") });
    await s3.admin.createBucket("docs");
    service = await serviceOn(folder);
    const model = puppetProvider(() => {
      throw new Error("not asked");
    });
    return [sharedSigningName((await createBedrock({ model })).module, service.module, isDataAutomation)];
  });
  await put("in/policy.pdf", smallPdf([[{ text: "Fares: <= $500.", x: 72, y: 700 }]]));
});

afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy();
  service.stop();
  await cloud.close();
});

describe("a job", () => {
  test("reads the document and writes its output below the prefix", async () => {
    const client = clientAs("reader", [...MAY_EXTRACT, MAY_READ, MAY_WRITE]);
    const invocationArn = await invoke(client, requestFor("in/policy.pdf"));
    const jobId = invocationArn.split("/").pop() ?? "";
    const status = await ended(client, invocationArn);
    expect(status).toMatchObject({
      status: "Success",
      outputConfiguration: { s3Uri: `s3://docs/out/${jobId}/job_metadata.json` },
    });
    expect(status.jobCompletionTime?.getTime()).toBeGreaterThanOrEqual(status.jobSubmissionTime?.getTime() ?? Infinity);
    const metadata = await s3.admin.readObject("docs", `out/${jobId}/job_metadata.json`);
    expect(JSON.parse(metadata?.toString() ?? "")).toMatchObject({
      output_metadata: [
        { segment_metadata: [{ standard_output_path: `s3://docs/out/${jobId}/0/standard_output/0/result.json` }] },
      ],
    });
    const result = await s3.admin.readObject("docs", `out/${jobId}/0/standard_output/0/result.json`);
    expect(JSON.parse(result?.toString() ?? "")).toMatchObject({
      document: { statistics: { element_count: 1, table_count: 0, word_count: 3 } },
      pages: [{ page_index: 0, representation: { text: "Fares: <= $500." } }],
    });
  });

  test.each<[string, Buffer, string]>([
    ["broken", Buffer.from("%PDF-1.4 and then nothing"), "not a valid PDF"],
    ["encrypted", smallPdf([[{ text: "x", x: 72, y: 700 }]], { encrypted: true }), "encrypted"],
    ["empty", smallPdf([[]]), "no text"],
    ["of no length", Buffer.alloc(0), "empty"],
  ])("on a document that is %s ends in ClientError, with the reason", async (_what, body, reason) => {
    await put("in/bad.pdf", body);
    const client = clientAs("reader", [...MAY_EXTRACT, MAY_READ, MAY_WRITE]);
    const status = await ended(client, await invoke(client, requestFor("in/bad.pdf")));
    expect(status).toMatchObject({ status: "ClientError", errorType: "InvalidInput" });
    expect(status.errorMessage).toContain(reason);
    expect(status.outputConfiguration).toBe(undefined);
  });

  test("on an object that is not there ends in ClientError", async () => {
    const client = clientAs("reader", [...MAY_EXTRACT, MAY_READ, MAY_WRITE]);
    const status = await ended(client, await invoke(client, requestFor("in/nothing.pdf")));
    expect(status).toMatchObject({ status: "ClientError", errorMessage: "The input object does not exist." });
  });

  test("that a kill interrupted is carried out by the next start", async () => {
    const client = clientAs("reader", [...MAY_EXTRACT, MAY_READ, MAY_WRITE]);
    const invocationArn = await invoke(client, requestFor("in/policy.pdf"));
    service.stop();
    service = await serviceOn(cloud.folder);
    const statusOf = async (): Promise<unknown> => {
      const headers = { "x-amz-target": "AmazonBedrockKeystoneRuntimeService.GetDataAutomationStatus" };
      const body = JSON.stringify({ invocationArn });
      const answer = await callModule(service.module, { method: "POST", rawPath: "/", headers, body });
      return (JSON.parse(String(answer.body)) as { status: unknown }).status;
    };
    expect(["Created", "InProgress"]).toContain(await statusOf());
    service.resume();
    while ((await statusOf()) !== "Success") await new Promise((later) => setTimeout(later, 20));
  });
});

describe("an invocation", () => {
  test.each<[string, readonly Statement[], RegExp]>([
    [
      "may not extract",
      [MAY_READ, MAY_WRITE],
      /bedrock:InvokeDataAutomationAsync on resource: .*data-automation-profile/,
    ],
    [
      "may not read the document",
      [...MAY_EXTRACT, MAY_WRITE],
      /s3:GetObject on resource: arn:aws:s3:::docs\/in\/policy.pdf/,
    ],
    [
      "may not write the output",
      [...MAY_EXTRACT, MAY_READ],
      /s3:PutObject on resource: arn:aws:s3:::docs\/out\/.+\/job_metadata.json/,
    ],
  ])("of a caller who %s is denied", async (_what, statements, reason) => {
    const refused = invoke(clientAs("somebody", statements), requestFor("in/policy.pdf"));
    await expect(refused).rejects.toMatchObject({
      name: "AccessDeniedException",
      message: expect.stringMatching(reason),
    });
  });

  test.each<[string, Partial<InvokeDataAutomationAsyncCommandInput>]>([
    ["no profile", { dataAutomationProfileArn: undefined }],
    ["a profile that is none", { dataAutomationProfileArn: "us.data-automation-v1" }],
    ["an input that is a bucket", { inputConfiguration: { s3Uri: "s3://docs/" } }],
    ["an input elsewhere", { inputConfiguration: { s3Uri: "https://example.com/x.pdf" } }],
    ["a malformed token", { clientToken: "-" }],
    ["blueprints", { blueprints: [{ blueprintArn: "arn:aws:bedrock:us-east-1:111122223333:blueprint/abc" }] }],
    ["events", { notificationConfiguration: { eventBridgeConfiguration: { eventBridgeEnabled: true } } }],
  ])("with %s is not valid", async (_what, more) => {
    const client = clientAs("reader", [...MAY_EXTRACT, MAY_READ, MAY_WRITE]);
    await expect(invoke(client, requestFor("in/policy.pdf", more))).rejects.toMatchObject({
      name: "ValidationException",
    });
  });

  test("with the same token is the same job, for the same caller and the same request", async () => {
    const client = clientAs("reader", [...MAY_EXTRACT, MAY_READ, MAY_WRITE]);
    const clientToken = "a".repeat(64);
    const first = await invoke(client, requestFor("in/policy.pdf", { clientToken }));
    expect(await invoke(client, requestFor("in/policy.pdf", { clientToken }))).toBe(first);
    await expect(invoke(client, requestFor("in/other.pdf", { clientToken }))).rejects.toMatchObject({
      name: "ValidationException",
    });
    const other = clientAs("other", [...MAY_EXTRACT, MAY_READ, MAY_WRITE]);
    expect(await invoke(other, requestFor("in/policy.pdf", { clientToken }))).not.toBe(first);
    await ended(client, first);
  });

  test("that nobody made is not found", async () => {
    const client = clientAs("reader", MAY_EXTRACT);
    const invocationArn =
      "arn:aws:bedrock:us-east-1:111122223333:data-automation-invocation/00000000-0000-0000-0000-000000000000";
    await expect(client.send(new GetDataAutomationStatusCommand({ invocationArn }))).rejects.toMatchObject({
      name: "ResourceNotFoundException",
    });
  });
});
