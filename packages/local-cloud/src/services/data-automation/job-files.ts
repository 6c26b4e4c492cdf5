import { randomUUID } from "node:crypto";
import { REGION } from "../../gateway/account.ts";
import type { Ask, AwsRequest, Caller } from "../../gateway/service-module.ts";
import type { S3Service } from "../s3/index.ts";
import type { Job, S3Place } from "./job.ts";

/** Objects that jobs read and write in the name of their callers. */
export class JobFiles {
  readonly #s3: S3Service;
  readonly #callerOf: (roleArn: string) => Caller;

  constructor(s3: S3Service, callerOf: (roleArn: string) => Caller) {
    this.#s3 = s3;
    this.#callerOf = callerOf;
  }

  /** The permissions that a job's caller needs: to read its input and to write below its output. */
  async asks(input: S3Place, output: S3Place): Promise<readonly Ask[]> {
    const { module } = this.#s3;
    const read = await module.asksOf(s3Request("GET", input));
    const write = await module.asksOf(s3Request("PUT", { ...output, key: `${output.key}/job_metadata.json` }));
    return [...read, ...write];
  }

  /** The input's bytes; undefined where there is no such object. */
  async read({ input }: Job): Promise<Uint8Array | undefined> {
    return this.#s3.admin.hasBucket(input.bucket)
      ? await this.#s3.admin.readObject(input.bucket, input.key)
      : undefined;
  }

  /** Writes an object below the job's output; gives its URI. */
  async write({ output, roleArn }: Job, name: string, content: string): Promise<string> {
    const place = { bucket: output.bucket, key: `${output.key}/${name}` };
    await this.#s3.module.handle(s3Request("PUT", place, content), this.#callerOf(roleArn));
    return `s3://${place.bucket}/${place.key}`;
  }
}

function s3Request(method: "GET" | "PUT", { bucket, key }: S3Place, content = ""): AwsRequest {
  const path = key.split("/").map(encodeURIComponent).join("/");
  return {
    requestId: randomUUID(),
    method,
    rawPath: `/${bucket}/${path}`,
    query: new URLSearchParams(),
    headers: { host: "127.0.0.1", ...(method === "PUT" ? { "content-type": "application/json" } : {}) },
    body: Buffer.from(content),
    service: "s3",
    region: REGION,
  };
}
