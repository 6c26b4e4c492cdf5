import type { ResolvedResource } from "@agentic-pm/local-cloud";
import { BillContext, type Line } from "./bill-context.ts";
import { functionLines, workflowLines } from "./lines/compute.ts";
import { bucketLines, databaseLines, tableLines } from "./lines/data.ts";
import { networkLines } from "./lines/network.ts";
import { eventLines, observabilityLines } from "./lines/operations.ts";
import { firewallLines, keyLines, secretLines } from "./lines/security.ts";
import { documentLines, modelLines } from "./lines/thinking.ts";
import { actLines, browserLines, chatLines } from "./lines/travel.ts";
import type { NetworkMode } from "./network-mode.ts";
import { listPrices } from "./price-table.ts";
import { checkEveryTypeIsPriced } from "./resource-types.ts";
import type { Workload } from "./workload.ts";

/** A month's bill. US dollars, list prices, no free tiers, no taxes. */
export interface Bill {
  readonly network: NetworkMode;
  readonly lines: readonly Line[];
  /** By service, dearest first. */
  readonly services: readonly { readonly service: string; readonly usd: number }[];
  readonly usd: number;
}

/** What a bill is worked out from. */
export interface BillInput {
  /** What the templates make in the mode. */
  readonly resources: readonly ResolvedResource[];
  readonly workload: Workload;
  readonly network: NetworkMode;
}

const LINES = [
  functionLines,
  workflowLines,
  tableLines,
  databaseLines,
  bucketLines,
  keyLines,
  secretLines,
  firewallLines,
  observabilityLines,
  eventLines,
  modelLines,
  documentLines,
  chatLines,
  browserLines,
  actLines,
  networkLines,
];

/**
 * The monthly bill of the resources under the workload.
 * @throws AppError RESOURCE_UNPRICED, WORKLOAD_INCOMPLETE, PRICE_UNKNOWN, COST_DATA_INVALID.
 */
export function monthlyBill({ resources, workload, network }: BillInput, prices = listPrices()): Bill {
  checkEveryTypeIsPriced(resources);
  const context = new BillContext(resources, workload, prices);
  const lines = LINES.flatMap((each) => each(context));
  return { network, lines, services: byService(lines), usd: sum(lines) };
}

function byService(lines: readonly Line[]): Bill["services"] {
  const grouped = Map.groupBy(lines, ({ service }) => service);
  return [...grouped]
    .map(([service, own]) => ({ service, usd: sum(own) }))
    .toSorted((one, other) => other.usd - one.usd);
}

function sum(lines: readonly Line[]): number {
  return lines.reduce((total, { usd }) => total + usd, 0);
}
