import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  GetObjectRetentionCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import type { Statement } from "@agentic-pm/iam";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { CredentialStore } from "../../credentials/credential-store.ts";
import { RoleDirectory } from "../../credentials/role-directory.ts";
import { DecisionLog } from "../../gateway/decision-log.ts";
import { startGateway, type Gateway } from "../../gateway/gateway.ts";
import { createS3, type ObjectCreated, type S3Service } from "./index.ts";

let dir: string;
let service: S3Service;
let gateway: Gateway;
let clientFor: (statements: readonly Statement[]) => S3Client;

const everything: Statement = { Sid: "Everything", Effect: "Allow", Action: "s3:*", Resource: "*" };

async function boot(): Promise<void> {
  service = await createS3({ dataDir: join(dir, "s3") });
  const roles = new RoleDirectory();
  const credentials = new CredentialStore(join(dir, "credentials"));
  gateway = await startGateway({ modules: [service.module], credentials, roles, decisions: new DecisionLog() });
  let count = 0;
  clientFor = (statements) => {
    const roleName = `role-${count++}`;
    const document = { Version: "2012-10-17", Statement: statements };
    const assumeRolePolicy = { Version: "2012-10-17", Statement: [] };
    const role = roles.putRole({ roleName, assumeRolePolicy, inlinePolicies: [{ name: "inline", document }] });
    const session = credentials.issueRoleSession(role.arn, "test");
    return new S3Client({ region: "us-east-1", endpoint: gateway.endpoint, credentials: session });
  };
}

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "s3-"));
  await boot();
});
afterEach(async () => {
  await gateway.close();
  await rm(dir, { recursive: true, force: true });
});

async function bytesOf(client: S3Client, input: { Bucket: string; Key: string; Range?: string }): Promise<Buffer> {
  const { Body } = await client.send(new GetObjectCommand(input));
  return Buffer.from((await Body?.transformToByteArray()) ?? []);
}

