import { Sha256 } from "@aws-crypto/sha256-js";
import { AppError } from "@agentic-pm/errors";
import { SignatureV4 } from "@smithy/signature-v4";
import * as z from "zod";
import { ActStep } from "../../domain/act-calls.ts";
import type { Act, ActModel, ActRun, CallResult } from "../../ports/act-model.ts";
import type { Credentials } from "../browser/signed-headers.ts";

const MODEL_ID = "nova-act-latest";
const CALL_MS = 20_000;
/** What the service is told of the client. */
const CLIENT_INFO = { compatibilityVersion: 1, sdkVersion: "agentic-pm-0.1.0" };

interface Settings {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: Credentials;
  readonly definition: string;
}

/** Nova Act by its HTTP interface; the SDK for JavaScript has no client for it. */
export class NovaActClient implements ActModel {
  readonly #signer: SignatureV4;
  readonly #settings: Settings;

  constructor(settings: Settings) {
    const { region, credentials } = settings;
    this.#settings = settings;
    this.#signer = new SignatureV4({ service: "nova-act", region, credentials, sha256: Sha256 });
  }

  async open(reference: string): Promise<ActRun> {
    const runs = `/workflow-definitions/${this.#settings.definition}/workflow-runs`;
    const { workflowRunId } = await this.#put(runs, RunStarted, {
      modelId: MODEL_ID,
      clientInfo: CLIENT_INFO,
      clientToken: reference,
    });
    const { sessionId } = await this.#put(`${runs}/${workflowRunId}/sessions`, SessionStarted, {});
    const acts = `${runs}/${workflowRunId}/sessions/${sessionId}/acts`;
    return {
      modelId: MODEL_ID,
      act: (task) => this.#act(acts, task),
      end: async (status) => void (await this.#put(`${runs}/${workflowRunId}`, z.unknown(), { status })),
    };
  }

  async #act(acts: string, task: string): Promise<Act> {
    const { actId } = await this.#put(acts, ActStarted, { task, toolSpecs: [] });
    let previousStepId: string | undefined;
    return {
      step: async (callResults: readonly CallResult[]) => {
        const body = { callResults, ...(previousStepId === undefined ? {} : { previousStepId }) };
        const step = await this.#put(`${acts}/${actId}/invoke-step/`, ActStep, body);
        previousStepId = step.stepId;
        return step;
      },
      end: async (status) => void (await this.#put(`${acts}/${actId}`, z.unknown(), { status })),
    };
  }

  async #put<Schema extends z.ZodType>(path: string, schema: Schema, body: object): Promise<z.infer<Schema>> {
    const url = new URL(path, this.#settings.endpoint);
    const { headers } = await this.#signer.sign({
      method: "PUT",
      protocol: url.protocol,
      hostname: url.hostname,
      path: url.pathname,
      headers: { host: url.host, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const { host: _host, ...signed } = headers;
    let answer: unknown;
    try {
      const signal = AbortSignal.timeout(CALL_MS);
      const response = await fetch(url, { method: "PUT", headers: signed, body: JSON.stringify(body), signal });
      if (!response.ok) throw new Error(`Status ${response.status}.`);
      const text = await response.text();
      answer = text === "" ? {} : JSON.parse(text);
    } catch (error) {
      throw unavailable(error);
    }
    const parsed = schema.safeParse(answer);
    if (parsed.success) return parsed.data;
    throw new AppError("ACT_CALL_MALFORMED", {
      cause: "Nova Act answered with something outside the closed set of calls.",
      remedy: "Nothing was done. A person goes on from the deep link.",
      details: { path: parsed.error.issues[0]?.path.join(".") ?? "" },
    });
  }
}

const id = z.string().regex(/^[\w-]{1,128}$/);
const RunStarted = z.object({ workflowRunId: id });
const SessionStarted = z.object({ sessionId: id });
const ActStarted = z.object({ actId: id });

function unavailable(error: unknown): AppError {
  return new AppError("ACT_MODEL_UNAVAILABLE", {
    cause: "Nova Act cannot be reached, refused the call or answered with an error.",
    remedy:
      "Nothing to do: a person goes on from the deep link. If it lasts, see the workflow definition and its role.",
    retryable: true,
    error,
  });
}
