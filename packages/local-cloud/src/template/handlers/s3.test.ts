import { join } from "node:path";
import { GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { startSmallCloud, type SmallCloud } from "../../gateway/small-cloud.ts";
import { createKms } from "../../services/kms/create-kms.ts";
import { createS3, type S3Service } from "../../services/s3/index.ts";
import type { JsonObject } from "../model.ts";
import { bucketHandler } from "./s3.ts";

let cloud: SmallCloud;
let s3: S3Service;
let keyArn: string;

beforeEach(async () => {
  cloud = await startSmallCloud(async ({ folder }) => {
    const kms = await createKms({ dataDir: join(folder, "kms") });
    keyArn = kms.admin.createKey({}).arn;
    const kmsAsk = (action: string, keyId: string) => kms.admin.askFor({ action, keyId, viaService: "s3" });
    s3 = await createS3({ dataDir: join(folder, "s3"), kmsAsk });
    return [kms.module, s3.module];
  });
});
afterEach(() => cloud.close());

function properties(): JsonObject {
  const byDefault = { SSEAlgorithm: "aws:kms", KMSMasterKeyID: keyArn };
  const rule = { BucketKeyEnabled: true, ServerSideEncryptionByDefault: byDefault };
  return { BucketName: "vault", BucketEncryption: { ServerSideEncryptionConfiguration: [rule] } };
}

async function makeBucket(): Promise<void> {
  const place = { stackName: "demo", logicalId: "Vault", type: "AWS::S3::Bucket", artefactsDir: "" };
  await bucketHandler(s3.admin).create({ ...place, properties: properties() });
}

const object = { Bucket: "vault", Key: "signals/1.json" };
const objects = { Sid: "Objects", Effect: "Allow", Action: ["s3:GetObject", "s3:PutObject"], Resource: "*" } as const;

/** A client that may use objects, and the key for these actions through S3 alone. */
function client(name: string, ...actions: string[]): S3Client {
  const Condition = { StringEquals: { "kms:ViaService": "s3.us-east-1.amazonaws.com" } };
  const key = { Sid: "Key", Effect: "Allow", Action: actions, Resource: keyArn, Condition } as const;
  return new S3Client(cloud.as(name, actions.length === 0 ? [objects] : [objects, key]));
}

describe("a template's bucket with a KMS key", () => {
  test("is written by callers that may generate data keys with it, and by nobody else", async () => {
    await makeBucket();
    const put = new PutObjectCommand({ ...object, Body: "text" });
    await expect(client("reader", "kms:Decrypt").send(put)).rejects.toMatchObject({
      name: "AccessDenied",
      message: expect.stringContaining(`not authorized to perform: kms:GenerateDataKey on resource: ${keyArn}`),
    });
    const answer = await client("writer", "kms:GenerateDataKey").send(put);
    expect(answer).toMatchObject({ ServerSideEncryption: "aws:kms", SSEKMSKeyId: keyArn, BucketKeyEnabled: true });
  });

  test("is read by callers that may decrypt with it, and by nobody else", async () => {
    await makeBucket();
    await client("writer", "kms:GenerateDataKey").send(new PutObjectCommand({ ...object, Body: "text" }));
    const get = new GetObjectCommand(object);
    await expect(client("writer", "kms:GenerateDataKey").send(get)).rejects.toMatchObject({
      name: "AccessDenied",
      message: expect.stringContaining(`not authorized to perform: kms:Decrypt on resource: ${keyArn}`),
    });
    const { Body } = await client("reader", "kms:Decrypt").send(get);
    expect(await Body?.transformToString()).toBe("text");
  });

  test("gets its settings anew at boot where an earlier version kept others", async () => {
    await s3.admin.createBucket("vault", { encryption: { algorithm: "aws:kms" } });
    const record = { logicalId: "Vault", type: "AWS::S3::Bucket", deletionPolicy: "Delete", dependsOn: [] };
    const kept = { ...record, physicalId: "vault", attributes: {}, properties: properties() };
    await bucketHandler(s3.admin).restore?.(kept, "");
    expect(s3.admin.settingsOf("vault").encryption).toEqual({
      algorithm: "aws:kms",
      keyId: keyArn,
      bucketKeyEnabled: true,
    });
  });
});
