import type { StoredChecksum } from "./checksums.ts";

/** How an object is encrypted, as its headers say. Nothing is really encrypted here. */
export interface ServerSideEncryption {
  readonly algorithm: "AES256" | "aws:kms" | "aws:kms:dsse";
  readonly keyId?: string;
  readonly bucketKeyEnabled?: boolean;
}

export interface Retention {
  readonly mode: "COMPLIANCE" | "GOVERNANCE";
  /** Epoch milliseconds. */
  readonly retainUntil: number;
}

/** What is kept beside an object's bytes. */
export interface ObjectVersion {
  /** Counts up by one per bucket; a key's newest version has the highest. */
  readonly sequence: number;
  readonly key: string;
  /** "null" where the bucket had no versioning. */
  readonly versionId: string;
  readonly isDeleteMarker: boolean;
  /** Epoch milliseconds. */
  readonly lastModified: number;
  readonly size: number;
  /** Without quotes. */
  readonly etag: string;
  /** content-type, cache-control and the like, by header name. */
  readonly systemHeaders: Readonly<Record<string, string>>;
  /** The user's metadata, by full header name (x-amz-meta-...). */
  readonly metadata: Readonly<Record<string, string>>;
  readonly encryption?: ServerSideEncryption;
  readonly checksum?: StoredChecksum;
  readonly tags?: Readonly<Record<string, string>>;
  readonly retention?: Retention;
  readonly legalHold?: boolean;
}

/** A version before it has its place in the bucket. */
export type ObjectDraft = Omit<ObjectVersion, "sequence" | "versionId" | "lastModified">;
