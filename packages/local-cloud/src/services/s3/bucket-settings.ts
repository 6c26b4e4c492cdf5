import type { NamedPolicy } from "@agentic-pm/iam";
import type { ServerSideEncryption } from "./object-version.ts";

export interface DefaultRetention {
  readonly mode: "COMPLIANCE" | "GOVERNANCE";
  readonly days?: number;
  readonly years?: number;
}

export interface PublicAccessBlock {
  readonly blockPublicAcls: boolean;
  readonly ignorePublicAcls: boolean;
  readonly blockPublicPolicy: boolean;
  readonly restrictPublicBuckets: boolean;
}

/** A lifecycle rule, kept and described; the local S3 deletes nothing by itself. */
export interface LifecycleRule {
  readonly id?: string;
  readonly status: "Enabled" | "Disabled";
  readonly prefix?: string;
  readonly expirationInDays?: number;
  readonly noncurrentVersionExpirationInDays?: number;
  readonly abortIncompleteMultipartUploadInDays?: number;
}

/** A bucket's settings. */
export interface BucketSettings {
  readonly versioning?: "Enabled" | "Suspended";
  readonly objectLock?: { readonly defaultRetention?: DefaultRetention };
  readonly encryption?: ServerSideEncryption;
  readonly lifecycle?: readonly LifecycleRule[];
  readonly publicAccessBlock?: PublicAccessBlock;
  /** Whether object events go to EventBridge. */
  readonly eventBridge?: boolean;
  readonly tags?: Readonly<Record<string, string>>;
}

/** A bucket as it is kept on disk. */
export interface BucketRecord {
  readonly name: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  readonly settings: BucketSettings;
  readonly policy?: NamedPolicy;
}
