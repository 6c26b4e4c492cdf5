import { constants, createPrivateKey, createPublicKey, sign, verify, type KeyObject } from "node:crypto";
import { AwsError } from "../../gateway/aws-error.ts";
import { SIGNING_ALGORITHMS, type KeyRecord } from "./key-record.ts";

export interface SigningRequest {
  readonly message: Buffer;
  readonly messageType: string;
  readonly algorithm: string;
}

/** Signs a message with a key's private half. ECDSA signatures are DER, as KMS answers them. */
export function signMessage(key: KeyRecord, material: Buffer, request: SigningRequest): Buffer {
  return sign(digestOf(key, request), request.message, withPadding(privateKey(material), request.algorithm));
}

/** Whether a signature is this key's over this message. */
export function verifyMessage(
  key: KeyRecord,
  material: Buffer,
  request: SigningRequest & { signature: Buffer },
): boolean {
  const publicKey = withPadding(createPublicKey(privateKey(material)), request.algorithm);
  return verify(digestOf(key, request), request.message, publicKey, request.signature);
}

/** The public half as DER SubjectPublicKeyInfo. */
export function publicKeyOf(material: Buffer): Buffer {
  return createPublicKey(privateKey(material)).export({ type: "spki", format: "der" });
}

function privateKey(material: Buffer): KeyObject {
  return createPrivateKey({ key: material, type: "pkcs8", format: "der" });
}

function digestOf(key: KeyRecord, request: SigningRequest): string {
  if (SIGNING_ALGORITHMS[key.keySpec]?.includes(request.algorithm) !== true) {
    throw new AwsError(
      "InvalidKeyUsageException",
      `Algorithm ${request.algorithm} is incompatible with key spec ${key.keySpec}.`,
    );
  }
  if (request.messageType !== "RAW") {
    throw new AwsError(
      "UnsupportedOperationException",
      "The local cloud signs messages of type RAW only, up to 4096 bytes.",
    );
  }
  return `sha${request.algorithm.slice(-3)}`;
}

function withPadding(key: KeyObject, algorithm: string): { key: KeyObject; padding?: number; saltLength?: number } {
  if (algorithm.startsWith("ECDSA")) return { key };
  if (algorithm.startsWith("RSASSA_PKCS1")) return { key, padding: constants.RSA_PKCS1_PADDING };
  return { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
}
