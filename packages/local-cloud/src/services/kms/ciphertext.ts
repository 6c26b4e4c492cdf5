import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { AwsError } from "../../gateway/aws-error.ts";

/** Names and values that are bound to a ciphertext without being in it. */
export type EncryptionContext = Readonly<Record<string, string>>;

const FORMAT = 1;
const ID_LENGTH = 36;
const IV_LENGTH = 12;
const TAG_LENGTH = 16;
const HEAD = 1 + ID_LENGTH + IV_LENGTH + TAG_LENGTH;

/** Encrypts under a key; the blob names the key, and the context must be given again to open it. */
export function seal(key: { keyId: string; material: Buffer }, plaintext: Buffer, context: EncryptionContext): Buffer {
  const iv = randomBytes(IV_LENGTH);
  const cipher = createCipheriv("aes-256-gcm", key.material, iv);
  cipher.setAAD(boundData(key.keyId, context));
  const body = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return Buffer.concat([Buffer.of(FORMAT), Buffer.from(key.keyId, "latin1"), iv, cipher.getAuthTag(), body]);
}

/** Opens a blob; throws AwsError InvalidCiphertextException for a changed blob or another context. */
export function open(key: { keyId: string; material: Buffer }, blob: Buffer, context: EncryptionContext): Buffer {
  const iv = blob.subarray(1 + ID_LENGTH, 1 + ID_LENGTH + IV_LENGTH);
  const decipher = createDecipheriv("aes-256-gcm", key.material, iv, { authTagLength: TAG_LENGTH });
  decipher.setAAD(boundData(key.keyId, context));
  try {
    decipher.setAuthTag(blob.subarray(HEAD - TAG_LENGTH, HEAD));
    return Buffer.concat([decipher.update(blob.subarray(HEAD)), decipher.final()]);
  } catch {
    throw invalidCiphertext();
  }
}

/** The key that a blob says it was encrypted under. */
export function keyIdOf(blob: Buffer): string {
  if (blob.length < HEAD || blob[0] !== FORMAT) throw invalidCiphertext();
  return blob.toString("latin1", 1, 1 + ID_LENGTH);
}

export function invalidCiphertext(): AwsError {
  return new AwsError("InvalidCiphertextException", "The ciphertext is invalid.");
}

function boundData(keyId: string, context: EncryptionContext): Buffer {
  const pairs = Object.entries(context).sort(([a], [b]) => (a < b ? -1 : 1));
  return Buffer.from(JSON.stringify([keyId, pairs]));
}
