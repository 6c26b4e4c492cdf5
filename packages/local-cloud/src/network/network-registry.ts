import type { NetworkModel } from "./network-model.ts";
import { readNetwork, type NetworkResource } from "./read-network.ts";

/** The network resources that stand, as the stacks make, change and remove them. */
export class NetworkRegistry {
  readonly #resources = new Map<string, NetworkResource>();
  #model: NetworkModel | undefined;

  put(resource: NetworkResource): void {
    this.#resources.set(resource.physicalId, resource);
    this.#model = undefined;
  }

  remove(physicalId: string): void {
    this.#resources.delete(physicalId);
    this.#model = undefined;
  }

  /** The same object until something changes. */
  model(): NetworkModel {
    return (this.#model ??= readNetwork([...this.#resources.values()]));
  }
}
