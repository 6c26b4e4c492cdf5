import { createHash, randomUUID } from "node:crypto";
import { join } from "node:path";
import { arn } from "../../gateway/account.ts";
import { AwsError } from "../../gateway/aws-error.ts";
import { jsonModule, jsonOperation } from "../../gateway/json-module.ts";
import type { Ask, AwsRequest, Caller, ServiceModule } from "../../gateway/service-module.ts";
import { openDurableMap, type DurableMap } from "../../state/durable-map.ts";
import { canonicalJson } from "../../template/model.ts";
import type { S3Service } from "../s3/index.ts";
import { GET_STATUS, INVOKE, inputPlace, outputPlace, type InvokeRequest, type Job } from "./job.ts";
import { JobFiles } from "./job-files.ts";
import { JobRunner } from "./job-runner.ts";

export interface DataAutomationOptions {
  readonly dataDir: string;
  readonly s3: S3Service;
  /** The role as a caller of S3. */
  readonly callerOf: (roleArn: string) => Caller;
  readonly now?: () => number;
  readonly onFault?: (error: unknown) => void;
}

export interface DataAutomationService {
  /** Signs as "bedrock", as the models' runtime does; see `isDataAutomation`. */
  readonly module: ServiceModule;
  /** Takes up what an earlier run left unfinished. */
  resume(): void;
  stop(): void;
}

/** True for the requests of Bedrock that are Data Automation's. */
export function isDataAutomation({ headers }: Pick<AwsRequest, "headers">): boolean {
  return headers["x-amz-target"]?.startsWith("AmazonBedrockKeystoneRuntimeService.") === true;
}

/** Bedrock Data Automation's runtime: text out of PDFs, by their layout. */
export async function createDataAutomation(options: DataAutomationOptions): Promise<DataAutomationService> {
  const { now = Date.now, onFault = () => undefined } = options;
  const jobs = await openDurableMap<Job>(join(options.dataDir, "jobs.jsonl"));
  const files = new JobFiles(options.s3, options.callerOf);
  const runner = new JobRunner({ jobs, files, now, onFault });
  const module = moduleOf({ jobs, files, runner, now });
  let stopped = false;
  return {
    module,
    resume: () => runner.resume(),
    stop: () => {
      if (stopped) return;
      stopped = true;
      runner.stop();
      jobs.close();
    },
  };
}

interface Parts {
  readonly jobs: DurableMap<Job>;
  readonly files: JobFiles;
  readonly runner: JobRunner;
  readonly now: () => number;
}

function moduleOf({ jobs, files, runner, now }: Parts): ServiceModule {
  /** The id that a request's job will have: the permissions name it before the job is there. */
  const jobIds = new WeakMap<AwsRequest, string>();
  const jobIdOf = (request: AwsRequest): string => {
    const jobId = jobIds.get(request) ?? randomUUID();
    jobIds.set(request, jobId);
    return jobId;
  };
  const inner = jsonModule({
    signingName: "bedrock",
    protocol: "json-1.1",
    operations: {
      InvokeDataAutomationAsync: jsonOperation(INVOKE, {
        asks: (input) => invokeAsks(input),
        run: (input, caller, request) => {
          const job = newJob(input, caller, { jobId: jobIdOf(request), now: now() });
          const known = earlierJob(jobs, job);
          if (known === undefined) {
            jobs.put(job.jobId, job);
            runner.enqueue(job);
          }
          return { invocationArn: (known ?? job).invocationArn };
        },
      }),
      GetDataAutomationStatus: jsonOperation(GET_STATUS, {
        asks: ({ invocationArn }) => [{ action: "bedrock:GetDataAutomationStatus", resource: invocationArn }],
        run: ({ invocationArn }) => describe(jobs.get(invocationArn.split("/").pop() ?? ""), invocationArn),
      }),
    },
  });
  return {
    ...inner,
    asksOf: async (request) => {
      const asks = await inner.asksOf(request);
      if (inner.operationOf(request) !== "InvokeDataAutomationAsync") return asks;
      const { inputConfiguration, outputConfiguration } = INVOKE.parse(JSON.parse(request.body.toString("utf8")));
      const output = outputPlace(outputConfiguration.s3Uri, jobIdOf(request));
      return [...asks, ...(await files.asks(inputPlace(inputConfiguration.s3Uri), output))];
    },
  };
}

function invokeAsks({ dataAutomationProfileArn, dataAutomationConfiguration }: InvokeRequest): Ask[] {
  const resources = [dataAutomationProfileArn, dataAutomationConfiguration?.dataAutomationProjectArn];
  return resources.flatMap((resource) =>
    resource === undefined ? [] : [{ action: "bedrock:InvokeDataAutomationAsync", resource }],
  );
}

function newJob(input: InvokeRequest, caller: Caller, { jobId, now }: { jobId: string; now: number }): Job {
  const { clientToken, ...request } = input;
  return {
    jobId,
    invocationArn: arn("bedrock", `data-automation-invocation/${jobId}`),
    roleArn: caller.principal.roleArn ?? caller.principal.arn,
    ...(clientToken === undefined ? {} : { clientToken }),
    requestHash: createHash("sha256").update(canonicalJson(request)).digest("hex"),
    input: inputPlace(input.inputConfiguration.s3Uri),
    output: outputPlace(input.outputConfiguration.s3Uri, jobId),
    status: "Created",
    submittedAt: now,
  };
}

/** The job that the same caller asked for with the same token. @throws AwsError ValidationException for another request. */
function earlierJob(jobs: DurableMap<Job>, job: Job): Job | undefined {
  if (job.clientToken === undefined) return undefined;
  const known = [...jobs.values()].find(
    ({ clientToken, roleArn }) => clientToken === job.clientToken && roleArn === job.roleArn,
  );
  if (known === undefined || known.requestHash === job.requestHash) return known;
  throw new AwsError("ValidationException", "The clientToken was used with other parameters already.");
}

function describe(job: Job | undefined, invocationArn: string): Record<string, unknown> {
  if (job === undefined) {
    throw new AwsError("ResourceNotFoundException", `Invocation not found: ${invocationArn}`, { status: 404 });
  }
  const { status, errorType, errorMessage, output, submittedAt, completedAt } = job;
  return {
    status,
    ...(errorType === undefined ? {} : { errorType }),
    ...(errorMessage === undefined ? {} : { errorMessage }),
    ...(status === "Success"
      ? { outputConfiguration: { s3Uri: `s3://${output.bucket}/${output.key}/job_metadata.json` } }
      : {}),
    jobSubmissionTime: new Date(submittedAt).toISOString(),
    ...(completedAt === undefined
      ? {}
      : {
          jobCompletionTime: new Date(completedAt).toISOString(),
          jobDurationInSeconds: Math.round((completedAt - submittedAt) / 1_000),
        }),
  };
}
