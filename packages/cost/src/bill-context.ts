import type { ResolvedResource } from "@agentic-pm/local-cloud";
import { type PriceTable, priceRow } from "./price-table.ts";
import { inAMonth, type PerEvent, type Workload } from "./workload.ts";

/** One line of a monthly bill. */
export interface Line {
  readonly service: string;
  readonly what: string;
  readonly quantity: number;
  readonly unit: string;
  /** The row of the price table. */
  readonly price: string;
  /** US dollars a month. */
  readonly usd: number;
}

/** What a line is worked out from. */
export class BillContext {
  readonly resources: readonly ResolvedResource[];
  readonly workload: Workload;
  readonly #prices: PriceTable;

  constructor(resources: readonly ResolvedResource[], workload: Workload, prices: PriceTable) {
    this.resources = resources;
    this.workload = workload;
    this.#prices = prices;
  }

  /** Every resource of the type. */
  ofType(type: string): readonly ResolvedResource[] {
    return this.resources.filter((resource) => resource.type === type);
  }

  /** How often in a month. @throws AppError WORKLOAD_INCOMPLETE. */
  monthly(per: PerEvent): number {
    return inAMonth(this.workload, per);
  }

  /** So many units at the price of that row. @throws AppError PRICE_UNKNOWN. */
  line(service: string, what: string, { price, quantity }: { price: string; quantity: number }): Line {
    const { usd, unit } = priceRow(this.#prices, price);
    return { service, what, quantity, unit, price, usd: quantity * usd };
  }
}
