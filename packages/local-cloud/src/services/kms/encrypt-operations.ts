import { randomBytes } from "node:crypto";
import * as z from "zod";
import { AwsError } from "../../gateway/aws-error.ts";
import { jsonOperation, type JsonOperation } from "../../gateway/json-module.ts";
import type { Ask } from "../../gateway/service-module.ts";
import { keyIdOf, open, seal, type EncryptionContext } from "./ciphertext.ts";
import { blob, encryptionContext, keyId } from "./input.ts";
import { keyAsk } from "./key-asks.ts";
import type { KeyRecord } from "./key-record.ts";
import type { KeyStore } from "./key-store.ts";
import { usableKey } from "./usable-key.ts";

const ENCRYPT = z.object({ KeyId: keyId, Plaintext: blob(4096), EncryptionContext: encryptionContext });
const DECRYPT = z.object({ KeyId: keyId.optional(), CiphertextBlob: blob(6144), EncryptionContext: encryptionContext });
const DATA_KEY = z.object({
  KeyId: keyId,
  EncryptionContext: encryptionContext,
  KeySpec: z.enum(["AES_256", "AES_128"]).optional(),
  NumberOfBytes: z.int().min(1).max(1024).optional(),
});

/** Encrypt, Decrypt and the data keys. */
export function encryptOperations(keys: KeyStore): Record<string, JsonOperation> {
  const ask = (action: string, use: { KeyId: string; EncryptionContext: EncryptionContext }): Ask[] => [
    keyAsk(keys, {
      action: `kms:${action}`,
      keyId: use.KeyId,
      encryptionContext: use.EncryptionContext,
      context: { "kms:EncryptionAlgorithm": "SYMMETRIC_DEFAULT" },
    }),
  ];
  const sealed = (key: KeyRecord, plaintext: Buffer, context: EncryptionContext): string =>
    seal({ keyId: key.keyId, material: keys.materialOf(key) }, plaintext, context).toString("base64");
  const dataKey = (action: string, withPlaintext: boolean): JsonOperation =>
    jsonOperation(DATA_KEY, {
      asks: (input) => ask(action, input),
      run: (input) => {
        const key = usableKey(keys, input.KeyId, "ENCRYPT_DECRYPT");
        const plaintext = randomBytes(dataKeyLength(input));
        const answer = { KeyId: key.arn, CiphertextBlob: sealed(key, plaintext, input.EncryptionContext) };
        return withPlaintext ? { ...answer, Plaintext: plaintext.toString("base64") } : answer;
      },
    });
  return {
    Encrypt: jsonOperation(ENCRYPT, {
      asks: (input) => ask("Encrypt", input),
      run: (input) => {
        const key = usableKey(keys, input.KeyId, "ENCRYPT_DECRYPT");
        const CiphertextBlob = sealed(key, input.Plaintext, input.EncryptionContext);
        return { KeyId: key.arn, CiphertextBlob, EncryptionAlgorithm: "SYMMETRIC_DEFAULT" };
      },
    }),
    Decrypt: jsonOperation(DECRYPT, {
      asks: (input) => ask("Decrypt", { ...input, KeyId: input.KeyId ?? keyIdOf(input.CiphertextBlob) }),
      run: (input) => {
        const key = usableKey(keys, keyIdOf(input.CiphertextBlob), "ENCRYPT_DECRYPT");
        if (input.KeyId !== undefined && keys.find(input.KeyId).keyId !== key.keyId) throw incorrectKey();
        const holder = { keyId: key.keyId, material: keys.materialOf(key) };
        const plaintext = open(holder, input.CiphertextBlob, input.EncryptionContext);
        return { KeyId: key.arn, Plaintext: plaintext.toString("base64"), EncryptionAlgorithm: "SYMMETRIC_DEFAULT" };
      },
    }),
    GenerateDataKey: dataKey("GenerateDataKey", true),
    GenerateDataKeyWithoutPlaintext: dataKey("GenerateDataKeyWithoutPlaintext", false),
  };
}

function dataKeyLength(input: { KeySpec?: string | undefined; NumberOfBytes?: number | undefined }): number {
  if ((input.KeySpec === undefined) === (input.NumberOfBytes === undefined)) {
    throw new AwsError("ValidationException", "Please specify either number of bytes or key spec.");
  }
  return input.NumberOfBytes ?? (input.KeySpec === "AES_128" ? 16 : 32);
}

function incorrectKey(): AwsError {
  const words = "The key ID in the request does not identify a CMK that can perform this operation.";
  return new AwsError("IncorrectKeyException", words);
}
