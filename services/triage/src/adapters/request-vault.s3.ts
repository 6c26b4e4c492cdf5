import { VaultedRequest } from "@agentic-pm/contracts/travel";
import { AppError } from "@agentic-pm/errors";
import { GetObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import type { RequestVault } from "../ports/request-vault.ts";

/** A request is at most 2,000 characters; JSON escapes and fields make it larger, never by this much. */
const LARGEST_OBJECT_BYTES = 64 * 1024;

/** The bucket of employees' requests. */
export class S3RequestVault implements RequestVault {
  readonly #client: Pick<S3Client, "send">;
  readonly #bucket: string;

  constructor(client: Pick<S3Client, "send">, bucket: string) {
    this.#client = client;
    this.#bucket = bucket;
  }

  async read(vaultKey: string): Promise<VaultedRequest> {
    const parsed = VaultedRequest.safeParse(jsonOf(await this.#text(vaultKey)));
    if (parsed.success) return parsed.data;
    throw new AppError("REQUEST_MALFORMED", {
      cause: `The vault object ${vaultKey} is no request: ${parsed.error.issues[0]?.path.join(".") ?? "it is no JSON"}.`,
      remedy: "Only connection-manager writes requests; compare its deployed version with sanitise-request's.",
    });
  }

  async #text(vaultKey: string): Promise<string> {
    try {
      const object = await this.#client.send(new GetObjectCommand({ Bucket: this.#bucket, Key: vaultKey }));
      if ((object.ContentLength ?? 0) > LARGEST_OBJECT_BYTES) return "";
      return (await object.Body?.transformToString("utf-8")) ?? "";
    } catch (error) {
      throw unreadable(vaultKey, error);
    }
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function unreadable(vaultKey: string, error: unknown): AppError {
  const name = error instanceof Error ? error.name : "";
  const isMissing = name === "NoSuchKey" || name === "NotFound";
  return new AppError(isMissing ? "REQUEST_MISSING" : "VAULT_UNAVAILABLE", {
    cause: isMissing
      ? `There is no request ${vaultKey}; it may have outlived its retention.`
      : `The request ${vaultKey} could not be read (${name}).`,
    remedy: isMissing
      ? "The employee sends the request again."
      : "Check the function's role and the bucket; the workflow tries again.",
    retryable: !isMissing,
    error,
  });
}
