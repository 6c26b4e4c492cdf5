import {
  type Bill,
  BUDGET_USD,
  listPrices,
  monthlyBill,
  NETWORK_MODES,
  type NetworkMode,
  packagedMode,
  purposeOf,
  readWorkload,
  requirementsFigures,
  resourcesIn,
} from "@agentic-pm/cost";
import { packagedTemplates } from "@agentic-pm/local-cloud";
import { packageServices } from "@agentic-pm/packaging";
import { createScreen, type Screen } from "../terminal/screen.ts";
import { table } from "../terminal/table.ts";
import type { CommonOptions } from "../verb-options.ts";

interface CostOptions extends Pick<CommonOptions, "json"> {
  readonly workload?: string;
  readonly network?: NetworkMode;
  readonly compare: boolean;
  readonly lines: boolean;
}

const WIDTH = 160;

/** `agentic-pm cost`: the monthly bill from the packaged templates and a workload. List prices, no free tiers. */
export async function cost(options: CostOptions): Promise<void> {
  const templates = packagedTemplates(await packageServices());
  const workload = readWorkload(options.workload);
  const modes = options.compare ? NETWORK_MODES : [options.network ?? packagedMode(templates)];
  const bills = modes.map((network) => monthlyBill({ resources: resourcesIn(network, templates), workload, network }));
  const figures = options.compare ? requirementsFigures(bills, listPrices()) : [];
  if (options.json) {
    process.stdout.write(`${JSON.stringify({ budgetUsd: BUDGET_USD, bills, figures }, null, 2)}\n`);
    return;
  }
  const screen = createScreen(process.stdout);
  screen.line(table(byMode(bills), WIDTH));
  if (options.lines) screen.line(`\n${table(lineRows(bills), WIDTH)}`);
  screen.line("");
  for (const bill of bills) screen.line(verdict(screen, bill));
  if (figures.length > 0) screen.line(`\n${table(figureRows(figures), WIDTH)}`);
}

function byMode(bills: readonly Bill[]): string[][] {
  const services = [...new Set(bills.flatMap((bill) => bill.services.map(({ service }) => service)))];
  const share = (bill: Bill, name: string) => bill.services.find(({ service }) => service === name)?.usd ?? 0;
  return [
    ["US dollars a month", ...bills.map(({ network }) => network)],
    ...services.map((name) => [name, ...bills.map((bill) => dollars(share(bill, name)))]),
    ["together", ...bills.map(({ usd }) => dollars(usd))],
  ];
}

function lineRows(bills: readonly Bill[]): string[][] {
  const rows = bills.flatMap(({ network, lines }) =>
    lines.map((line) => {
      const quantity = `${line.quantity.toLocaleString("en-GB", { maximumFractionDigits: 2 })} × ${line.unit}`;
      return [network, line.service, line.what, dollars(line.usd), line.price, quantity];
    }),
  );
  return [["network", "service", "for", "$", "price", "quantity"], ...rows];
}

function verdict(screen: Screen, { network, usd }: Bill): string {
  const left = BUDGET_USD - usd;
  const words = left >= 0 ? `${dollars(left)} under` : `${dollars(-left)} over`;
  const colour = left >= 0 ? screen.paint.green : screen.paint.red;
  return `${network}: ${colour(`${words} the budget of ${BUDGET_USD}`)}. ${purposeOf(network)}`;
}

function figureRows(figures: ReturnType<typeof requirementsFigures>): string[][] {
  return [
    ["figure", "document", "reproduced", "as built", "why it differs"],
    ...figures.map(({ what, document, reproduced, built, correction }) => [
      what,
      dollars(document),
      dollars(reproduced),
      built === undefined ? "–" : dollars(built),
      correction,
    ]),
  ];
}

function dollars(usd: number): string {
  return usd.toFixed(2);
}