describe("objects", () => {
  test("come back as they were put, with their metadata and encryption, after a restart too", async () => {
    await service.admin.createBucket("vault", { encryption: { algorithm: "aws:kms", keyId: "key-1" } });
    const put = {
      Bucket: "vault",
      Key: "a/b c+ü.txt",
      Body: "hello",
      ContentType: "text/plain",
      Metadata: { one: "1" },
    };
    await clientFor([everything]).send(new PutObjectCommand(put));
    await gateway.close();
    await boot();
    const answer = await clientFor([everything]).send(new GetObjectCommand({ Bucket: "vault", Key: "a/b c+ü.txt" }));
    expect(await answer.Body?.transformToString()).toBe("hello");
    expect(answer.Metadata).toEqual({ one: "1" });
    expect(answer.ContentType).toBe("text/plain");
    expect(answer.ServerSideEncryption).toBe("aws:kms");
    expect(answer.SSEKMSKeyId).toBe("key-1");
  });

  test("round-trip any bytes and any key", async () => {
    await service.admin.createBucket("vault");
    const client = clientFor([everything]);
    const key = fc
      .string({ unit: "grapheme", minLength: 1, maxLength: 40 })
      .filter((text) => !/(^|\/)\.{1,2}(\/|$)|^\/|\/\/|\p{Cc}/u.test(text));
    await fc.assert(
      fc.asyncProperty(key, fc.uint8Array({ maxLength: 5000 }), async (Key, bytes) => {
        await client.send(new PutObjectCommand({ Bucket: "vault", Key, Body: bytes }));
        expect((await bytesOf(client, { Bucket: "vault", Key })).equals(Buffer.from(bytes))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test.each(["CRC32", "CRC32C", "CRC64NVME", "SHA1", "SHA256"] as const)(
    "are verified by %s both ways",
    async (algorithm) => {
      await service.admin.createBucket("vault");
      const client = clientFor([everything]);
      const put = { Bucket: "vault", Key: "k", Body: randomBytes(3000), ChecksumAlgorithm: algorithm };
      await client.send(new PutObjectCommand(put));
      const head = await client.send(new HeadObjectCommand({ Bucket: "vault", Key: "k", ChecksumMode: "ENABLED" }));
      expect(head[`Checksum${algorithm}`]).toMatch(/=$|[A-Za-z0-9+/]$/);
      expect(await bytesOf(client, { Bucket: "vault", Key: "k" })).toHaveLength(3000);
    },
  );

  test("with a wrong checksum are refused", async () => {
    await service.admin.createBucket("vault");
    const put = new PutObjectCommand({
      Bucket: "vault",
      Key: "k",
      Body: "x",
      ChecksumSHA256: createHash("sha256").update("y").digest("base64"),
    });
    await expect(clientFor([everything]).send(put)).rejects.toMatchObject({ name: "BadDigest" });
  });

  test("are read in ranges", async () => {
    await service.admin.createBucket("vault");
    const client = clientFor([everything]);
    await client.send(new PutObjectCommand({ Bucket: "vault", Key: "k", Body: "0123456789" }));
    const read = async (Range: string): Promise<string> =>
      (await bytesOf(client, { Bucket: "vault", Key: "k", Range })).toString();
    expect(await read("bytes=2-4")).toBe("234");
    expect(await read("bytes=7-")).toBe("789");
    expect(await read("bytes=-2")).toBe("89");
    await expect(read("bytes=10-")).rejects.toMatchObject({ name: "InvalidRange" });
  });

  test("put with If-None-Match are created once, whoever comes first", async () => {
    await service.admin.createBucket("vault");
    const client = clientFor([everything]);
    const put = (): Promise<unknown> =>
      client.send(new PutObjectCommand({ Bucket: "vault", Key: "seal", Body: "x", IfNoneMatch: "*" }));
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, put));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await expect(put()).rejects.toMatchObject({ name: "PreconditionFailed" });
  });

  test("unchanged since the reader's copy are not sent again", async () => {
    await service.admin.createBucket("vault");
    const client = clientFor([everything]);
    const { ETag } = await client.send(new PutObjectCommand({ Bucket: "vault", Key: "k", Body: "x" }));
    const read = new GetObjectCommand({ Bucket: "vault", Key: "k", IfNoneMatch: ETag });
    await expect(client.send(read)).rejects.toMatchObject({ $metadata: { httpStatusCode: 304 } });
  });

  test("are listed by prefix and delimiter, page by page", async () => {
    await service.admin.createBucket("vault");
    const client = clientFor([everything]);
    for (const Key of ["a/1", "a/2", "b", "c/1", "d<&>"])
      await client.send(new PutObjectCommand({ Bucket: "vault", Key, Body: "x" }));
    const names: string[] = [];
    let token: string | undefined;
    do {
      const page = await client.send(
        new ListObjectsV2Command({ Bucket: "vault", Delimiter: "/", MaxKeys: 2, ContinuationToken: token }),
      );
      names.push(
        ...(page.Contents ?? []).map(({ Key = "" }) => Key),
        ...(page.CommonPrefixes ?? []).map(({ Prefix = "" }) => Prefix),
      );
      token = page.NextContinuationToken;
    } while (token !== undefined);
    expect(names.sort()).toEqual(["a/", "b", "c/", "d<&>"]);
  });

  test("are copied with their metadata, and deleted many at once", async () => {
    await service.admin.createBucket("vault");
    const client = clientFor([everything]);
    await client.send(new PutObjectCommand({ Bucket: "vault", Key: "a b", Body: "x", Metadata: { m: "1" } }));
    await client.send(new CopyObjectCommand({ Bucket: "vault", Key: "copy", CopySource: "vault/a%20b" }));
    expect((await client.send(new HeadObjectCommand({ Bucket: "vault", Key: "copy" }))).Metadata).toEqual({ m: "1" });
    const Delete = { Objects: [{ Key: "a b" }, { Key: "copy" }, { Key: "gone" }] };
    expect((await client.send(new DeleteObjectsCommand({ Bucket: "vault", Delete }))).Deleted).toHaveLength(3);
    expect((await client.send(new ListObjectsV2Command({ Bucket: "vault" }))).KeyCount).toBe(0);
  });

  test("uploaded in parts are one object, and tell their listeners so", async () => {
    await service.admin.createBucket("vault");
    const created: ObjectCreated[] = [];
    service.admin.onObjectCreated("vault", (detail) => created.push(detail));
    const client = clientFor([everything]);
    const parts = [randomBytes(5 * 1024 * 1024), randomBytes(10)];
    const target = { Bucket: "vault", Key: "big" };
    const { UploadId } = await client.send(new CreateMultipartUploadCommand(target));
    const Parts = [];
    for (const [index, Body] of parts.entries()) {
      const { ETag } = await client.send(new UploadPartCommand({ ...target, UploadId, PartNumber: index + 1, Body }));
      Parts.push({ ETag, PartNumber: index + 1 });
    }
    await client.send(new CompleteMultipartUploadCommand({ ...target, UploadId, MultipartUpload: { Parts } }));
    expect((await bytesOf(client, target)).equals(Buffer.concat(parts))).toBe(true);
    expect(created).toMatchObject([
      { bucket: { name: "vault" }, object: { key: "big", size: 5242890 }, reason: "CompleteMultipartUpload" },
    ]);
  });
});

describe("versions", () => {
  test("stay behind a delete marker, and come back when it is removed", async () => {
    await service.admin.createBucket("seals", { versioning: "Enabled" });
    const client = clientFor([everything]);
    const first = await client.send(new PutObjectCommand({ Bucket: "seals", Key: "k", Body: "1" }));
    await client.send(new PutObjectCommand({ Bucket: "seals", Key: "k", Body: "2" }));
    const { VersionId: marker, DeleteMarker } = await client.send(
      new DeleteObjectCommand({ Bucket: "seals", Key: "k" }),
    );
    expect(DeleteMarker).toBe(true);
    await expect(bytesOf(client, { Bucket: "seals", Key: "k" })).rejects.toMatchObject({ name: "NoSuchKey" });
    const old = await client.send(new GetObjectCommand({ Bucket: "seals", Key: "k", VersionId: first.VersionId }));
    expect(await old.Body?.transformToString()).toBe("1");
    const listed = await client.send(new ListObjectVersionsCommand({ Bucket: "seals" }));
    expect([listed.Versions?.length, listed.DeleteMarkers?.length]).toEqual([2, 1]);
    await client.send(new DeleteObjectCommand({ Bucket: "seals", Key: "k", VersionId: marker }));
    expect((await bytesOf(client, { Bucket: "seals", Key: "k" })).toString()).toBe("2");
  });

  test("in COMPLIANCE retention cannot be deleted, nor their retention shortened, by anyone", async () => {
    const defaultRetention = { mode: "COMPLIANCE", days: 1 } as const;
    await service.admin.createBucket("seals", { versioning: "Enabled", objectLock: { defaultRetention } });
    const client = clientFor([everything]);
    const { VersionId } = await client.send(new PutObjectCommand({ Bucket: "seals", Key: "k", Body: "1" }));
    const version = { Bucket: "seals", Key: "k", VersionId };
    const { Retention } = await client.send(new GetObjectRetentionCommand(version));
    expect(Retention?.Mode).toBe("COMPLIANCE");
    const remove = new DeleteObjectCommand({ ...version, BypassGovernanceRetention: true });
    await expect(client.send(remove)).rejects.toMatchObject({ name: "AccessDenied" });
  });

  test("in GOVERNANCE retention can be deleted with the right to bypass it", async () => {
    const defaultRetention = { mode: "GOVERNANCE", days: 1 } as const;
    await service.admin.createBucket("seals", { versioning: "Enabled", objectLock: { defaultRetention } });
    const client = clientFor([everything]);
    const { VersionId } = await client.send(new PutObjectCommand({ Bucket: "seals", Key: "k", Body: "1" }));
    const version = { Bucket: "seals", Key: "k", VersionId };
    await expect(client.send(new DeleteObjectCommand(version))).rejects.toMatchObject({ name: "AccessDenied" });
    const noBypass = clientFor([{ Effect: "Allow", Action: "s3:DeleteObjectVersion", Resource: "*" }]);
    const bypassed = new DeleteObjectCommand({ ...version, BypassGovernanceRetention: true });
    await expect(noBypass.send(bypassed)).rejects.toMatchObject({
      message: expect.stringContaining("s3:BypassGovernanceRetention"),
    });
    await client.send(bypassed);
  });
});

describe("permissions", () => {
  test("a missing key is 404 for who may list the bucket, and 403 for others", async () => {
    await service.admin.createBucket("vault");
    const head = new HeadObjectCommand({ Bucket: "vault", Key: "missing" });
    const reader = clientFor([{ Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::vault/*" }]);
    await expect(reader.send(head)).rejects.toMatchObject({ $metadata: { httpStatusCode: 403 } });
    const lister = clientFor([everything]);
    await expect(lister.send(head)).rejects.toMatchObject({ $metadata: { httpStatusCode: 404 } });
  });

  test("an unencrypted put is refused where the bucket's policy demands KMS", async () => {
    await service.admin.createBucket("vault");
    const Condition = { StringNotEquals: { "s3:x-amz-server-side-encryption": "aws:kms" } };
    const demand: Statement = {
      Sid: "DemandKms",
      Effect: "Deny",
      Principal: "*",
      Action: "s3:PutObject",
      Resource: "arn:aws:s3:::vault/*",
      Condition,
    };
    await service.admin.setPolicy("vault", {
      name: "vault policy",
      document: { Version: "2012-10-17", Statement: [demand] },
    });
    const client = clientFor([everything]);
    const put = { Bucket: "vault", Key: "k", Body: "x" };
    await expect(client.send(new PutObjectCommand(put))).rejects.toMatchObject({ name: "AccessDenied" });
    const answer = await client.send(new PutObjectCommand({ ...put, ServerSideEncryption: "aws:kms" }));
    expect(answer.ServerSideEncryption).toBe("aws:kms");
  });

  test("a prefix decides who may list what", async () => {
    await service.admin.createBucket("vault");
    const Condition = { StringLike: { "s3:prefix": "mine/*" } };
    const client = clientFor([{ Effect: "Allow", Action: "s3:ListBucket", Resource: "arn:aws:s3:::vault", Condition }]);
    await client.send(new ListObjectsV2Command({ Bucket: "vault", Prefix: "mine/x" }));
    await expect(client.send(new ListObjectsV2Command({ Bucket: "vault" }))).rejects.toMatchObject({
      name: "AccessDenied",
    });
  });
});
