import { randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ACCOUNT_ID, arn } from "../../gateway/account.ts";
import { AwsError } from "../../gateway/aws-error.ts";
import { openDurableMap, type DurableMap } from "../../state/durable-map.ts";
import { newMaterial } from "./key-material.ts";
import { USAGE_OF, type KeyRecord, type KeySpec, type KeyUsage } from "./key-record.ts";

export interface NewKey {
  readonly keySpec?: KeySpec;
  readonly keyUsage?: KeyUsage;
  readonly keyPolicy?: unknown;
  readonly description?: string;
}

/** The keys and aliases of the account. Material lies in a file per key (0600) that deleting the key erases. */
export class KeyStore {
  readonly #folder: string;
  readonly #keys: DurableMap<KeyRecord>;
  readonly #aliases: DurableMap<string>;
  readonly #materials = new Map<string, Buffer>();

  private constructor(folder: string, keys: DurableMap<KeyRecord>, aliases: DurableMap<string>) {
    this.#folder = folder;
    this.#keys = keys;
    this.#aliases = aliases;
  }

  static async open(folder: string): Promise<KeyStore> {
    mkdirSync(join(folder, "material"), { recursive: true, mode: 0o700 });
    const keys = await openDurableMap<KeyRecord>(join(folder, "keys.jsonl"));
    return new KeyStore(folder, keys, await openDurableMap<string>(join(folder, "aliases.jsonl")));
  }

  create(key: NewKey): KeyRecord {
    const keySpec = key.keySpec ?? "SYMMETRIC_DEFAULT";
    const keyUsage = key.keyUsage ?? USAGE_OF[keySpec];
    if (USAGE_OF[keySpec] !== keyUsage) {
      throw new AwsError("ValidationException", `KeyUsage ${keyUsage} is not compatible with KeySpec ${keySpec}`);
    }
    const keyId = randomUUID();
    const record: KeyRecord = {
      keyId,
      arn: arn("kms", `key/${keyId}`),
      description: key.description ?? "",
      keySpec,
      keyUsage,
      enabled: true,
      createdAt: new Date().toISOString(),
      keyPolicy: key.keyPolicy ?? DEFAULT_POLICY,
    };
    // The material first: a key that is known always works.
    const file = this.#materialFile(keyId);
    writeFileSync(`${file}.draft`, newMaterial(keySpec), { mode: 0o600 });
    renameSync(`${file}.draft`, file);
    this.#keys.put(keyId, record);
    return record;
  }

  update(keyId: string, change: Partial<Pick<KeyRecord, "keyPolicy" | "description" | "enabled">>): KeyRecord {
    const key = { ...this.find(keyId), ...change };
    this.#keys.put(key.keyId, key);
    return key;
  }

  /** Erases the key: what it encrypted cannot be read again. */
  delete(keyId: string): void {
    const key = this.find(keyId);
    rmSync(this.#materialFile(key.keyId), { force: true });
    this.#materials.delete(key.keyId);
    this.#keys.remove(key.keyId);
    for (const alias of this.aliasesOf(key.keyId)) this.#aliases.remove(alias);
  }

  putAlias(alias: string, keyId: string): void {
    if (!/^alias\/[\w/-]+$/.test(alias)) throw new AwsError("InvalidAliasNameException", `Invalid alias: ${alias}`);
    this.#aliases.put(alias, this.find(keyId).keyId);
  }

  deleteAlias(alias: string): void {
    this.#aliases.remove(alias);
  }

  aliasesOf(keyId: string): string[] {
    return [...this.#aliases.entries()].filter(([, target]) => target === keyId).map(([alias]) => alias);
  }

  list(): KeyRecord[] {
    return [...this.#keys.values()];
  }

  aliases(): [alias: string, keyId: string][] {
    return [...this.#aliases.entries()];
  }

  /** Finds a key by id, key ARN, alias or alias ARN; throws AwsError NotFoundException. */
  find(reference: string): KeyRecord {
    const name = reference.startsWith("arn:") ? reference.split(":").slice(5).join(":") : reference;
    const alias = name.startsWith("alias/");
    const keyId = alias ? this.#aliases.get(name) : name.replace(/^key\//, "");
    const key = keyId === undefined ? undefined : this.#keys.get(keyId);
    if (key !== undefined) return key;
    if (alias) throw new AwsError("NotFoundException", `Alias ${arn("kms", name)} is not found.`);
    throw new AwsError("NotFoundException", `Key '${arn("kms", `key/${keyId ?? name}`)}' does not exist`);
  }

  materialOf(key: KeyRecord): Buffer {
    let material = this.#materials.get(key.keyId);
    if (material === undefined) {
      material = readFileSync(this.#materialFile(key.keyId));
      this.#materials.set(key.keyId, material);
    }
    return material;
  }

  close(): void {
    this.#keys.close();
    this.#aliases.close();
  }

  #materialFile(keyId: string): string {
    return join(this.#folder, "material", `${keyId}.key`);
  }
}

/** What KMS gives a key without a policy: the account decides, through IAM. */
const DEFAULT_POLICY = {
  Version: "2012-10-17",
  Statement: [
    {
      Sid: "Enable IAM User Permissions",
      Effect: "Allow",
      Principal: { AWS: `arn:aws:iam::${ACCOUNT_ID}:root` },
      Action: "kms:*",
      Resource: "*",
    },
  ],
};
