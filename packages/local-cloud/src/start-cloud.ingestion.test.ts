import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { puppetProvider, startCloud, type ExecutionStatusChange, type LocalCloud } from "./index.ts";
import { packageService } from "./test-support/package-service.ts";
import { smallPdf } from "./test-support/small-pdf.ts";
import { role } from "./test-support/templates.ts";

const PROFILE = "arn:aws:bedrock:us-east-1:111122223333:data-automation-profile/us.data-automation-v1";
const PROJECT = "arn:aws:bedrock:us-east-1:aws:data-automation-project/public-default";
const sdk = (operation: string) => `arn:aws:states:::aws-sdk:bedrockdataautomationruntime:${operation}`;

const MACHINE = {
  StartAt: "Extract",
  States: {
    Extract: {
      Type: "Task",
      Resource: sdk("invokeDataAutomationAsync"),
      Parameters: {
        "ClientToken.$": "States.Hash($$.Execution.Id, 'SHA-256')",
        InputConfiguration: { "S3Uri.$": "States.Format('s3://{}/{}', $.bucket, $.key)" },
        OutputConfiguration: { "S3Uri.$": "States.Format('s3://{}/extracted', $.bucket)" },
        DataAutomationConfiguration: { DataAutomationProjectArn: PROJECT, Stage: "LIVE" },
        DataAutomationProfileArn: PROFILE,
      },
      Catch: [{ ErrorEquals: ["BedrockDataAutomationRuntime.AccessDeniedException"], Next: "Denied" }],
      Next: "Look",
    },
    Look: {
      Type: "Task",
      Resource: sdk("getDataAutomationStatus"),
      Parameters: { "InvocationArn.$": "$.InvocationArn" },
      ResultPath: "$.status",
      Next: "IsDone",
    },
    IsDone: {
      Type: "Choice",
      Choices: [
        { Variable: "$.status.Status", StringEquals: "Success", Next: "Done" },
        { Variable: "$.status.Status", StringEquals: "ClientError", Next: "Refused" },
      ],
      Default: "Pause",
    },
    Pause: { Type: "Wait", Seconds: 1, Next: "Look" },
    Done: { Type: "Succeed", OutputPath: "$.status" },
    Refused: { Type: "Succeed", OutputPath: "$.status" },
    Denied: { Type: "Pass", Result: { denied: true }, End: true },
  },
};

const template = (mayRead: boolean) => ({
  Resources: {
    Policies: {
      Type: "AWS::S3::Bucket",
      Properties: {
        BucketName: "policies",
        NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } },
      },
    },
    MachineRole: role("states.amazonaws.com", [
      { Sid: "Extract", Action: "bedrock:InvokeDataAutomationAsync", Resource: [PROFILE, PROJECT] },
      { Sid: "Look", Action: "bedrock:GetDataAutomationStatus", Resource: "*" },
      ...(mayRead ? [{ Sid: "Read", Action: "s3:GetObject", Resource: "arn:aws:s3:::policies/in/*" }] : []),
      { Sid: "Write", Action: "s3:PutObject", Resource: "arn:aws:s3:::policies/extracted/*" },
    ]),
    Machine: {
      Type: "AWS::StepFunctions::StateMachine",
      Properties: {
        StateMachineName: "ingestion",
        RoleArn: { "Fn::GetAtt": ["MachineRole", "Arn"] },
        DefinitionString: JSON.stringify(MACHINE),
      },
    },
    RuleRole: role("events.amazonaws.com", [
      { Sid: "StartIngestion", Action: "states:StartExecution", Resource: { Ref: "Machine" } },
    ]),
    Uploaded: {
      Type: "AWS::Events::Rule",
      Properties: {
        Name: "uploaded",
        EventPattern: {
          source: ["aws.s3"],
          "detail-type": ["Object Created"],
          detail: { bucket: { name: [{ Ref: "Policies" }] }, object: { key: [{ wildcard: "in/*.pdf" }] } },
        },
        Targets: [
          {
            Id: "ingestion",
            Arn: { Ref: "Machine" },
            RoleArn: { "Fn::GetAtt": ["RuleRole", "Arn"] },
            InputTransformer: {
              InputPathsMap: { bucket: "$.detail.bucket.name", key: "$.detail.object.key" },
              InputTemplate: '{"bucket": <bucket>, "key": "<key>"}',
            },
          },
        ],
      },
    },
  },
});

