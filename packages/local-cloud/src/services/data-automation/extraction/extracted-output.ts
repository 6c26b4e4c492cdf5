import { standardOutput } from "../standard-output.ts";
import { extractDocument } from "./extract-document.ts";

/** A PDF's standard output without a job round it; for an unreadable one, why. */
export async function extractedOutput(
  bytes: Uint8Array,
  key: string,
): Promise<Record<string, unknown> | { readonly unreadable: string }> {
  const document = await extractDocument(bytes);
  return "unreadable" in document ? document : standardOutput(document, { jobId: "job", bucket: "policies", key });
}
