import { sha256 } from "@agentic-pm/contracts";
import { AppError } from "@agentic-pm/errors";
import { GetObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { ExtractionResult, JobMetadata } from "@agentic-pm/travel-policy";
import type { PolicyFiles } from "../../ports/policy-files.ts";

/** Bedrock Data Automation takes PDFs of at most 500 MB; a policy is far smaller. */
const LARGEST_BYTES = 50 * 1024 * 1024;

/** The policy bucket on S3. */
export class S3PolicyFiles implements PolicyFiles {
  readonly #client: Pick<S3Client, "send">;
  readonly #bucket: string;

  constructor(client: Pick<S3Client, "send">, bucket: string) {
    this.#client = client;
    this.#bucket = bucket;
  }

  async sha256Of(sourceKey: string): Promise<string | null> {
    const bytes = await this.#bytes(sourceKey);
    return bytes === null ? null : sha256(bytes);
  }

  async extraction(metadataUri: string): Promise<ExtractionResult> {
    const metadata = JobMetadata.safeParse(await this.#json(metadataUri));
    const path = metadata.data?.output_metadata[0]?.segment_metadata[0]?.standard_output_path;
    if (path === undefined) throw malformed("its metadata names no standard output");
    const result = ExtractionResult.safeParse(await this.#json(path));
    if (result.success) return result.data;
    throw malformed(`${result.error.issues[0]?.path.join(".") ?? "the result"} is not as documented`);
  }

  async #json(uri: string): Promise<unknown> {
    const prefix = `s3://${this.#bucket}/`;
    if (!uri.startsWith(prefix)) throw malformed("it lies outside the policy bucket");
    const bytes = await this.#bytes(uri.slice(prefix.length));
    if (bytes === null) throw malformed("its result is not there");
    try {
      return JSON.parse(Buffer.from(bytes).toString("utf8"));
    } catch {
      throw malformed("its result is no JSON");
    }
  }

  async #bytes(key: string): Promise<Uint8Array | null> {
    try {
      const object = await this.#client.send(new GetObjectCommand({ Bucket: this.#bucket, Key: key }));
      if ((object.ContentLength ?? 0) > LARGEST_BYTES) throw malformed(`a file is larger than ${LARGEST_BYTES} bytes`);
      return (await object.Body?.transformToByteArray()) ?? new Uint8Array();
    } catch (error) {
      if (error instanceof AppError) throw error;
      if (error instanceof Error && ["NoSuchKey", "NotFound"].includes(error.name)) return null;
      throw new AppError("POLICY_BUCKET_UNAVAILABLE", {
        cause: `The policy bucket did not answer (${error instanceof Error ? error.name : "?"}).`,
        remedy: "The workflow tries again. Else check the function's role, the bucket's policy and the key.",
        retryable: true,
        error,
      });
    }
  }
}

function malformed(what: string): AppError {
  return new AppError("EXTRACTION_MALFORMED", {
    cause: `The extraction of the PDF cannot be used: ${what}.`,
    remedy: "Upload the PDF again. If that fails too, look at the output in the bucket's extracted/ prefix.",
  });
}
