import type { NamedPolicy } from "@agentic-pm/iam";
import { AwsError } from "../../gateway/aws-error.ts";
import type { AwsRequest, ServiceModule } from "../../gateway/service-module.ts";
import { asksOf, type KmsAsk } from "./asks.ts";
import { Buckets } from "./buckets.ts";
import type { BucketSettings } from "./bucket-settings.ts";
import { Notifications, type ObjectCreatedListener } from "./notifications.ts";
import { operations } from "./operations.ts";
import type { S3Ports } from "./s3-context.ts";
import { s3Error } from "./s3-errors.ts";
import { operationOf, parseRequest, type S3Request } from "./s3-request.ts";

export interface S3Options {
  /** The service's own folder. */
  readonly dataDir: string;
  /** Milliseconds since the epoch; decides which retentions still hold. */
  readonly now?: () => number;
  /** The permission on the KMS key that encrypts an object; without it, keys are not asked about. */
  readonly kmsAsk?: KmsAsk;
}

/** What the cloud does to buckets without asking over HTTP. */
export interface S3Admin {
  /** Creates the bucket, or gives an existing one these settings. */
  createBucket(name: string, settings?: BucketSettings): Promise<{ name: string; arn: string }>;
  setPolicy(bucket: string, policy: NamedPolicy | undefined): Promise<void>;
  /** Throws BucketNotEmpty. */
  deleteBucket(name: string): Promise<void>;
  hasBucket(name: string): boolean;
  settingsOf(bucket: string): BucketSettings;
  /** Hears of new objects after they are on disk; returns the function that stops it. */
  onObjectCreated(bucket: string, listener: ObjectCreatedListener): () => void;
  /** The same for every bucket; the listener has returned before the write is acknowledged. */
  onEveryObjectCreated(listener: ObjectCreatedListener): () => void;
  /** The bytes of an object's current version, for the cloud's own use. */
  readObject(bucket: string, key: string): Promise<Buffer | undefined>;
}

export interface S3Service {
  readonly module: ServiceModule;
  readonly admin: S3Admin;
  close(): Promise<void>;
}

/** Opens S3 on its folder. Everything it acknowledges is on disk. */
export async function createS3(options: S3Options): Promise<S3Service> {
  const ports: S3Ports = {
    buckets: await Buckets.open(options.dataDir),
    notifications: new Notifications(),
    now: options.now ?? Date.now,
  };
  return { module: moduleOf(ports, options.kmsAsk), admin: adminOf(ports), close: async () => undefined };
}

function moduleOf(ports: S3Ports, kmsAsk: KmsAsk | undefined): ServiceModule {
  const parsed = new WeakMap<AwsRequest, S3Request>();
  const requestOf = (request: AwsRequest): S3Request => {
    const known = parsed.get(request) ?? parseRequest(request);
    parsed.set(request, known);
    return known;
  };
  return {
    signingName: "s3",
    protocolOf: () => "rest-xml",
    operationOf,
    asksOf: (request) => asksOf(requestOf(request), { buckets: ports.buckets, kmsAsk }),
    handle: async (request, caller) => {
      const known = requestOf(request);
      const operation = operations[known.operation];
      if (operation === undefined) throw s3Error("NotImplemented");
      try {
        const response = await operation(known, ports, { requestId: request.requestId, caller });
        return { ...response, headers: { "x-amz-request-id": request.requestId, ...response.headers } };
      } catch (error) {
        // An answer to HEAD, and one that says nothing changed, has no body.
        if (!(error instanceof AwsError) || (request.method !== "HEAD" && error.status !== 304)) throw error;
        return { status: error.status, headers: { "x-amz-request-id": request.requestId }, body: "" };
      }
    },
  };
}

function adminOf({ buckets, notifications, now }: S3Ports): S3Admin {
  return {
    createBucket: async (name, settings = {}) => {
      const existing = buckets.find(name)?.record;
      if (settings.objectLock !== undefined && settings.versioning !== "Enabled") {
        throw s3Error(
          "InvalidArgument",
          "Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration",
        );
      }
      await buckets.save({ ...(existing ?? { name, createdAt: now() }), settings });
      return { name, arn: `arn:aws:s3:::${name}` };
    },
    setPolicy: async (bucket, policy) => {
      const { policy: _earlier, ...record } = buckets.get(bucket).record;
      await buckets.save(policy === undefined ? record : { ...record, policy });
    },
    deleteBucket: (name) => buckets.remove(name),
    hasBucket: (name) => buckets.find(name) !== undefined,
    settingsOf: (bucket) => buckets.get(bucket).record.settings,
    onObjectCreated: (bucket, listener) => notifications.onObjectCreated(bucket, listener),
    onEveryObjectCreated: (listener) => notifications.onEveryObjectCreated(listener),
    readObject: async (name, key) => {
      const { objects } = buckets.get(name);
      const [current] = objects.versionsOf(key);
      return current === undefined || current.isDeleteMarker ? undefined : objects.read(current);
    },
  };
}
