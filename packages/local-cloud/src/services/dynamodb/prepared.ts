import type { Ask } from "../../gateway/service-module.ts";
import type { RawInput } from "./item.ts";

/** A request that has been checked: what it needs to be allowed, and what it does then. */
export interface Prepared {
  readonly asks: readonly Ask[];
  readonly run: () => Promise<RawInput>;
}
