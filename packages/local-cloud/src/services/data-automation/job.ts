import * as z from "zod";
import { AwsError } from "../../gateway/aws-error.ts";

const s3Uri = z
  .string()
  .regex(/^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](?:\/.*)?$/)
  .max(1_024);
const arnText = z.string().max(256);

/** The request of InvokeDataAutomationAsync, as far as it is carried out. */
export const INVOKE = z.object({
  inputConfiguration: z.object({ s3Uri }),
  outputConfiguration: z.object({ s3Uri }),
  dataAutomationProfileArn: arnText.regex(
    /^arn:aws(?:-[a-z]+)?:bedrock:[a-z0-9-]+:(?:aws|\d{12}):data-automation-profile\/[\w.-]+$/,
  ),
  dataAutomationConfiguration: z
    .object({
      dataAutomationProjectArn: arnText.regex(
        /^arn:aws(?:-[a-z]+)?:bedrock:[a-z0-9-]+:(?:aws|\d{12}):data-automation-project\/[\w-]+$/,
      ),
      stage: z.enum(["LIVE", "DEVELOPMENT"]).optional(),
    })
    .optional(),
  clientToken: z
    .string()
    .regex(/^[a-zA-Z0-9](?:-*[a-zA-Z0-9]){0,255}$/)
    .optional(),
  blueprints: z.array(z.unknown()).max(0, "blueprints are not run here").optional(),
  notificationConfiguration: z
    .object({
      eventBridgeConfiguration: z.object({
        eventBridgeEnabled: z.literal(false, "events of jobs are not sent here"),
      }),
    })
    .optional(),
});

export type InvokeRequest = z.output<typeof INVOKE>;

export const GET_STATUS = z.object({
  invocationArn: arnText.regex(
    /^arn:aws(?:-[a-z]+)?:bedrock:[a-z0-9-]+:\d{12}:data-automation-invocation\/[a-f0-9-]{36}$/,
  ),
});

export interface S3Place {
  readonly bucket: string;
  readonly key: string;
}

/** A job as it is kept. */
export interface Job {
  readonly jobId: string;
  readonly invocationArn: string;
  /** In whose name it reads and writes. */
  readonly roleArn: string;
  readonly clientToken?: string;
  readonly requestHash: string;
  readonly input: S3Place;
  /** The folder of the job's output, without a slash at its end. */
  readonly output: S3Place;
  readonly status: "Created" | "InProgress" | "Success" | "ClientError" | "ServiceError";
  readonly errorType?: string;
  readonly errorMessage?: string;
  /** Epoch milliseconds. */
  readonly submittedAt: number;
  readonly completedAt?: number;
}

/** @throws AwsError ValidationException where the URI names no object. */
export function inputPlace(uri: string): S3Place {
  const { bucket, key } = placeOf(uri);
  if (key === "") throw new AwsError("ValidationException", `The input ${uri} names no object.`);
  return { bucket, key };
}

/** The folder below the output prefix that is a job's own. */
export function outputPlace(uri: string, jobId: string): S3Place {
  const { bucket, key } = placeOf(uri);
  const prefix = key.replace(/\/+$/, "");
  return { bucket, key: prefix === "" ? jobId : `${prefix}/${jobId}` };
}

function placeOf(uri: string): S3Place {
  const [, bucket = "", key = ""] = /^s3:\/\/([^/]+)\/?(.*)$/.exec(uri) ?? [];
  return { bucket, key };
}
