import type { FunctionConfiguration } from "../runtime/function-configuration.ts";
import type { NetworkModel } from "./network-model.ts";
import { endpointName } from "./endpoint-name.ts";
import type { NetworkRegistry } from "./network-registry.ts";
import { reachService, type Placement, type Verdict } from "./reach.ts";
import { socketRules, type SocketRules } from "./socket-rules.ts";

/** The network of each function: what its worker may open, and which AWS services its requests get to. */
export class FunctionNetwork {
  readonly #registry: NetworkRegistry;
  readonly #configurationOf: (functionName: string) => FunctionConfiguration | undefined;
  readonly #verdicts = new Map<string, Verdict>();
  #judged: NetworkModel | undefined;

  constructor(registry: NetworkRegistry, configurationOf: (functionName: string) => FunctionConfiguration | undefined) {
    this.#registry = registry;
    this.#configurationOf = configurationOf;
  }

  /** Undefined for a function outside every VPC: it reaches whatever the internet has. */
  socketRulesOf(configuration: FunctionConfiguration, cloud: readonly string[]): SocketRules | undefined {
    const placement = placementOf(configuration);
    return placement === undefined ? undefined : socketRules(this.#registry.model(), placement, cloud);
  }

  /** Whether a request of the function gets to the service that it is signed for. */
  reach(functionName: string, signingName: string): Verdict {
    const network = this.#registry.model();
    if (this.#judged !== network) this.#verdicts.clear();
    this.#judged = network;
    const configuration = this.#configurationOf(functionName);
    const placement = configuration === undefined ? undefined : placementOf(configuration);
    if (placement === undefined) return { allowed: true };
    const key = [signingName, functionName, ...placement.subnetIds, ...placement.securityGroupIds].join(" ");
    let verdict = this.#verdicts.get(key);
    if (verdict === undefined) {
      verdict = reachService(network, placement, endpointName(signingName));
      this.#verdicts.set(key, verdict);
    }
    return verdict;
  }
}

function placementOf({ functionName, vpc }: FunctionConfiguration): Placement | undefined {
  return vpc === undefined ? undefined : { functionName, ...vpc };
}
