import { createHmac, generateKeyPairSync, randomBytes } from "node:crypto";
import type { KeySpec } from "./key-record.ts";

/** New secret bytes for a key: 32 random ones, or a private key in PKCS #8. */
export function newMaterial(spec: KeySpec): Buffer {
  switch (spec) {
    case "SYMMETRIC_DEFAULT":
    case "HMAC_256":
      return randomBytes(32);
    case "RSA_2048":
      return generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ type: "pkcs8", format: "der" });
    case "ECC_NIST_P256":
      return generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ type: "pkcs8", format: "der" });
  }
}

/** HMAC_SHA_256 over a message. */
export function mac(material: Buffer, message: Buffer): Buffer {
  return createHmac("sha256", material).update(message).digest();
}
