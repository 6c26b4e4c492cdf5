import { authorize, compilePolicies, type CompiledPolicies, type PolicyDocument } from "@agentic-pm/iam";
import type { Verdict } from "../network/reach.ts";
import { deniedInWords } from "./access-denied.ts";
import type { Asker } from "./authoriser.ts";
import { AwsError } from "./aws-error.ts";
import type { DecisionLog } from "./decision-log.ts";
import type { Ask, AwsRequest, Protocol } from "./service-module.ts";

/** What the gateway asks about the networks of functions. */
export interface FunctionReach {
  /** Whether the function's network carries a request to the service with this signing name. */
  reach(functionName: string, signingName: string): Verdict;
}

const compiled = new WeakMap<PolicyDocument, CompiledPolicies>();

/** Lets pass what a function's network would carry to the service, through the endpoint that is on the way. */
export class NetworkGate {
  readonly #network: FunctionReach | undefined;
  readonly #decisions: DecisionLog;

  constructor(network: FunctionReach | undefined, decisions: DecisionLog) {
    this.#network = network;
    this.#decisions = decisions;
  }

  /**
   * The asker as the service sees it: with the endpoint's id, if the request came through one.
   * @throws AwsError EndpointUnreachable where no packet would get there, AccessDenied(Exception) where the endpoint's
   * policy allows an ask of this service to nobody like the asker.
   */
  pass(asker: Asker, { request, protocol }: Passage, asks: readonly Ask[]): Asker {
    const { functionName } = asker;
    if (this.#network === undefined || functionName === undefined) return asker;
    const verdict = this.#network.reach(functionName, request.service);
    if (!verdict.allowed) throw this.#unreachable(asker, request.service, verdict);
    const { endpoint } = verdict;
    if (endpoint === undefined) return asker;
    const through: Asker = {
      ...asker,
      context: { ...asker.context, "aws:SourceVpce": endpoint.id, "aws:SourceVpc": endpoint.vpcId },
    };
    if (endpoint.policy === undefined) return through;
    // What one service asks of another (S3 of KMS, the Data API of Secrets Manager) does not come through this endpoint.
    for (const ask of asks.filter(({ action }) => action.startsWith(`${request.service}:`))) {
      if (allows(endpoint.policy, through, ask)) continue;
      const words = `User: ${asker.principal.arn} is not authorized to perform: ${ask.action} on resource: ${ask.resource} because no VPC endpoint policy allows the ${ask.action} action (function ${functionName}; endpoint ${endpoint.id} of ${endpoint.service})`;
      this.#record(through, ask, words);
      throw deniedInWords(words, { protocol, service: request.service });
    }
    return through;
  }

  #unreachable(asker: Asker, service: string, { cause, remedy }: { cause: string; remedy: string }): AwsError {
    const words = `Connection to ${service} timed out (ETIMEDOUT): ${cause} ${remedy}`;
    this.#record(asker, { action: `${service}:*`, resource: "*" }, words);
    // A client error, for the SDK would try anything else again and again.
    return new AwsError("EndpointUnreachable", words, { members: { remedy } });
  }

  #record({ roleArn, functionName }: Asker, { action, resource }: Ask, reason: string): void {
    this.#decisions.record({
      at: Date.now(),
      roleArn,
      ...(functionName === undefined ? {} : { functionName }),
      action,
      resource,
      decision: { allowed: false, outcome: "ImplicitDeny", reason },
    });
  }
}

/** A request under way. */
export interface Passage {
  readonly request: AwsRequest;
  readonly protocol: Protocol;
}

/** An endpoint's policy limits and never grants: what it allows is then decided as everywhere. */
function allows(document: PolicyDocument, { principal, context }: Asker, ask: Ask): boolean {
  let policies = compiled.get(document);
  if (policies === undefined) {
    policies = compilePolicies({ identity: [], resource: { name: "endpoint policy", document } });
    compiled.set(document, policies);
  }
  const { action, resource } = ask;
  return authorize(policies, { principal, action, resource, context: { ...context, ...ask.context } }).allowed;
}
