import * as reads from "./bucket-reads.ts";
import { copyObject } from "./copy-object.ts";
import { deleteObject, deleteObjects } from "./delete-object.ts";
import { getObject, getObjectAttributes } from "./get-object.ts";
import { listBuckets, listObjects, listObjectsV2, listObjectVersions } from "./list-objects.ts";
import * as multipart from "./multipart.ts";
import * as annotations from "./object-annotations.ts";
import { putObject } from "./put-object.ts";
import type { S3Operation } from "./s3-context.ts";

/** All operations, by their API names. */
export const operations: Readonly<Record<string, S3Operation>> = {
  ListBuckets: listBuckets,
  CreateBucket: reads.createBucket,
  DeleteBucket: reads.deleteBucket,
  HeadBucket: reads.headBucket,
  GetBucketLocation: reads.getBucketLocation,
  GetBucketVersioning: reads.getBucketVersioning,
  GetBucketLifecycleConfiguration: reads.getBucketLifecycle,
  GetBucketEncryption: reads.getBucketEncryption,
  GetBucketPolicy: reads.getBucketPolicy,
  GetPublicAccessBlock: reads.getPublicAccessBlock,
  GetBucketNotificationConfiguration: reads.getBucketNotification,
  GetObjectLockConfiguration: reads.getObjectLockConfiguration,
  ListObjects: listObjects,
  ListObjectsV2: listObjectsV2,
  ListObjectVersions: listObjectVersions,
  PutObject: putObject,
  CopyObject: copyObject,
  GetObject: getObject,
  HeadObject: getObject,
  GetObjectAttributes: getObjectAttributes,
  DeleteObject: deleteObject,
  DeleteObjects: deleteObjects,
  CreateMultipartUpload: multipart.createMultipartUpload,
  UploadPart: multipart.uploadPart,
  CompleteMultipartUpload: multipart.completeMultipartUpload,
  AbortMultipartUpload: multipart.abortMultipartUpload,
  ListParts: multipart.listParts,
  ListMultipartUploads: multipart.listMultipartUploads,
  GetObjectTagging: annotations.getObjectTagging,
  PutObjectTagging: annotations.putObjectTagging,
  DeleteObjectTagging: annotations.deleteObjectTagging,
  GetObjectRetention: annotations.getObjectRetention,
  PutObjectRetention: annotations.putObjectRetention,
  GetObjectLegalHold: annotations.getObjectLegalHold,
  PutObjectLegalHold: annotations.putObjectLegalHold,
};
