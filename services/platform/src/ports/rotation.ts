import type { ApplicationPassword } from "../domain/application-password.ts";
import type { Credentials } from "../domain/credentials.ts";

/** What is known of a secret's versions without reading any. */
export interface SecretVersions {
  readonly rotates: boolean;
  /** Version id → its stages, e.g. AWSCURRENT. */
  readonly stages: ReadonlyMap<string, readonly string[]>;
}

/** The secrets that are rotated. */
export interface RotatedSecrets {
  versions(secretId: string): Promise<SecretVersions>;
  /** The current value. Throws SECRET_MISSING, SECRET_MALFORMED. */
  current(secretId: string): Promise<Credentials>;
  /** A version's value; null where it has none (yet). */
  version(secretId: string, version: string): Promise<Credentials | null>;
  putPending(secretId: string, version: string, value: Credentials): Promise<void>;
  /** Makes a version current in place of another, which becomes the previous one. */
  promote(secretId: string, versions: { readonly to: string; readonly from: string | undefined }): Promise<void>;
}

/** The tenant's applications, as the one that owns them sees them. */
export interface Applications {
  passwords(clientId: string): Promise<readonly ApplicationPassword[]>;
  /** The new password's text; it is told this once. */
  addPassword(clientId: string, password: { displayName: string; endDateTime: string }): Promise<string>;
  /** Nothing happens where it is gone already. */
  removePassword(clientId: string, keyId: string): Promise<void>;
}

/** Tries credentials out: a token, and a read that changes nothing and tells nothing. */
export interface SignIn {
  /** False where Microsoft does not take them (yet). Throws where it cannot be asked. */
  works(credentials: Credentials): Promise<boolean>;
}

export interface RotationPorts {
  readonly secrets: RotatedSecrets;
  readonly applications: Applications;
  readonly signIn: SignIn;
  readonly now: () => Date;
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly remainingMs: () => number;
}
