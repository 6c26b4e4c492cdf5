import { fileURLToPath } from "node:url";
import * as z from "zod";
import { readData } from "./read-data.ts";

/** The network modes, from the cheapest to the most confined. */
export const NETWORK_MODES = ["public", "nat-instance", "nat-gateway", "endpoints", "full"] as const;
export type NetworkMode = (typeof NETWORK_MODES)[number];

const Network = z.strictObject({
  why: z.string(),
  natInstances: z.int().nonnegative().default(0),
  natGateways: z.int().nonnegative().default(0),
  endpoints: z.array(z.string()).default([]),
  /** In how many zones each interface endpoint stands. */
  zones: z.int().min(1).max(2).default(1),
});
export type Network = z.infer<typeof Network>;

const FILE = fileURLToPath(new URL("../networks/modes.yml", import.meta.url));

/** What the mode is made of. @throws AppError COST_DATA_INVALID. */
export function networkOf(mode: NetworkMode): Network {
  return readData(FILE, z.record(z.enum(NETWORK_MODES), Network))[mode];
}
