import type { DurableMap } from "../../state/durable-map.ts";
import { extractInThread } from "./extraction/extract-in-thread.ts";
import type { Job } from "./job.ts";
import type { JobFiles } from "./job-files.ts";
import { jobMetadata, standardOutput } from "./standard-output.ts";

export interface RunnerPorts {
  readonly jobs: DurableMap<Job>;
  readonly files: JobFiles;
  readonly now: () => number;
  /** Told of jobs that ended in ServiceError. */
  readonly onFault: (error: unknown) => void;
}

/** Carries out jobs one after the other; what a kill interrupts begins anew at the next start. */
export class JobRunner {
  readonly #ports: RunnerPorts;
  readonly #stop = new AbortController();
  #last: Promise<void> = Promise.resolve();

  constructor(ports: RunnerPorts) {
    this.#ports = ports;
  }

  enqueue(job: Job): void {
    this.#last = this.#last.then(() => this.#run(job));
  }

  /** Takes up what an earlier run left unfinished. */
  resume(): void {
    for (const job of this.#ports.jobs.values()) {
      if (job.status === "Created" || job.status === "InProgress") this.enqueue(job);
    }
  }

  stop(): void {
    this.#stop.abort();
  }

  /** Never rejects. */
  async #run(job: Job): Promise<void> {
    const { jobs, now, onFault } = this.#ports;
    const { signal } = this.#stop;
    if (signal.aborted) return;
    const running: Job = { ...job, status: "InProgress" };
    jobs.put(job.jobId, running);
    const ending = await this.#extract(running).catch((error: unknown): Partial<Job> => {
      if (!signal.aborted) onFault(error);
      return { status: "ServiceError", errorType: "InternalServerError", errorMessage: "The extraction failed." };
    });
    if (!signal.aborted) jobs.put(job.jobId, { ...running, ...ending, completedAt: now() });
  }

  async #extract(job: Job): Promise<Partial<Job>> {
    const { files } = this.#ports;
    await files.write(job, "0/.s3_access_check", "");
    const bytes = await files.read(job);
    if (bytes === undefined) return clientError("The input object does not exist.");
    // A copy: the thread gets bytes of its own.
    const document = await extractInThread(new Uint8Array(bytes), this.#stop.signal);
    if ("unreadable" in document) return clientError(document.unreadable);
    const source = { jobId: job.jobId, ...job.input };
    const output = JSON.stringify(standardOutput(document, source));
    const outputUri = await files.write(job, "0/standard_output/0/result.json", output);
    await files.write(job, "job_metadata.json", JSON.stringify(jobMetadata(source, outputUri)));
    return { status: "Success" };
  }
}

function clientError(errorMessage: string): Partial<Job> {
  return { status: "ClientError", errorType: "InvalidInput", errorMessage };
}
