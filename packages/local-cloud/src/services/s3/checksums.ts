import { createHash } from "node:crypto";
import { cyclicChecksums } from "./crc.ts";
import { s3Error } from "./s3-errors.ts";

/** The checksum algorithms, as their headers end: x-amz-checksum-crc32 and so on. */
export const checksumAlgorithms = ["crc32", "crc32c", "crc64nvme", "sha1", "sha256"] as const;
export type ChecksumAlgorithm = (typeof checksumAlgorithms)[number];

/** A checksum that is kept with an object, in base64. */
export interface StoredChecksum {
  readonly algorithm: ChecksumAlgorithm;
  readonly value: string;
}

/** Computes a checksum, in base64. */
export function checksumOf(algorithm: ChecksumAlgorithm, bytes: Uint8Array): string {
  if (algorithm === "sha1" || algorithm === "sha256") return createHash(algorithm).update(bytes).digest("base64");
  return cyclicChecksums[algorithm](bytes);
}

/** MD5 in hex, the entity tag of an object that was put in one piece. */
export function md5Hex(bytes: Uint8Array): string {
  return createHash("md5").update(bytes).digest("hex");
}

/**
 * Verifies every checksum that the headers or trailers declare, and gives the one to keep: what was declared, or
 * CRC64NVME as S3 adds itself. Throws BadDigest.
 */
export function verifiedChecksum(bytes: Uint8Array, headers: Readonly<Record<string, string>>): StoredChecksum {
  const md5 = headers["content-md5"];
  if (md5 !== undefined && createHash("md5").update(bytes).digest("base64") !== md5) {
    throw s3Error("BadDigest", "The Content-MD5 you specified did not match what we received.");
  }
  let kept: StoredChecksum | undefined;
  for (const algorithm of checksumAlgorithms) {
    const declared = headers[`x-amz-checksum-${algorithm}`];
    if (declared === undefined) continue;
    const value = checksumOf(algorithm, bytes);
    if (value !== declared) {
      throw s3Error("BadDigest", `The ${algorithm.toUpperCase()} you specified did not match the calculated checksum.`);
    }
    kept = { algorithm, value };
  }
  return kept ?? { algorithm: "crc64nvme", value: checksumOf("crc64nvme", bytes) };
}

/** The algorithm that a multipart upload or a copy asks for. */
export function namedAlgorithm(name: string | undefined): ChecksumAlgorithm | undefined {
  const wanted = name?.toLowerCase();
  const known = checksumAlgorithms.find((algorithm) => algorithm === wanted);
  if (wanted !== undefined && known === undefined) {
    throw s3Error(
      "InvalidRequest",
      "Checksum algorithm provided is unsupported. Please try again with any of the valid types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]",
    );
  }
  return known;
}
