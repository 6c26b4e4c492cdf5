import { randomBytes } from "node:crypto";
import { mkdir, open, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { writeJsonAtomically } from "../atomic-file.ts";
import type { ObjectDraft, ObjectVersion } from "./object-version.ts";

/**
 * The objects of one bucket. A version is two files named by its sequence: its bytes, written first, and its
 * metadata, whose rename is the moment from which the version exists.
 */
export class ObjectStore {
  private readonly dir: string;
  private readonly byKey = new Map<string, ObjectVersion[]>();
  private sorted: string[] | undefined;
  private lastSequence = 0;

  private constructor(dir: string) {
    this.dir = dir;
  }

  /** Reads the metadata of all versions, and removes what a crash left half done. */
  static async open(dir: string): Promise<ObjectStore> {
    await mkdir(dir, { recursive: true });
    const store = new ObjectStore(dir);
    const files = await readdir(dir);
    const versions = await Promise.all(
      files
        .filter((name) => name.endsWith(".json"))
        .map(async (name) => JSON.parse(await readFile(join(dir, name), "utf8")) as ObjectVersion),
    );
    versions.sort((a, b) => a.sequence - b.sequence);
    for (const version of versions) await store.insert(version);
    const kept = new Set(
      [...store.byKey.values()].flat().flatMap((version) => [nameOf(version, "json"), nameOf(version, "data")]),
    );
    await Promise.all(files.filter((name) => !kept.has(name)).map((name) => rm(join(dir, name), { force: true })));
    return store;
  }

  /** All versions of a key, newest first. */
  versionsOf(key: string): readonly ObjectVersion[] {
    return this.byKey.get(key) ?? [];
  }

  /** All keys that have a version, in the order of their UTF-8 bytes. */
  keys(): readonly string[] {
    this.sorted ??= [...this.byKey.keys()].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    return this.sorted;
  }

  isEmpty(): boolean {
    return this.byKey.size === 0;
  }

  /** Adds a version, on disk before it resolves. Without versioning it takes the place of the key's "null" version. */
  async add(
    draft: ObjectDraft,
    bytes: Uint8Array,
    options: { versioned: boolean; now: number },
  ): Promise<ObjectVersion> {
    const version: ObjectVersion = {
      ...draft,
      sequence: ++this.lastSequence,
      versionId: options.versioned ? newVersionId() : "null",
      lastModified: options.now,
    };
    if (!version.isDeleteMarker) await writeFile(join(this.dir, nameOf(version, "data")), bytes);
    await writeJsonAtomically(join(this.dir, nameOf(version, "json")), version);
    await this.insert(version);
    return version;
  }

  /** Changes what is kept beside a version's bytes. */
  async change(version: ObjectVersion, changes: Partial<ObjectDraft>): Promise<ObjectVersion> {
    const changed = { ...version, ...changes };
    await writeJsonAtomically(join(this.dir, nameOf(version, "json")), changed);
    const versions = this.byKey.get(version.key) ?? [];
    versions[versions.findIndex(({ sequence }) => sequence === version.sequence)] = changed;
    return changed;
  }

  /** Removes one version for good. */
  async remove(version: ObjectVersion): Promise<void> {
    const left = this.versionsOf(version.key).filter(({ sequence }) => sequence !== version.sequence);
    if (left.length > 0) this.byKey.set(version.key, left);
    else {
      this.byKey.delete(version.key);
      this.sorted = undefined;
    }
    await this.removeFiles(version);
  }

  /** The bytes of a version; `end` is exclusive. */
  async read(version: ObjectVersion, range?: { start: number; end: number }): Promise<Buffer> {
    const path = join(this.dir, nameOf(version, "data"));
    if (range === undefined) return readFile(path);
    const file = await open(path);
    try {
      const bytes = Buffer.alloc(range.end - range.start);
      await file.read(bytes, 0, bytes.length, range.start);
      return bytes;
    } finally {
      await file.close();
    }
  }

  private async insert(version: ObjectVersion): Promise<void> {
    const earlier = this.byKey.get(version.key);
    if (earlier === undefined) this.sorted = undefined;
    const replaced = version.versionId === "null" ? earlier?.find(({ versionId }) => versionId === "null") : undefined;
    this.byKey.set(version.key, [version, ...(earlier ?? []).filter((other) => other !== replaced)]);
    this.lastSequence = Math.max(this.lastSequence, version.sequence);
    if (replaced !== undefined) await this.removeFiles(replaced);
  }

  private async removeFiles(version: ObjectVersion): Promise<void> {
    await rm(join(this.dir, nameOf(version, "json")), { force: true });
    await rm(join(this.dir, nameOf(version, "data")), { force: true });
  }
}

function nameOf({ sequence }: ObjectVersion, extension: "json" | "data"): string {
  return `${String(sequence).padStart(12, "0")}.${extension}`;
}

/** 32 characters, as S3's version ids have. */
function newVersionId(): string {
  return randomBytes(24).toString("base64url").replaceAll("-", ".");
}
