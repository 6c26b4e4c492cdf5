import { PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import type { VaultedRequest } from "@agentic-pm/contracts/travel";
import { AppError } from "@agentic-pm/errors";
import type { RequestVault } from "../ports/booking-intake.ts";

/** The request vault's bucket. Writing is all that this role may do there; a key that exists is never written again. */
export class S3RequestVault implements RequestVault {
  readonly #client: Pick<S3Client, "send">;
  readonly #bucket: string;

  constructor(client: Pick<S3Client, "send">, { bucket }: { bucket: string }) {
    this.#client = client;
    this.#bucket = bucket;
  }

  async put(key: string, request: VaultedRequest): Promise<void> {
    try {
      await this.#client.send(
        new PutObjectCommand({
          Bucket: this.#bucket,
          Key: key,
          Body: JSON.stringify(request),
          ContentType: "application/json",
          IfNoneMatch: "*",
        }),
      );
    } catch (error) {
      const name = error instanceof Error ? error.name : "no answer";
      // 412: it was stored before. The key is made of the content, so it is the same request.
      if (name === "PreconditionFailed") return;
      throw new AppError("VAULT_UNAVAILABLE", {
        cause: `Your message could not be stored (${name}).`,
        remedy: "Send the same message again; nothing was begun.",
        retryable: true,
        error,
      });
    }
  }
}
