import { jsonModule } from "../../gateway/json-module.ts";
import type { Ask, ServiceModule } from "../../gateway/service-module.ts";
import { describeOperations } from "./describe-operations.ts";
import { encryptOperations } from "./encrypt-operations.ts";
import { open, seal, type EncryptionContext } from "./ciphertext.ts";
import { keyAsk, type KeyUse } from "./key-asks.ts";
import type { KeyRecord } from "./key-record.ts";
import { KeyStore, type NewKey } from "./key-store.ts";
import { macOperations } from "./mac-operations.ts";
import { signOperations } from "./sign-operations.ts";

/** What templates and the other services do with keys, without going over HTTP. */
export interface KmsAdmin {
  createKey(key: NewKey): KeyRecord;
  updateKey(keyId: string, change: { keyPolicy?: unknown; description?: string; enabled?: boolean }): KeyRecord;
  /** Erases the material at once; what it encrypted is lost. */
  deleteKey(keyId: string): void;
  /** `alias/name` → key id or ARN. */
  createAlias(alias: string, keyId: string): void;
  deleteAlias(alias: string): void;
  /** Id, ARN, alias or alias ARN; throws AwsError NotFoundException. */
  findKey(reference: string): KeyRecord;
  /** The permission that a service needs from its caller when it uses the key on the caller's behalf. */
  askFor(use: KeyUse): Ask;
  encrypt(keyId: string, plaintext: Buffer, context: EncryptionContext): Buffer;
  decrypt(keyId: string, blob: Buffer, context: EncryptionContext): Buffer;
}

export interface KmsService {
  readonly module: ServiceModule;
  readonly admin: KmsAdmin;
}

/** AWS KMS with real keys in `dataDir`; creating and deleting keys is for templates only. */
export async function createKms(options: { dataDir: string }): Promise<KmsService> {
  const keys = await KeyStore.open(options.dataDir);
  const module = jsonModule({
    signingName: "kms",
    protocol: "json-1.1",
    operations: {
      ...describeOperations(keys),
      ...encryptOperations(keys),
      ...macOperations(keys),
      ...signOperations(keys),
    },
    close: async () => keys.close(),
  });
  return { module, admin: adminOf(keys) };
}

function adminOf(keys: KeyStore): KmsAdmin {
  const holder = (keyId: string): { keyId: string; material: Buffer } => {
    const key = keys.find(keyId);
    return { keyId: key.keyId, material: keys.materialOf(key) };
  };
  return {
    createKey: (key) => keys.create(key),
    updateKey: (keyId, change) => keys.update(keyId, change),
    deleteKey: (keyId) => keys.delete(keyId),
    createAlias: (alias, keyId) => keys.putAlias(alias, keyId),
    deleteAlias: (alias) => keys.deleteAlias(alias),
    findKey: (reference) => keys.find(reference),
    askFor: (use) => keyAsk(keys, use),
    encrypt: (keyId, plaintext, context) => seal(holder(keyId), plaintext, context),
    decrypt: (keyId, blob, context) => open(holder(keyId), blob, context),
  };
}
