import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { CompiledPolicies, NamedPolicy, Principal } from "@agentic-pm/iam";

/** How a service speaks on the wire; decides how its errors are written. */
export type Protocol = "json-1.0" | "json-1.1" | "rest-json" | "rest-xml" | "query" | "rpc-v2-cbor";

/** A request whose signature has been verified. Header names are lower case. */
export interface AwsRequest {
  readonly requestId: string;
  readonly method: string;
  /** Path as it came, percent-encoding untouched, without the query. */
  readonly rawPath: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** Service and region of the credential scope, e.g. "dynamodb", "us-east-1". */
  readonly service: string;
  readonly region: string;
}

/** Who signed the request, with the policies that bind them. */
export interface Caller {
  readonly accessKeyId: string;
  readonly principal: Principal;
  readonly policies: CompiledPolicies;
  /** What narrows the session, where something does: holds for what a service does later in its name, too. */
  readonly sessionPolicy?: NamedPolicy;
  /** The function that holds these credentials, where it is one: named in denials. */
  readonly functionName?: string;
}

/** One permission the request needs. A request is served only if every ask is allowed. */
export interface Ask {
  readonly action: string;
  readonly resource: string;
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
  /** The resource's own policy, where it has one. */
  readonly resourcePolicy?: NamedPolicy;
  /** True where the resource policy must allow too (KMS keys). */
  readonly resourcePolicyIsRequired?: boolean;
}

export interface AwsResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | AsyncIterable<Uint8Array>;
}

/** A connection that asks to become a WebSocket, as Node hands it over. */
export interface UpgradeSocket {
  readonly message: IncomingMessage;
  readonly socket: Duplex;
  /** What the client sent already. */
  readonly head: Buffer;
}

/** What a service does with requests that ask for a WebSocket; they are verified and authorised like all others. */
export interface Upgrades {
  /** The permissions that the connection needs. Throws AwsError for a path that is no stream. */
  asksOf(request: AwsRequest): readonly Ask[];
  /** Takes the connection over. Throws AwsError where it will not; the gateway then answers with it. */
  accept(request: AwsRequest, caller: Caller, connection: UpgradeSocket): Promise<void>;
}

/** One AWS service of the local cloud: what it needs to be allowed, and what it does. */
export interface ServiceModule {
  /** The name in the credential scope: "dynamodb", "states", "rds-data", "monitoring" ... */
  readonly signingName: string;
  protocolOf(request: AwsRequest): Protocol;
  /** The operation's API name, e.g. "PutItem"; throws AwsError UnknownOperationException for what it does not know. */
  operationOf(request: AwsRequest): string;
  /** The permissions this request needs. Malformed bodies throw AwsError. */
  asksOf(request: AwsRequest): readonly Ask[] | Promise<readonly Ask[]>;
  handle(request: AwsRequest, caller: Caller): Promise<AwsResponse>;
  /** Without it every upgrade is refused. */
  readonly upgrades?: Upgrades;
  /** Releases files and timers; everything acknowledged is already on disk. */
  close?(): Promise<void>;
}
