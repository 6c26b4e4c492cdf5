import { ACCOUNT_ID } from "../../gateway/account.ts";
import type { ObjectVersion } from "./object-version.ts";

/** The detail of EventBridge's "Object Created" event of source aws.s3. */
export interface ObjectCreated {
  readonly version: "0";
  readonly bucket: { readonly name: string };
  readonly object: {
    readonly key: string;
    readonly size: number;
    readonly etag: string;
    readonly "version-id"?: string;
    readonly sequencer: string;
  };
  readonly "request-id": string;
  readonly requester: string;
  readonly "source-ip-address": string;
  readonly reason: "PutObject" | "CopyObject" | "CompleteMultipartUpload" | "POST Object";
}

export type ObjectCreatedListener = (detail: ObjectCreated) => void;

/** Tells a bucket's listeners of its new objects, after they are on disk. */
export class Notifications {
  private readonly listeners = new Map<string, Set<ObjectCreatedListener>>();
  private readonly everywhere = new Set<ObjectCreatedListener>();

  /** Listens to one bucket; returns the function that stops it. */
  onObjectCreated(bucket: string, listener: ObjectCreatedListener): () => void {
    const listeners = this.listeners.get(bucket) ?? new Set();
    this.listeners.set(bucket, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  /** Listens to every bucket. The listener has returned before the write is acknowledged: what it keeps is not lost. */
  onEveryObjectCreated(listener: ObjectCreatedListener): () => void {
    this.everywhere.add(listener);
    return () => this.everywhere.delete(listener);
  }

  created(bucket: string, version: ObjectVersion, how: { reason: ObjectCreated["reason"]; requestId: string }): void {
    const { key, size, etag, versionId, sequence } = version;
    const sequencer = sequence.toString(16).toUpperCase().padStart(16, "0");
    const detail: ObjectCreated = {
      version: "0",
      bucket: { name: bucket },
      object: { key, size, etag, ...(versionId === "null" ? {} : { "version-id": versionId }), sequencer },
      "request-id": how.requestId,
      requester: ACCOUNT_ID,
      "source-ip-address": "127.0.0.1",
      reason: how.reason,
    };
    for (const listener of this.everywhere) listener(detail);
    for (const listener of this.listeners.get(bucket) ?? []) queueMicrotask(() => listener(detail));
  }
}
