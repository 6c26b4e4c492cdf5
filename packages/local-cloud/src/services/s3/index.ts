export { createS3, type S3Admin, type S3Options, type S3Service } from "./s3-service.ts";
export type { BucketSettings, DefaultRetention, LifecycleRule, PublicAccessBlock } from "./bucket-settings.ts";
export type { KmsAsk } from "./asks.ts";
export type { ObjectCreated, ObjectCreatedListener } from "./notifications.ts";
