/** One version of a secret. Its value is on disk as it was given, or encrypted under the secret's own key. */
export interface SecretVersion {
  readonly versionId: string;
  readonly stages: readonly string[];
  /** ISO 8601. */
  readonly createdAt: string;
  readonly kind: "string" | "binary";
  /** Base64 of the value, or of its ciphertext where `kmsKeyId` is set. */
  readonly value: string;
  readonly kmsKeyId?: string;
}

export interface SecretRecord {
  readonly arn: string;
  readonly name: string;
  readonly description: string;
  readonly kmsKeyId?: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly createdAt: string;
  readonly changedAt: string;
  /** Set while the secret waits for its deletion, ISO 8601. */
  readonly deletionAt?: string;
  readonly rotation?: SecretRotation;
  /** The resource policy, an IAM document. */
  readonly policy?: unknown;
  readonly versions: readonly SecretVersion[];
}

/** What rotates a secret, how often, and how far it is. */
export interface SecretRotation {
  readonly functionArn: string;
  readonly rules?: Readonly<Record<string, unknown>>;
  /** ISO 8601. */
  readonly rotatedAt?: string;
  /** The version that a rotation is to bring in, from its beginning to its end. */
  readonly pending?: string;
}

/** A value in clear. */
export interface SecretValue {
  readonly kind: "string" | "binary";
  readonly bytes: Buffer;
}
