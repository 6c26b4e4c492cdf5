import * as z from "zod";

/** A blob as the JSON protocols carry it, of a length within bounds. */
export function blob(longest: number): z.ZodType<Buffer, string> {
  return z
    .string()
    .transform((text) => Buffer.from(text, "base64"))
    .refine((bytes) => bytes.length >= 1 && bytes.length <= longest, {
      message: `Member must have length between 1 and ${longest}`,
    });
}

export const keyId = z.string().min(1, "Member must not be null").max(2048);
export const encryptionContext = z.record(z.string(), z.string()).optional().default({});