let folder: string;
let cloud: LocalCloud;
let s3: S3Client;
let ended: ExecutionStatusChange[];

async function start(mayRead = true): Promise<void> {
  ended = [];
  cloud = await startCloud({
    dataDir: join(folder, "data"),
    cacheDir: join(folder, "cache"),
    services: [packageService(folder, "policies", { template: template(mayRead) })],
    model: puppetProvider(() => {
      throw new Error("not asked");
    }),
  });
  cloud.onExecution((change) => void (change.status === "RUNNING" || ended.push(change)));
  s3 = new S3Client({
    endpoint: cloud.endpoint,
    region: "us-east-1",
    credentials: cloud.operatorCredentials,
    forcePathStyle: true,
  });
}

const put = (Key: string, Body: Buffer) => s3.send(new PutObjectCommand({ Bucket: "policies", Key, Body }));
const read = async (uri: string): Promise<Record<string, unknown>> => {
  const [, Bucket, Key] = /^s3:\/\/([^/]+)\/(.+)$/.exec(uri) ?? [];
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
  return JSON.parse((await Body?.transformToString()) ?? "") as Record<string, unknown>;
};
const nextEnd = async (): Promise<ExecutionStatusChange> => {
  while (ended.length === 0) await new Promise((later) => setTimeout(later, 20));
  return ended.shift() as ExecutionStatusChange;
};
const policy = smallPdf([[{ text: "Fares may not exceed $500.", x: 72, y: 700 }]]);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "cloud-in-"));
});

afterEach(async () => {
  s3.destroy();
  await cloud.close();
  rmSync(folder, { recursive: true, force: true });
});

test("a PDF put into the bucket is extracted by the machine that the rule starts", async () => {
  await start();
  await put("in/policy.pdf", policy);
  await put("in/readme.txt", policy);
  await put("elsewhere/policy.pdf", policy);
  const { status, output = "", name } = await nextEnd();
  expect(status).toBe("SUCCEEDED");
  expect(name).toMatch(/^[0-9a-f-]{36}_[0-9a-f]{16}$/);
  const outcome = JSON.parse(output) as { Status: string; OutputConfiguration: { S3Uri: string } };
  expect(outcome.Status).toBe("Success");
  const metadata = await read(outcome.OutputConfiguration.S3Uri);
  expect(metadata).toMatchObject({
    job_status: "PROCESSED",
    output_metadata: [{ asset_input_path: { s3_key: "in/policy.pdf" } }],
  });
  const [{ segment_metadata: segments }] = metadata["output_metadata"] as [
    { segment_metadata: [{ standard_output_path: string }] },
  ];
  expect(await read(segments[0].standard_output_path)).toMatchObject({
    metadata: { s3_key: "in/policy.pdf", number_of_pages: 1, semantic_modality: "DOCUMENT" },
    elements: [
      {
        type: "TEXT",
        sub_type: "PARAGRAPH",
        reading_order: 0,
        page_indices: [0],
        representation: { text: "Fares may not exceed $500." },
        locations: [{ page_index: 0, bounding_box: { left: expect.closeTo(72 / 612, 4) } }],
      },
    ],
  });
  expect(ended).toEqual([]);
});

test("what cannot be read ends in ClientError, with the reason", async () => {
  await start();
  await put("in/broken.pdf", Buffer.from("no PDF at all"));
  expect(JSON.parse((await nextEnd()).output ?? "")).toMatchObject({
    Status: "ClientError",
    ErrorType: "InvalidInput",
    ErrorMessage: "The document is not a valid PDF.",
  });
});

test("a machine that may not read the document is denied, and nothing is extracted", async () => {
  await start(false);
  const denials: unknown[] = [];
  cloud.onDecisionDenied(({ action, resource }) => void denials.push([action, resource]));
  await put("in/policy.pdf", policy);
  expect((await nextEnd()).output).toBe('{"denied":true}');
  expect(denials).toEqual([["s3:GetObject", "arn:aws:s3:::policies/in/policy.pdf"]]);
});
