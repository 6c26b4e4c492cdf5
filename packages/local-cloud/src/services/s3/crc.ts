import { crc32 } from "node:zlib";

function table32(polynomial: number): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? polynomial ^ (value >>> 1) : value >>> 1;
    return value >>> 0;
  });
}

let castagnoli: Uint32Array | undefined;

function crc32c(bytes: Uint8Array): number {
  castagnoli ??= table32(0x82f63b78);
  let value = 0xffffffff;
  for (const byte of bytes) value = (castagnoli[(value ^ byte) & 255] ?? 0) ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}

/** The reflected polynomial of CRC-64/NVME, in two halves. */
const nvmeHigh = 0x9a6c9329;
const nvmeLow = 0xac4bc9b5;
let nvme: { high: Uint32Array; low: Uint32Array } | undefined;

function nvmeTables(): { high: Uint32Array; low: Uint32Array } {
  const high = new Uint32Array(256);
  const low = new Uint32Array(256);
  for (let byte = 0; byte < 256; byte++) {
    let [h, l] = [0, byte];
    for (let bit = 0; bit < 8; bit++) {
      const carry = l & 1;
      l = ((l >>> 1) | (h << 31)) >>> 0;
      h >>>= 1;
      if (carry) [h, l] = [(h ^ nvmeHigh) >>> 0, (l ^ nvmeLow) >>> 0];
    }
    high[byte] = h;
    low[byte] = l;
  }
  return { high, low };
}

function crc64nvme(bytes: Uint8Array): [number, number] {
  const tables = (nvme ??= nvmeTables());
  let [high, low] = [0xffffffff, 0xffffffff];
  for (const byte of bytes) {
    const index = (low ^ byte) & 255;
    low = (((low >>> 8) | (high << 24)) ^ (tables.low[index] ?? 0)) >>> 0;
    high = ((high >>> 8) ^ (tables.high[index] ?? 0)) >>> 0;
  }
  return [(high ^ 0xffffffff) >>> 0, (low ^ 0xffffffff) >>> 0];
}

function base64(...words: number[]): string {
  const bytes = Buffer.alloc(words.length * 4);
  for (const [index, word] of words.entries()) bytes.writeUInt32BE(word, index * 4);
  return bytes.toString("base64");
}

/** The cyclic checksums that S3 knows, of big-endian bytes in base64. */
export const cyclicChecksums = {
  crc32: (bytes: Uint8Array): string => base64(crc32(bytes)),
  crc32c: (bytes: Uint8Array): string => base64(crc32c(bytes)),
  crc64nvme: (bytes: Uint8Array): string => base64(...crc64nvme(bytes)),
};
