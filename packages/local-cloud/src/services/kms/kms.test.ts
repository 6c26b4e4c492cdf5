import { afterAll, beforeAll, expect, test } from "@jest/globals";
import {
  DecryptCommand,
  EncryptCommand,
  GenerateDataKeyCommand,
  GenerateMacCommand,
  GetPublicKeyCommand,
  KMSClient,
  SignCommand,
  VerifyCommand,
  VerifyMacCommand,
} from "@aws-sdk/client-kms";
import { createPublicKey, verify } from "node:crypto";
import { join } from "node:path";
import { startSmallCloud, type SmallCloud } from "../../gateway/small-cloud.ts";
import { createKms, type KmsService } from "./create-kms.ts";

let cloud: SmallCloud;
let kms: KmsService;
let client: KMSClient;

beforeAll(async () => {
  cloud = await startSmallCloud(async ({ folder }) => {
    kms = await createKms({ dataDir: join(folder, "kms") });
    return [kms.module];
  });
  client = new KMSClient(cloud.as("crypto", [{ Sid: "UseEveryKey", Effect: "Allow", Action: "kms:*", Resource: "*" }]));
});
afterAll(() => cloud.close());

const context = { booking: "B1" };
const Plaintext = Buffer.from("a secret");

test("what was encrypted under a context opens under that context alone, also after reopening", async () => {
  const { keyId } = kms.admin.createKey({});
  const { CiphertextBlob } = await client.send(
    new EncryptCommand({ KeyId: keyId, Plaintext, EncryptionContext: context }),
  );
  const opened = await client.send(new DecryptCommand({ CiphertextBlob, EncryptionContext: context }));
  expect(Buffer.from(opened.Plaintext ?? []).toString()).toBe("a secret");
  const other = client.send(new DecryptCommand({ CiphertextBlob, EncryptionContext: { booking: "B2" } }));
  await expect(other).rejects.toMatchObject({ name: "InvalidCiphertextException" });
  const again = await createKms({ dataDir: join(cloud.folder, "kms") });
  expect(again.admin.decrypt(keyId, Buffer.from(CiphertextBlob ?? []), context).toString()).toBe("a secret");
});

test("an erased key opens nothing any more", async () => {
  const { keyId } = kms.admin.createKey({});
  const blob = await client.send(new GenerateDataKeyCommand({ KeyId: keyId, KeySpec: "AES_256" }));
  kms.admin.deleteKey(keyId);
  const opening = client.send(new DecryptCommand({ CiphertextBlob: blob.CiphertextBlob }));
  await expect(opening).rejects.toMatchObject({ name: "NotFoundException" });
});

test("a MAC verifies for its message alone", async () => {
  const { arn: KeyId } = kms.admin.createKey({ keySpec: "HMAC_256" });
  const MacAlgorithm = "HMAC_SHA_256";
  const { Mac } = await client.send(new GenerateMacCommand({ KeyId, MacAlgorithm, Message: Plaintext }));
  const checked = await client.send(new VerifyMacCommand({ KeyId, MacAlgorithm, Mac, Message: Plaintext }));
  expect(checked.MacValid).toBe(true);
  const other = client.send(new VerifyMacCommand({ KeyId, MacAlgorithm, Mac, Message: Buffer.from("b") }));
  await expect(other).rejects.toMatchObject({ name: "KMSInvalidMacException" });
});

test.each([
  ["ECC_NIST_P256", "ECDSA_SHA_256"],
  ["RSA_2048", "RSASSA_PKCS1_V1_5_SHA_256"],
] as const)("a signature by %s verifies with KMS and with its public key alone", async (keySpec, SigningAlgorithm) => {
  const { arn } = kms.admin.createKey({ keySpec });
  kms.admin.createAlias(`alias/${keySpec}`, arn);
  const KeyId = `alias/${keySpec}`;
  const { Signature } = await client.send(new SignCommand({ KeyId, Message: Plaintext, SigningAlgorithm }));
  const checked = await client.send(new VerifyCommand({ KeyId, Message: Plaintext, SigningAlgorithm, Signature }));
  expect(checked.SignatureValid).toBe(true);
  const { PublicKey } = await client.send(new GetPublicKeyCommand({ KeyId }));
  const key = createPublicKey({ key: Buffer.from(PublicKey ?? []), type: "spki", format: "der" });
  expect(verify("sha256", Plaintext, key, Signature ?? Buffer.alloc(0))).toBe(true);
});

test("a key whose policy does not let the account in refuses whom IAM allows", async () => {
  const keyPolicy = { Version: "2012-10-17", Statement: [] };
  const { keyId } = kms.admin.createKey({ keyPolicy });
  const denied = client.send(new EncryptCommand({ KeyId: keyId, Plaintext }));
  await expect(denied).rejects.toMatchObject({ name: "AccessDeniedException" });
});

test("a statement can demand an encryption context", async () => {
  const { keyId } = kms.admin.createKey({});
  const Condition = { StringEquals: { "kms:EncryptionContext:booking": "B1" } };
  const statement = { Sid: "OwnBooking", Effect: "Allow", Action: "kms:Encrypt", Resource: "*", Condition };
  const narrow = new KMSClient(cloud.as("narrow", [statement]));
  await expect(
    narrow.send(new EncryptCommand({ KeyId: keyId, Plaintext, EncryptionContext: context })),
  ).resolves.toBeDefined();
  const other = narrow.send(new EncryptCommand({ KeyId: keyId, Plaintext }));
  await expect(other).rejects.toMatchObject({ name: "AccessDeniedException" });
});
