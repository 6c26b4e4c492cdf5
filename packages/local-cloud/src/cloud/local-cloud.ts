import type { DecisionLog, RecordedDecision } from "../gateway/decision-log.ts";
import type { RuntimeLimits } from "../runtime/runtime-ports.ts";
import type { WebSocketEndpoint } from "../services/api-gateway-websocket/index.ts";
import type { ModelProvider } from "../services/bedrock/index.ts";
import type { ExecutionStatusChange } from "../services/step-functions/index.ts";
import type { Json, ResourceRecord, StackRecord } from "../template/model.ts";
import type { PackagedService } from "./packaged-service.ts";

export interface CloudOptions {
  /** Everything that the cloud remembers; one running cloud per folder. */
  readonly dataDir: string;
  /** For what can be made again, such as a database's empty template; may be shared between clouds. */
  readonly cacheDir: string;
  /** Packaged services, in deploy order. */
  readonly services: readonly PackagedService[];
  /** Templates without code that are applied before them, parsed from YAML or JSON. */
  readonly templates?: readonly { readonly stackName: string; readonly template: Json }[];
  readonly model: ModelProvider;
  /** A Chromium of this machine for AgentCore's browsers; the one in the npm package (Linux x64) unless told. */
  readonly chromiumPath?: string;
  /** 0 or absent: any free port of 127.0.0.1. */
  readonly port?: number;
  readonly clock?: { now(): number };
  /** The session name behind the operator's key, as STS will say it; "operator" unless told. */
  readonly operatorName?: string;
  /** Executions that work at a time; 8 unless told. */
  readonly maxConcurrentExecutions?: number;
  readonly limits?: Partial<RuntimeLimits>;
  /** Signs an employee in and gives a fresh token; for events that refer to one (`$sessionToken`). */
  readonly sessionToken?: (employeeId: string) => Promise<string>;
  /** Told of each step of the boot. */
  readonly onProgress?: (step: BootStep) => void;
  /** Runs when every resource is there and before work that was left is taken up, e.g. to put secrets. */
  readonly prepare?: (cloud: LocalCloud) => Promise<void>;
  /** Told of what failed with nobody waiting for it. */
  readonly onFault?: (what: string, error: unknown) => void;
}

export interface BootStep {
  readonly step: "services" | "gateway" | "stack" | "ready";
  /** E.g. the stack's name. */
  readonly subject: string;
  /** Milliseconds since the boot began. */
  readonly atMs: number;
}

/** A line that a function wrote, or that Lambda wrote about it. */
export interface LogRecord {
  readonly logGroup: string;
  readonly logStream: string;
  readonly timestamp: number;
  readonly message: string;
}

export interface LocalCloud {
  /** What AWS_ENDPOINT_URL is set to. */
  readonly endpoint: string;
  /** The long-lived key of the operator's role. */
  readonly operatorCredentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** Secrets without asking IAM, for the bootstrap only. */
  readonly secrets: {
    put(secretId: string, secretString: string): void;
    read(secretId: string): string;
    /** The same, undefined where the secret has no value yet. */
    find(secretId: string): string | undefined;
  };
  /** A session of a role by its name, without asking IAM: for tests that play a compromised function. */
  sessionOf(
    roleName: string,
    sessionName?: string,
  ): { accessKeyId: string; secretAccessKey: string; sessionToken: string };
  /** A session of the account's owner, who may do everything: for the first deploy into an empty cloud. */
  ownerSession(): { accessKeyId: string; secretAccessKey: string; sessionToken: string };
  /** Runs a function and waits; the payload is JSON. */
  invoke(
    functionName: string,
    payload: unknown,
  ): Promise<{ payload: unknown; functionError?: string; logTail: string }>;
  onDecisionDenied(listener: (denied: RecordedDecision) => void): () => void;
  /** Hears every change of an execution's status. */
  onExecution(listener: (change: ExecutionStatusChange) => void): () => void;
  onLog(listener: (line: LogRecord) => void): void;
  readonly decisions: Pick<DecisionLog, "counts" | "recent" | "usage">;
  stacks(): readonly StackRecord[];
  resourcesOf(stackName: string): ReadonlyMap<string, ResourceRecord>;
  /** The value of an output, whichever stack has it. */
  output(name: string): string | undefined;
  /** Where clients of the WebSocket APIs connect to; known once the cloud has started. */
  webSocketEndpoints(): readonly WebSocketEndpoint[];
  /** Resource types that are recorded and not simulated. */
  inertTypes(): readonly string[];
  /** Names of the DynamoDB tables. */
  tables(): readonly string[];
  /** Bytes of the whole process, and how many workers each function has. */
  memory(): { readonly rssBytes: number; readonly environments: Readonly<Record<string, number>> };
  /** Segments that functions have sent to X-Ray since the start. */
  traceSegments(): number;
  /** Ends within two seconds; what runs is taken up by the next start. */
  close(): Promise<void>;
}
