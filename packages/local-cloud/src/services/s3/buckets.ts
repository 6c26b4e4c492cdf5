import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { KeyLocks } from "../key-locks.ts";
import { writeJsonAtomically } from "../atomic-file.ts";
import type { BucketRecord } from "./bucket-settings.ts";
import { ObjectStore } from "./object-store.ts";
import { s3Error } from "./s3-errors.ts";

/** A bucket with its objects. */
export interface Bucket {
  readonly record: BucketRecord;
  readonly objects: ObjectStore;
  /** Where the parts of unfinished uploads lie. */
  readonly uploadsDir: string;
}

const namePattern = /^(?!xn--|sthree-)(?!\d+\.\d+\.\d+\.\d+$)[a-z0-9](?:[a-z0-9-]|\.(?!\.)){1,61}[a-z0-9]$/;

/** All buckets, in a folder each: bucket.json, objects/, uploads/. */
export class Buckets {
  readonly locks = new KeyLocks();
  private readonly dir: string;
  private readonly byName = new Map<string, Bucket>();

  private constructor(dir: string) {
    this.dir = dir;
  }

  static async open(dir: string): Promise<Buckets> {
    await mkdir(dir, { recursive: true });
    const buckets = new Buckets(dir);
    await Promise.all((await readdir(dir)).map((name) => buckets.load(name)));
    return buckets;
  }

  /** The bucket; throws NoSuchBucket. */
  get(name: string): Bucket {
    const bucket = this.byName.get(name);
    if (bucket === undefined) throw s3Error("NoSuchBucket", undefined, { BucketName: name });
    return bucket;
  }

  find(name: string): Bucket | undefined {
    return this.byName.get(name);
  }

  list(): readonly BucketRecord[] {
    return [...this.byName.values()].map(({ record }) => record).sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** Creates the bucket, or puts the record in place of the earlier one. */
  async save(record: BucketRecord): Promise<void> {
    if (!namePattern.test(record.name)) throw s3Error("InvalidBucketName", undefined, { BucketName: record.name });
    const folder = join(this.dir, record.name);
    await mkdir(folder, { recursive: true });
    await writeJsonAtomically(join(folder, "bucket.json"), record);
    const objects = this.byName.get(record.name)?.objects ?? (await ObjectStore.open(join(folder, "objects")));
    this.byName.set(record.name, { record, objects, uploadsDir: join(folder, "uploads") });
  }

  /** Removes an empty bucket; throws BucketNotEmpty. */
  async remove(name: string): Promise<void> {
    if (!this.get(name).objects.isEmpty()) throw s3Error("BucketNotEmpty", undefined, { BucketName: name });
    this.byName.delete(name);
    await rm(join(this.dir, name, "bucket.json"), { force: true });
    await rm(join(this.dir, name), { recursive: true, force: true });
  }

  private async load(name: string): Promise<void> {
    const folder = join(this.dir, name);
    const text = await readFile(join(folder, "bucket.json"), "utf8").catch(() => undefined);
    // A folder without its record is a bucket that was never acknowledged, or one that is gone.
    if (text === undefined) return rm(folder, { recursive: true, force: true });
    const record = JSON.parse(text) as BucketRecord;
    const objects = await ObjectStore.open(join(folder, "objects"));
    this.byName.set(name, { record, objects, uploadsDir: join(folder, "uploads") });
  }
}
