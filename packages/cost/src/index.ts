export type { Line } from "./bill-context.ts";
export { type Bill, monthlyBill } from "./monthly-bill.ts";
export { NETWORK_MODES, type NetworkMode, packagedMode, purposeOf, resourcesIn } from "./network-mode.ts";
export { listPrices } from "./price-table.ts";
export { BUDGET_USD, type Figure, requirementsFigures } from "./requirements-figures.ts";
export { readWorkload } from "./workload.ts";
