import type { Ask } from "../../gateway/service-module.ts";
import type { ResourceChange } from "../../template/stack-engine.ts";

/** What the role that deploys has to be allowed for a change of a resource: its main call, as the service asks it. */
export function resourceAsks(_change: ResourceChange): readonly Ask[] {
  return [];
}
