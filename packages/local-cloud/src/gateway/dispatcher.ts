import { randomUUID } from "node:crypto";
import type { AccessKey } from "../credentials/access-key.ts";
import { accessDenied } from "./access-denied.ts";
import { askerOf } from "./asker.ts";
import { Authoriser, type Asker } from "./authoriser.ts";
import { AwsError } from "./aws-error.ts";
import { errorResponse } from "./error-response.ts";
import type { GatewayOptions } from "./gateway.ts";
import type { WireRequest } from "./listener.ts";
import { NetworkGate } from "./network-gate.ts";
import type { Ask, AwsRequest, AwsResponse, Caller, Protocol, ServiceModule, UpgradeSocket } from "./service-module.ts";
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
  readonly #gate: NetworkGate;

  constructor(options: GatewayOptions) {
    this.#options = options;
    this.#modules = new Map(options.modules.map((module) => [module.signingName, module]));
    this.#authoriser = new Authoriser(options.decisions);
    this.#gate = new NetworkGate(options.network, options.decisions);
  }

  /** Never rejects: whatever goes wrong is an answer in the service's protocol. */
  async answer(wire: WireRequest): Promise<AwsResponse> {
    const scene = this.#sceneOf(wire);
    try {
      if (wire.body === undefined) throw tooLarge(scene.protocol);
      const key = this.#authenticate(scene.request, scene.protocol);
      const { request, module } = served(scene);
      const sender = this.#askerFor(key, wire, scene);
      module.operationOf(request);
      const asked = module.asksOf(request);
      const asks = asked instanceof Promise ? await asked : asked;
      const asker = this.#gate.pass(sender, scene, asks);
      this.#authorise({ module, request }, asker, asks);
      return await module.handle(request, callerOf(key, asker));
    } catch (error) {
      return this.#refusal(error, scene);
    }
  }

  /** Hands a connection to the module that streams on it, or answers why not. Never rejects. */
  async upgrade(wire: WireRequest, connection: UpgradeSocket): Promise<AwsResponse | undefined> {
    const scene = this.#sceneOf(wire);
    try {
      const key = this.#authenticate(scene.request, scene.protocol);
      const { request, module } = served(scene);
      if (module.upgrades === undefined) throw noStreams(request);
      const asks = module.upgrades.asksOf(request);
      const asker = this.#gate.pass(this.#askerFor(key, wire, scene), scene, asks);
      this.#authorise({ module, request }, asker, asks);
      await module.upgrades.accept(request, callerOf(key, asker), connection);
      return undefined;
    } catch (error) {
      return this.#refusal(error, scene);
    }
  }

  #sceneOf(wire: WireRequest): Scene {
    const request = readRequest(wire);
    const module = this.#modules.get(request.service);
    return { request, module, protocol: module?.protocolOf(request) ?? guessProtocol(request) };
  }

  #refusal(error: unknown, { request, protocol }: Scene): AwsResponse {
    const awsError = toAwsError(error, protocol);
    if (awsError.status >= 500) this.#options.onFault?.(error);
    const { requestId, headers, rawPath: resource } = request;
    return errorResponse(awsError, { protocol, requestId, headers, resource });
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

  #askerFor(key: AccessKey, wire: WireRequest, scene: Scene): Asker {
    // AWS too treats the key of a role that was deleted as one it does not know.
    if (this.#options.roles.find(key.roleArn) === undefined) throw authError("unknown-key", scene.protocol);
    const circumstances = { sourceIp: wire.remoteAddress, region: scene.request.region, now: Date.now() };
    return askerOf(key, circumstances, this.#options.roles);
  }

  #authorise(
    { module, request }: { module: ServiceModule; request: AwsRequest },
    asker: Asker,
    asks: readonly Ask[],
  ): void {
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

/** A request, who is to serve it, and how it is spoken to. */
interface Scene {
  readonly request: AwsRequest;
  readonly module: ServiceModule | undefined;
  readonly protocol: Protocol;
}

function served({ request, module }: Scene): { request: AwsRequest; module: ServiceModule } {
  if (module === undefined) throw unknownService(request.service);
  return { request, module };
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
  const { functionName, sessionPolicy } = key;
  return {
    accessKeyId: key.accessKeyId,
    principal: asker.principal,
    policies: asker.policies,
    ...(sessionPolicy === undefined ? {} : { sessionPolicy }),
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

function noStreams({ service }: AwsRequest): AwsError {
  return new AwsError("UnknownOperationException", `The service "${service}" has no streams to connect to.`, {
    status: 404,
  });
}

function unknownService(service: string): AwsError {
  return new AwsError("UnknownOperationException", `The local cloud has no service "${service}".`, { status: 404 });
}
