import { randomBytes, randomUUID } from "node:crypto";
import type { NamedPolicy, PolicyDocument } from "@agentic-pm/iam";
import { arn } from "../../gateway/account.ts";
import { AwsError } from "../../gateway/aws-error.ts";
import { openDurableMap, type DurableMap } from "../../state/durable-map.ts";
import type { KmsAdmin } from "../kms/create-kms.ts";
import type { SecretRecord, SecretValue, SecretVersion } from "./secret-record.ts";
import { addVersion, CURRENT } from "./version-stages.ts";

export interface NewSecret {
  readonly name: string;
  readonly description?: string | undefined;
  readonly kmsKeyId?: string | undefined;
  readonly tags?: Readonly<Record<string, string>>;
}

/** The encryption port: what the store needs of KMS. */
export type SecretCipher = Pick<KmsAdmin, "encrypt" | "decrypt" | "findKey">;

/** The account's secrets, by ARN, on disk with mode 0600. */
export class SecretStore {
  readonly #secrets: DurableMap<SecretRecord>;
  readonly #cipher: SecretCipher | undefined;
  readonly #policies = new WeakMap<SecretRecord, NamedPolicy>();

  private constructor(secrets: DurableMap<SecretRecord>, cipher: SecretCipher | undefined) {
    this.#secrets = secrets;
    this.#cipher = cipher;
  }

  static async open(folder: string, cipher?: SecretCipher): Promise<SecretStore> {
    return new SecretStore(await openDurableMap<SecretRecord>(`${folder}/secrets.jsonl`), cipher);
  }

  /** Creates a secret without a value; its ARN ends in six characters by chance, as AWS's do. */
  create(secret: NewSecret): SecretRecord {
    if (!/^[\w/+=.@-]{1,512}$/.test(secret.name)) throw new AwsError("InvalidParameterException", "Invalid name.");
    const known = this.resolve(secret.name);
    if (known?.deletionAt !== undefined) throw scheduledForDeletion();
    if (known !== undefined) {
      throw new AwsError(
        "ResourceExistsException",
        `The operation failed because the secret ${secret.name} already exists.`,
      );
    }
    const now = new Date().toISOString();
    const record: SecretRecord = {
      arn: arn("secretsmanager", `secret:${secret.name}-${suffix()}`),
      name: secret.name,
      description: secret.description ?? "",
      ...(secret.kmsKeyId === undefined ? {} : { kmsKeyId: secret.kmsKeyId }),
      tags: secret.tags ?? {},
      createdAt: now,
      changedAt: now,
      versions: [],
    };
    this.#secrets.put(record.arn, record);
    return record;
  }

  /** Replaces the record as a whole. */
  save(secret: SecretRecord): SecretRecord {
    const changed = { ...secret, changedAt: new Date().toISOString() };
    this.#secrets.put(changed.arn, changed);
    return changed;
  }

  remove(secretArn: string): void {
    this.#secrets.remove(secretArn);
  }

  list(): SecretRecord[] {
    return [...this.#secrets.values()];
  }

  /** Finds a secret by name, full ARN or ARN without its six characters. */
  resolve(secretId: string): SecretRecord | undefined {
    const direct = this.#secrets.get(secretId);
    if (direct !== undefined) return direct;
    const name = secretId.startsWith("arn:") ? secretId.split(":").slice(6).join(":") : secretId;
    return this.list().find((secret) => secret.name === name);
  }

  /** The secret, alive; throws AwsError in Secrets Manager's words. */
  get(secretId: string): SecretRecord {
    const secret = this.find(secretId);
    if (secret.deletionAt === undefined) return secret;
    const words = "You can't perform this operation on the secret because it was marked for deletion.";
    throw new AwsError("InvalidRequestException", words);
  }

  /** The secret, also while it waits for its deletion. */
  find(secretId: string): SecretRecord {
    const secret = this.resolve(secretId);
    if (secret !== undefined) return secret;
    throw new AwsError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
  }

  /** Stores a value as a new version; the same token with the same value is one version. */
  putVersion(
    secret: SecretRecord,
    value: SecretValue,
    options: { token?: string | undefined; stages?: readonly string[] | undefined } = {},
  ): { secret: SecretRecord; version: SecretVersion } {
    const versionId = options.token ?? randomUUID();
    const known = secret.versions.find((version) => version.versionId === versionId);
    if (known !== undefined) {
      if (this.reveal(secret, known).bytes.equals(value.bytes)) return { secret, version: known };
      const words = `You can't use ClientRequestToken ${versionId} because that value is already in use for a version of secret ${secret.arn}.`;
      throw new AwsError("ResourceExistsException", words);
    }
    const stages = options.stages ?? [CURRENT];
    const version: SecretVersion = {
      versionId,
      stages,
      createdAt: new Date().toISOString(),
      kind: value.kind,
      ...this.#conceal(secret, versionId, value),
    };
    return { secret: this.save({ ...secret, versions: addVersion(secret.versions, version, stages) }), version };
  }

  /** A version's value in clear. */
  reveal(secret: SecretRecord, version: SecretVersion): SecretValue {
    const stored = Buffer.from(version.value, "base64");
    if (version.kmsKeyId === undefined) return { kind: version.kind, bytes: stored };
    const context = encryptionContext(secret, version.versionId);
    const bytes = this.#cipher?.decrypt(version.kmsKeyId, stored, context);
    if (bytes === undefined) throw new AwsError("DecryptionFailure", "The secret's key is not available.");
    return { kind: version.kind, bytes };
  }

  /** The resource policy under the name that explanations show; the same object until the secret changes. */
  policyOf(secret: SecretRecord): NamedPolicy | undefined {
    if (secret.policy === undefined) return undefined;
    let named = this.#policies.get(secret);
    if (named === undefined) {
      named = { name: `resource policy of ${secret.name}`, document: secret.policy as PolicyDocument };
      this.#policies.set(secret, named);
    }
    return named;
  }

  close(): void {
    this.#secrets.close();
  }

  #conceal(secret: SecretRecord, versionId: string, value: SecretValue): { value: string; kmsKeyId?: string } {
    if (secret.kmsKeyId === undefined || this.#cipher === undefined) return { value: value.bytes.toString("base64") };
    const { arn: kmsKeyId } = this.#cipher.findKey(secret.kmsKeyId);
    const blob = this.#cipher.encrypt(kmsKeyId, value.bytes, encryptionContext(secret, versionId));
    return { value: blob.toString("base64"), kmsKeyId };
  }
}

/** What Secrets Manager binds a value's encryption to. */
export function encryptionContext(secret: SecretRecord, versionId: string): Record<string, string> {
  return { SecretARN: secret.arn, SecretVersionId: versionId };
}

export function scheduledForDeletion(): AwsError {
  const words = "You can't create this secret because a secret with this name is already scheduled for deletion.";
  return new AwsError("InvalidRequestException", words);
}

function suffix(): string {
  const alphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  return [...randomBytes(6)].map((byte) => alphabet[byte % alphabet.length]).join("");
}
