import { randomUUID } from "node:crypto";
import type { AccessKey } from "../credentials/access-key.ts";
import { accessDenied } from "./access-denied.ts";
import { askerOf } from "./asker.ts";
import { Authoriser, type Asker } from "./authoriser.ts";
import { AwsError } from "./aws-error.ts";
import { errorResponse } from "./error-response.ts";
import type { GatewayOptions } from "./gateway.ts";
import type { WireRequest } from "./listener.ts";
import type { AwsRequest, AwsResponse, Caller, Protocol, ServiceModule } from "./service-module.ts";
import { authError, NotAuthentic } from "./sigv4/auth-failure.ts";
import { claimedService } from "./sigv4/signature.ts";
import { SigningKeys } from "./sigv4/signing-key.ts";
import { verifySignature } from "./sigv4/verify-signature.ts";
import { toAwsError } from "./to-aws-error.ts";

/** Takes a request from the wire to its answer: who signed it, may they, and what comes of it. */
export class Dispatcher {
  readonly #options: GatewayOptions;
  readonly #modules: ReadonlyMap<string, ServiceModule>;
  readonly #keys = new SigningKeys();
  readonly #authoriser: Authoriser;

  constructor(options: GatewayOptions) {
    this.#options = options;
    this.#modules = new Map(options.modules.map((module) => [module.signingName, module]));
    this.#authoriser = new Authoriser(options.decisions);
  }

  /** Never rejects: whatever goes wrong is an answer in the service's protocol. */
  async answer(wire: WireRequest): Promise<AwsResponse> {
    const request = readRequest(wire);
    const module = this.#modules.get(request.service);
    const protocol = module?.protocolOf(request) ?? guessProtocol(request);
    try {
      if (wire.body === undefined) throw tooLarge(protocol);
      const key = this.#authenticate(request, protocol);
      if (module === undefined) throw unknownService(request.service);
      const asker = this.#askerFor(key, wire, { request, protocol });
      await this.#authorise(module, request, asker);
      return await module.handle(request, callerOf(key, asker));
    } catch (error) {
      const awsError = toAwsError(error, protocol);
      if (awsError.status >= 500) this.#options.onFault?.(error);
      const { requestId, headers, rawPath: resource } = request;
      return errorResponse(awsError, { protocol, requestId, headers, resource });
    }
  }

  #authenticate(request: AwsRequest, protocol: Protocol): AccessKey {
    try {
      const lookup = (accessKeyId: string): AccessKey | undefined => this.#options.credentials.lookup(accessKeyId);
      const { key } = verifySignature(request, { lookup, keys: this.#keys, now: Date.now });
      return key;
    } catch (error) {
      throw error instanceof NotAuthentic ? authError(error.failure, protocol) : error;
    }
  }

  #askerFor(key: AccessKey, wire: WireRequest, scene: { request: AwsRequest; protocol: Protocol }): Asker {
    // AWS too treats the key of a role that was deleted as one it does not know.
    if (this.#options.roles.find(key.roleArn) === undefined) throw authError("unknown-key", scene.protocol);
    const circumstances = { sourceIp: wire.remoteAddress, region: scene.request.region, now: Date.now() };
    return askerOf(key, circumstances, this.#options.roles);
  }

  async #authorise(module: ServiceModule, request: AwsRequest, asker: Asker): Promise<void> {
    module.operationOf(request);
    const asked = module.asksOf(request);
    const asks = asked instanceof Promise ? await asked : asked;
    for (const ask of asks) {
      const decision = this.#authoriser.decide(asker, ask, Date.now());
      if (decision.allowed) continue;
      const { functionName } = asker;
      const { action, resource } = ask;
      const named = functionName === undefined ? {} : { functionName };
      throw accessDenied(
        { principalArn: asker.principal.arn, ...named, action, resource, decision },
        { protocol: module.protocolOf(request), service: request.service },
      );
    }
  }
}

const NO_BODY = Buffer.alloc(0);

function readRequest(wire: WireRequest): AwsRequest {
  const mark = wire.target.indexOf("?");
  const query = new URLSearchParams(mark < 0 ? "" : wire.target.slice(mark + 1));
  const parts = {
    requestId: randomUUID(),
    method: wire.method,
    rawPath: mark < 0 ? wire.target : wire.target.slice(0, mark),
    query,
    headers: wire.headers,
    body: wire.body ?? NO_BODY,
  };
  const credential = wire.headers["authorization"] ?? query.get("X-Amz-Credential") ?? "";
  const region = /\/\d{8}\/([a-z0-9-]+)\//.exec(credential)?.[1] ?? "";
  return { ...parts, service: claimedService(parts) ?? "", region };
}

function callerOf(key: AccessKey, asker: Asker): Caller {
  const { functionName } = key;
  return {
    accessKeyId: key.accessKeyId,
    principal: asker.principal,
    policies: asker.policies,
    ...(functionName === undefined ? {} : { functionName }),
  };
}

/** For requests to a service that is not there, or that name none. */
function guessProtocol(request: AwsRequest): Protocol {
  if (request.headers["smithy-protocol"] === "rpc-v2-cbor") return "rpc-v2-cbor";
  const type = request.headers["content-type"] ?? "";
  if (type.startsWith("application/x-amz-json-1.0")) return "json-1.0";
  if (request.headers["x-amz-target"] !== undefined) return "json-1.1";
  return type.startsWith("application/x-www-form-urlencoded") ? "query" : "rest-json";
}

function tooLarge(protocol: Protocol): AwsError {
  const code = protocol === "rest-xml" ? "EntityTooLarge" : "RequestEntityTooLargeException";
  return new AwsError(code, "The request body is larger than the gateway accepts.", { status: 413 });
}

function unknownService(service: string): AwsError {
  return new AwsError("UnknownOperationException", `The local cloud has no service "${service}".`, { status: 404 });
}
