import { PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import type { ScreenshotStore } from "../ports/portal-driver.ts";

/** Pictures of steps in the screenshots bucket, encrypted by the bucket's own rule. */
export class S3ScreenshotStore implements ScreenshotStore {
  readonly #client: S3Client;
  readonly #bucket: string;

  constructor(client: S3Client, { bucket }: { bucket: string }) {
    this.#client = client;
    this.#bucket = bucket;
  }

  async put(key: string, jpeg: Uint8Array): Promise<void> {
    const object = { Bucket: this.#bucket, Key: key, Body: jpeg, ContentType: "image/jpeg" };
    await this.#client.send(new PutObjectCommand(object));
  }
}
