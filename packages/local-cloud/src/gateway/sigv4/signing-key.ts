import { createHmac, createSecretKey, type KeyObject } from "node:crypto";

/** Where a signature is valid: one day, one region, one service. */
export interface CredentialScope {
  /** YYYYMMDD, UTC. */
  readonly day: string;
  readonly region: string;
  readonly service: string;
}

const MOST_KEYS = 2_000;

/** Derives signing keys and remembers them: four HMACs saved on every request but the first of its day. */
export class SigningKeys {
  readonly #keys = new Map<string, KeyObject>();

  /** The key for a secret within a scope. `accessKeyId` only names the secret in the cache. */
  derive(accessKeyId: string, secret: string, scope: CredentialScope): KeyObject {
    const name = `${accessKeyId}/${scope.day}/${scope.region}/${scope.service}/${secret}`;
    const known = this.#keys.get(name);
    if (known !== undefined) return known;
    const bytes = [scope.region, scope.service, "aws4_request"].reduce(hmac, hmac(`AWS4${secret}`, scope.day));
    // Node takes a key object several times faster than bytes.
    const key = createSecretKey(bytes);
    if (this.#keys.size >= MOST_KEYS) this.#keys.clear();
    this.#keys.set(name, key);
    return key;
  }
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}
