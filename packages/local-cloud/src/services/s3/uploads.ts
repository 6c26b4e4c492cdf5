import { randomBytes } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { writeJsonAtomically } from "../atomic-file.ts";
import type { Bucket } from "./buckets.ts";
import type { ChecksumAlgorithm, StoredChecksum } from "./checksums.ts";
import { s3Error } from "./s3-errors.ts";

/** A multipart upload that is under way. */
export interface Upload {
  readonly uploadId: string;
  readonly key: string;
  /** Epoch milliseconds. */
  readonly initiatedAt: number;
  /** The headers of CreateMultipartUpload, for the object to come. */
  readonly headers: Readonly<Record<string, string>>;
  readonly algorithm?: ChecksumAlgorithm;
}

export interface UploadedPart {
  readonly partNumber: number;
  readonly size: number;
  readonly etag: string;
  readonly checksum?: StoredChecksum;
  readonly lastModified: number;
}

const idPattern = /^[\w-]{32}$/;

function folderOf(bucket: Bucket, uploadId: string): string {
  if (!idPattern.test(uploadId)) throw s3Error("NoSuchUpload", undefined, { UploadId: uploadId });
  return join(bucket.uploadsDir, uploadId);
}

/** Starts an upload; its record is on disk when it resolves. */
export async function startUpload(bucket: Bucket, upload: Omit<Upload, "uploadId">): Promise<Upload> {
  const started: Upload = { ...upload, uploadId: randomBytes(24).toString("base64url") };
  const folder = folderOf(bucket, started.uploadId);
  await mkdir(folder, { recursive: true });
  await writeJsonAtomically(join(folder, "upload.json"), started);
  return started;
}

/** The upload; throws NoSuchUpload, also where it is another key's. */
export async function uploadOf(bucket: Bucket, key: string, uploadId: string): Promise<Upload> {
  const text = await readFile(join(folderOf(bucket, uploadId), "upload.json"), "utf8").catch(() => undefined);
  const upload = text === undefined ? undefined : (JSON.parse(text) as Upload);
  if (upload?.key !== key) throw s3Error("NoSuchUpload", undefined, { UploadId: uploadId });
  return upload;
}

/** All uploads under way in a bucket, by key. */
export async function uploadsOf(bucket: Bucket): Promise<Upload[]> {
  const ids = await readdir(bucket.uploadsDir).catch(() => []);
  const texts = await Promise.all(
    ids.map((id) => readFile(join(bucket.uploadsDir, id, "upload.json"), "utf8").catch(() => undefined)),
  );
  const uploads = texts.filter((text) => text !== undefined).map((text) => JSON.parse(text) as Upload);
  return uploads.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.initiatedAt - b.initiatedAt));
}

function partFile(partNumber: number, extension: string): string {
  return `${String(partNumber).padStart(5, "0")}.${extension}`;
}

/** Stores a part in place of an earlier one of the same number. */
export async function storePart(
  bucket: Bucket,
  uploadId: string,
  part: { record: UploadedPart; bytes: Uint8Array },
): Promise<void> {
  const folder = folderOf(bucket, uploadId);
  await writeFile(join(folder, partFile(part.record.partNumber, "data")), part.bytes);
  await writeJsonAtomically(join(folder, partFile(part.record.partNumber, "json")), part.record);
}

/** The parts that have been uploaded, in order. */
export async function partsOf(bucket: Bucket, uploadId: string): Promise<UploadedPart[]> {
  const folder = folderOf(bucket, uploadId);
  const names = (await readdir(folder)).filter((name) => /^\d{5}\.json$/.test(name)).sort();
  return Promise.all(names.map(async (name) => JSON.parse(await readFile(join(folder, name), "utf8")) as UploadedPart));
}

export function readPart(bucket: Bucket, uploadId: string, partNumber: number): Promise<Buffer> {
  return readFile(join(folderOf(bucket, uploadId), partFile(partNumber, "data")));
}

export async function discardUpload(bucket: Bucket, uploadId: string): Promise<void> {
  await rm(folderOf(bucket, uploadId), { recursive: true, force: true });
}
