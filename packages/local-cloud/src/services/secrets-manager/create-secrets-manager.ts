import { jsonModule } from "../../gateway/json-module.ts";
import type { Ask, ServiceModule } from "../../gateway/service-module.ts";
import type { KmsAdmin } from "../kms/create-kms.ts";
import { lifecycleOperations } from "./lifecycle-operations.ts";
import { generateSecretString, type GenerateSecretString } from "./random-password.ts";
import { readOperations } from "./read-operations.ts";
import { type RotateSecret, Rotations } from "./rotations.ts";
import { secretAsk } from "./secret-asks.ts";
import type { SecretRecord } from "./secret-record.ts";
import { SecretStore } from "./secret-store.ts";
import { CURRENT, findVersion } from "./version-stages.ts";
import { writeOperations } from "./write-operations.ts";

export interface TemplateSecret {
  readonly name: string;
  readonly description?: string;
  readonly generateSecretString?: GenerateSecretString;
  readonly secretString?: string;
  readonly kmsKeyId?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

/** What templates and the other services do with secrets, without going over HTTP. */
export interface SecretsManagerAdmin {
  /** Creates the secret; one of that name keeps its ARN and value, and takes the description and key. */
  createSecret(secret: TemplateSecret): { arn: string };
  deleteSecret(secretId: string): void;
  setResourcePolicy(secretId: string, policy: unknown): void;
  setRotation(
    secretId: string,
    rotation: { functionArn: string; rules?: Readonly<Record<string, unknown>> } | undefined,
  ): void;
  putSecretString(secretId: string, secretString: string): void;
  /** The current value; throws AwsError ResourceNotFoundException. */
  readSecretString(secretId: string): string;
  /** The same; undefined where the secret has no value yet. */
  findSecretString(secretId: string): string | undefined;
  /** A secret's ARN and its current version; undefined where there is no such secret, or no value in it. */
  currentVersion(secretId: string): { readonly arn: string; readonly versionId: string } | undefined;
  /** The permission to read a secret, for services that read it in their caller's name (the Data API). */
  readAsk(secretId: string): Ask;
}

export interface SecretsManagerService {
  readonly module: ServiceModule;
  readonly admin: SecretsManagerAdmin;
  readonly rotations: Rotations;
}

export interface SecretsManagerOptions {
  readonly dataDir: string;
  /** Encrypts values of secrets that have a key of their own. */
  readonly kms?: KmsAdmin;
  readonly rotate?: RotateSecret;
  readonly now?: () => number;
  readonly onRotationFailed?: (secretName: string, error: unknown) => void;
}

/** AWS Secrets Manager with its secrets in `dataDir`. */
export async function createSecretsManager(options: SecretsManagerOptions): Promise<SecretsManagerService> {
  const { rotate, now = Date.now, onRotationFailed: onFailure } = options;
  const store = await SecretStore.open(options.dataDir, options.kms);
  const rotations = new Rotations(store, {
    now,
    ...(rotate === undefined ? {} : { rotate }),
    ...(onFailure === undefined ? {} : { onFailure }),
  });
  const module = jsonModule({
    signingName: "secretsmanager",
    protocol: "json-1.1",
    validationCode: "InvalidParameterException",
    operations: {
      ...readOperations(store, options.kms),
      ...writeOperations(store, options.kms),
      ...lifecycleOperations(store, rotations),
    },
    close: async () => store.close(),
  });
  return { module, admin: adminOf(store), rotations };
}

function adminOf(store: SecretStore): SecretsManagerAdmin {
  return {
    createSecret: (template) => createFromTemplate(store, template),
    deleteSecret: (secretId) => store.remove(store.find(secretId).arn),
    setResourcePolicy: (secretId, policy) => void store.save({ ...store.find(secretId), policy }),
    setRotation: (secretId, rotation) => {
      const { rotation: known, ...secret } = store.find(secretId);
      store.save(rotation === undefined ? secret : { ...secret, rotation: { ...known, ...rotation } });
    },
    putSecretString: (secretId, secretString) => {
      store.putVersion(store.get(secretId), { kind: "string", bytes: Buffer.from(secretString) });
    },
    readSecretString: (secretId) => {
      const secret = store.get(secretId);
      return store.reveal(secret, findVersion(secret, { VersionStage: CURRENT })).bytes.toString("utf8");
    },
    findSecretString: (secretId) => {
      const secret = store.get(secretId);
      const current = secret.versions.find(({ stages }) => stages.includes(CURRENT));
      return current === undefined ? undefined : store.reveal(secret, current).bytes.toString("utf8");
    },
    currentVersion: (secretId) => {
      const secret = store.resolve(secretId);
      const current = secret?.versions.find(({ stages }) => stages.includes(CURRENT));
      return secret === undefined || current === undefined
        ? undefined
        : { arn: secret.arn, versionId: current.versionId };
    },
    readAsk: (secretId) => secretAsk(store, { operation: "GetSecretValue", secretId }),
  };
}

function createFromTemplate(store: SecretStore, template: TemplateSecret): { arn: string } {
  const secret = knownOrNew(store, template);
  const { generateSecretString: rules } = template;
  const value = template.secretString ?? (rules === undefined ? undefined : generateSecretString(rules));
  // A secret that has a value keeps it: it may have been rotated since.
  if (value !== undefined && secret.versions.length === 0) {
    store.putVersion(secret, { kind: "string", bytes: Buffer.from(value) });
  }
  return { arn: secret.arn };
}

function knownOrNew(store: SecretStore, template: TemplateSecret): SecretRecord {
  const { name, description = "", kmsKeyId, tags = {} } = template;
  const known = store.resolve(name);
  if (known === undefined) return store.create({ name, description, kmsKeyId, tags });
  const { deletionAt: _deletionAt, ...alive } = known;
  return store.save({ ...alive, description, tags, ...(kmsKeyId === undefined ? {} : { kmsKeyId }) });
}
