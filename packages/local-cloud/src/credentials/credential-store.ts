import type { NamedPolicy } from "@agentic-pm/iam";
import { openDurableMapSync, type DurableMap } from "../state/durable-map.ts";
import { newKeyPair, newSessionToken, type AccessKey } from "./access-key.ts";

/** What a caller needs to sign as a role. */
export interface SessionCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiration: Date;
}

export interface SessionOptions {
  readonly functionName?: string;
  /** Seconds; an hour unless told. */
  readonly durationSeconds?: number;
  readonly sessionPolicy?: NamedPolicy;
}

const HOUR_MS = 3_600_000;

/** Every access key the cloud knows: role sessions and the operator's key, on disk with mode 0600. */
export class CredentialStore {
  readonly #keys: DurableMap<AccessKey>;
  readonly #now: () => number;

  constructor(file: string, clock: { now(): number } = Date) {
    this.#keys = openDurableMapSync<AccessKey>(file);
    this.#now = () => clock.now();
    this.#forgetLongExpired();
  }

  /** Opens a session as a role. The key is on disk when this returns. */
  issueRoleSession(roleArn: string, sessionName: string, options: SessionOptions = {}): SessionCredentials {
    const expiresAt = this.#now() + (options.durationSeconds ?? 3_600) * 1_000;
    const sessionToken = newSessionToken();
    const pair = newKeyPair("ASIA");
    const key: AccessKey = {
      ...pair,
      sessionToken,
      expiresAt,
      roleArn,
      sessionName,
      ...(options.functionName === undefined ? {} : { functionName: options.functionName }),
      ...(options.sessionPolicy === undefined ? {} : { sessionPolicy: options.sessionPolicy }),
    };
    this.#keys.put(key.accessKeyId, key);
    return { ...pair, sessionToken, expiration: new Date(expiresAt) };
  }

  /** The one long-lived key bound to a role, made at the first call and the same ever after. */
  operatorKey(roleArn: string, sessionName = "operator"): { accessKeyId: string; secretAccessKey: string } {
    for (const key of this.#keys.values()) {
      if (key.roleArn === roleArn && key.sessionName === sessionName && key.expiresAt === undefined) {
        return { accessKeyId: key.accessKeyId, secretAccessKey: key.secretAccessKey };
      }
    }
    const pair = newKeyPair("AKIA");
    this.#keys.put(pair.accessKeyId, { ...pair, roleArn, sessionName });
    return pair;
  }

  /** The key by its id, also when its session has ended: a caller is told "expired", not "unknown". */
  lookup(accessKeyId: string): AccessKey | undefined {
    return this.#keys.get(accessKeyId);
  }

  /** Ends a session at once. */
  revoke(accessKeyId: string): void {
    this.#keys.remove(accessKeyId);
  }

  close(): void {
    this.#keys.close();
  }

  #forgetLongExpired(): void {
    const horizon = this.#now() - HOUR_MS;
    for (const key of this.#keys.values()) {
      if (key.expiresAt !== undefined && key.expiresAt < horizon) this.#keys.remove(key.accessKeyId);
    }
  }
}
