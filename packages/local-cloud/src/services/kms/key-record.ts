/** What a key can do: the specs that node:crypto covers and this product uses. */
export type KeySpec = "SYMMETRIC_DEFAULT" | "HMAC_256" | "RSA_2048" | "ECC_NIST_P256";
export type KeyUsage = "ENCRYPT_DECRYPT" | "GENERATE_VERIFY_MAC" | "SIGN_VERIFY";

/** A key's description; its material is kept apart, so that erasing one file erases the key. */
export interface KeyRecord {
  readonly keyId: string;
  readonly arn: string;
  readonly description: string;
  readonly keySpec: KeySpec;
  readonly keyUsage: KeyUsage;
  readonly enabled: boolean;
  /** ISO 8601. */
  readonly createdAt: string;
  /** The key policy, an IAM document. */
  readonly keyPolicy: unknown;
}

/** What each spec is used for. */
export const USAGE_OF: Record<KeySpec, KeyUsage> = {
  SYMMETRIC_DEFAULT: "ENCRYPT_DECRYPT",
  HMAC_256: "GENERATE_VERIFY_MAC",
  RSA_2048: "SIGN_VERIFY",
  ECC_NIST_P256: "SIGN_VERIFY",
};

export const SIGNING_ALGORITHMS: Partial<Record<KeySpec, readonly string[]>> = {
  RSA_2048: [
    "RSASSA_PSS_SHA_256",
    "RSASSA_PSS_SHA_384",
    "RSASSA_PSS_SHA_512",
    "RSASSA_PKCS1_V1_5_SHA_256",
    "RSASSA_PKCS1_V1_5_SHA_384",
    "RSASSA_PKCS1_V1_5_SHA_512",
  ],
  ECC_NIST_P256: ["ECDSA_SHA_256"],
};

/** The members that DescribeKey and CreateKey answer. */
export function keyMetadata(key: KeyRecord): Record<string, unknown> {
  const [, , , , account] = key.arn.split(":");
  return {
    AWSAccountId: account,
    KeyId: key.keyId,
    Arn: key.arn,
    CreationDate: Date.parse(key.createdAt) / 1_000,
    Enabled: key.enabled,
    Description: key.description,
    KeyUsage: key.keyUsage,
    KeyState: key.enabled ? "Enabled" : "Disabled",
    Origin: "AWS_KMS",
    KeyManager: "CUSTOMER",
    KeySpec: key.keySpec,
    CustomerMasterKeySpec: key.keySpec,
    MultiRegion: false,
    ...(key.keyUsage === "ENCRYPT_DECRYPT" ? { EncryptionAlgorithms: ["SYMMETRIC_DEFAULT"] } : {}),
    ...(key.keyUsage === "GENERATE_VERIFY_MAC" ? { MacAlgorithms: ["HMAC_SHA_256"] } : {}),
    ...(key.keyUsage === "SIGN_VERIFY" ? { SigningAlgorithms: SIGNING_ALGORITHMS[key.keySpec] } : {}),
  };
}
