import { AppError } from "@agentic-pm/errors";
import { ExtractionResult, JobMetadata } from "@agentic-pm/travel-policy";
import {
  BedrockDataAutomationRuntimeClient,
  GetDataAutomationStatusCommand,
  InvokeDataAutomationAsyncCommand,
} from "@aws-sdk/client-bedrock-data-automation-runtime";
import { GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import type * as z from "zod";
import type { Connection } from "../connection.ts";

const LOOK_AGAIN_MS = 300;

type Place = Pick<Connection, "endpoint" | "region" | "account" | "credentials" | "exports" | "stage">;

/** Reads a PDF as ingestion does, and puts nothing in force. */
export class PolicyReader {
  readonly #buckets: S3Client;
  readonly #extraction: BedrockDataAutomationRuntimeClient;
  readonly #place: Place;
  readonly #bucket: string;

  constructor(place: Place) {
    const access = { endpoint: place.endpoint, region: place.region, credentials: place.credentials };
    this.#buckets = new S3Client({ ...access, forcePathStyle: true });
    this.#extraction = new BedrockDataAutomationRuntimeClient(access);
    this.#place = place;
    this.#bucket = place.exports[`agentic-pm-${place.stage}-PolicyBucketName`] ?? "";
  }

  /** What Data Automation finds in the PDF. Throws POLICY_REFUSED with its reason, and the signal's own. */
  async read(
    pdf: Uint8Array,
    { place, stop }: { readonly place: string; readonly stop: AbortSignal },
  ): Promise<z.infer<typeof ExtractionResult>> {
    const key = `what-if/${place}.pdf`;
    const object = { Bucket: this.#bucket, Key: key, Body: pdf, ContentType: "application/pdf" };
    await this.#buckets.send(new PutObjectCommand(object));
    const metadata = JobMetadata.safeParse(await this.#json(await this.#extracted(key, place, stop)));
    const path = metadata.data?.output_metadata[0]?.segment_metadata[0]?.standard_output_path;
    const result = ExtractionResult.safeParse(path === undefined ? undefined : await this.#json(path));
    if (result.success) return result.data;
    throw refused("its extraction is not as documented");
  }

  close(): void {
    this.#buckets.destroy();
    this.#extraction.destroy();
  }

  /** Where the job's metadata lies. */
  async #extracted(key: string, place: string, stop: AbortSignal): Promise<string> {
    const { region, account } = this.#place;
    const { invocationArn } = await this.#extraction.send(
      new InvokeDataAutomationAsyncCommand({
        clientToken: place,
        inputConfiguration: { s3Uri: `s3://${this.#bucket}/${key}` },
        outputConfiguration: { s3Uri: `s3://${this.#bucket}/extracted/what-if/${place}` },
        dataAutomationConfiguration: {
          dataAutomationProjectArn: "arn:aws:bedrock:us-east-1:aws:data-automation-project/public-default",
          stage: "LIVE",
        },
        dataAutomationProfileArn: `arn:aws:bedrock:${region}:${account}:data-automation-profile/us.data-automation-v1`,
      }),
    );
    for (;;) {
      const { status, errorMessage, outputConfiguration } = await this.#extraction.send(
        new GetDataAutomationStatusCommand({ invocationArn }),
      );
      if (status === "Success") return outputConfiguration?.s3Uri ?? "";
      if (status !== "Created" && status !== "InProgress") throw refused(errorMessage ?? String(status));
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
      stop.throwIfAborted();
    }
  }

  async #json(uri: string): Promise<unknown> {
    const prefix = `s3://${this.#bucket}/`;
    if (!uri.startsWith(prefix)) throw refused("its extraction lies outside the policy bucket");
    const key = { Bucket: this.#bucket, Key: uri.slice(prefix.length) };
    const { Body } = await this.#buckets.send(new GetObjectCommand(key));
    return JSON.parse((await Body?.transformToString()) ?? "null");
  }
}

function refused(reason: string): AppError {
  return new AppError("POLICY_REFUSED", {
    cause: `The PDF cannot be read: ${reason}`,
    remedy: "Give a PDF that has text and is neither encrypted nor broken.",
  });
}
