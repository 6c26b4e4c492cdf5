import { PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import type { VaultedSignal } from "@agentic-pm/contracts";
import type { SignalVault } from "../../ports/signal-stores.ts";

/** The vault bucket. Writing is all that this role may do there; a key that exists is never written again. */
export class S3SignalVault implements SignalVault {
  readonly #client: S3Client;
  readonly #bucket: string;

  constructor(client: S3Client, { bucket }: { bucket: string }) {
    this.#client = client;
    this.#bucket = bucket;
  }

  async put(key: string, signal: VaultedSignal): Promise<void> {
    try {
      await this.#client.send(
        new PutObjectCommand({
          Bucket: this.#bucket,
          Key: key,
          Body: JSON.stringify(signal),
          ContentType: "application/json",
          IfNoneMatch: "*",
        }),
      );
    } catch (error) {
      // 412: an earlier run stored it. The key is made of the content, so it is the same signal.
      if (!(error instanceof Error && error.name === "PreconditionFailed")) throw error;
    }
  }
}
