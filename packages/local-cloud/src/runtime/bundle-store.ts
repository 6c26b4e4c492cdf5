import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { AppError } from "@agentic-pm/errors";
import { unzipSync } from "fflate";

/** A function's code, unpacked. */
export interface Bundle {
  readonly taskRoot: string;
  /** SHA-256 of the zip, base64. */
  readonly codeSha256: string;
  /** Bytes of the zip. */
  readonly codeSize: number;
}

/** Unpacks each zip once per content. */
export interface BundleStore {
  /** SHA-256 of a zip file, base64. @throws AppError BUNDLE_MISSING. */
  hashOf(zipFile: string): string;
  /** Unpacks the zip unless that content is there already. @throws AppError BUNDLE_MISSING, BUNDLE_INVALID. */
  unpack(zipFile: string): Bundle;
  /** The same for a zip that is in memory. @throws AppError BUNDLE_INVALID. */
  unpackBytes(zip: Buffer): Bundle;
  /** The content with this hash, if it was unpacked. */
  find(codeSha256: string): Bundle | undefined;
}

/** A store below `dir`; a kill in the middle of unpacking leaves no half bundle behind. */
export function openBundleStore(dir: string): BundleStore {
  mkdirSync(dir, { recursive: true });
  // Beside the bundles, whose folders hold what the zip held and nothing else.
  const sizesDir = `${dir}-sizes`;
  mkdirSync(sizesDir, { recursive: true });
  const nameOf = (codeSha256: string): string => Buffer.from(codeSha256, "base64").toString("hex");
  const folderOf = (codeSha256: string): string => join(dir, nameOf(codeSha256));
  const sizeFileOf = (codeSha256: string): string => join(sizesDir, nameOf(codeSha256));
  const bundleOf = (zip: Buffer, zipFile: string): Bundle => {
    const codeSha256 = sha256(zip);
    const taskRoot = folderOf(codeSha256);
    if (!existsSync(taskRoot)) unpackTo(taskRoot, { zipFile, zip, dir });
    const sizeFile = sizeFileOf(codeSha256);
    if (!existsSync(sizeFile)) writeFileSync(sizeFile, String(zip.length));
    return { taskRoot, codeSha256, codeSize: zip.length };
  };
  return {
    hashOf: (zipFile) => sha256(read(zipFile)),
    unpack: (zipFile) => bundleOf(read(zipFile), zipFile),
    unpackBytes: (zip) => bundleOf(zip, "given"),
    find: (codeSha256) => {
      const taskRoot = folderOf(codeSha256);
      const sizeFile = sizeFileOf(codeSha256);
      if (!existsSync(taskRoot) || !existsSync(sizeFile)) return undefined;
      return { taskRoot, codeSha256, codeSize: Number(readFileSync(sizeFile, "utf8")) };
    },
  };
}

function read(zipFile: string): Buffer {
  try {
    return readFileSync(zipFile);
  } catch (error) {
    throw new AppError("BUNDLE_MISSING", {
      cause: `The packaged code ${zipFile} cannot be read.`,
      remedy: "Package the service again: pnpm package.",
      error,
    });
  }
}

function unpackTo(taskRoot: string, source: { zipFile: string; zip: Buffer; dir: string }): void {
  const draft = mkdtempSync(join(source.dir, "draft-"));
  try {
    for (const [name, content] of Object.entries(unzipSync(source.zip))) {
      const file = join(draft, name);
      if (!file.startsWith(draft + sep)) throw invalid(source.zipFile, `the entry ${name} leaves the folder`);
      if (name.endsWith("/")) continue;
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
    renameSync(draft, taskRoot);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (existsSync(taskRoot)) return;
    throw error instanceof AppError ? error : invalid(source.zipFile, "it is no zip file", error);
  }
}

function invalid(zipFile: string, why: string, error?: unknown): AppError {
  return new AppError("BUNDLE_INVALID", {
    cause: `The packaged code ${zipFile} cannot be unpacked: ${why}.`,
    remedy: "Package the service again: pnpm package.",
    error,
  });
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("base64");
}
