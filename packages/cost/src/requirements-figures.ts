import type { Bill } from "./monthly-bill.ts";
import { type PriceTable, priceRow } from "./price-table.ts";
import { HOURS_A_MONTH } from "./workload.ts";

/** The requirements' budget, US dollars a month. */
export const BUDGET_USD = 35;

/** A figure of the requirements: as they say it, as it comes out of their own assumptions, and as it is here. */
export interface Figure {
  readonly what: string;
  /** US dollars a month, as written in the document. */
  readonly document: number;
  /** The document's own assumptions at the table's prices. */
  readonly reproduced: number;
  /** What it costs as built; undefined where it was not built. */
  readonly built: number | undefined;
  readonly correction: string;
}

const SECRETS_OF_THE_DOCUMENT = 5;
const LOGS_GB_OF_THE_DOCUMENT = 1;
const VOLUME_GB = 8;

/** The requirements' figures of chapters 1, 3 and 9 beside ours. Bills come by network mode. */
export function requirementsFigures(bills: readonly Bill[], prices: PriceTable): readonly Figure[] {
  const usd = (id: string, quantity: number): number => priceRow(prices, id).usd * quantity;
  const hourly = (id: string): number => usd(id, HOURS_A_MONTH);
  const secrets = usd("secrets.secret-month", SECRETS_OF_THE_DOCUMENT);
  const instance = hourly("ec2.t3-nano-hour");
  const wholeInstance = instance + hourly("vpc.ipv4-hour") + usd("ebs.gp3-gb-month", VOLUME_GB);
  const gateway = hourly("nat.gateway-hour");
  const endpoint = hourly("vpc.endpoint-hour");
  const logs = usd("logs.gb", LOGS_GB_OF_THE_DOCUMENT);
  const of = (mode: string, service: string): number | undefined => shareOf(bills, mode, service);
  return [
    {
      what: "Secrets Manager, 5 secrets",
      document: 2,
      reproduced: secrets,
      built: of("public", "Secrets Manager"),
      correction: WHY.secrets,
    },
    {
      what: "NAT gateway",
      document: 32,
      reproduced: gateway,
      built: of("nat-gateway", "Network"),
      correction: WHY.gateway,
    },
    { what: "two NAT gateways", document: 64, reproduced: 2 * gateway, built: undefined, correction: WHY.gateways },
    {
      what: "NAT instance",
      document: 3.5,
      reproduced: instance,
      built: of("nat-instance", "Network"),
      correction: WHY.instance,
    },
    {
      what: "2 VPC endpoints",
      document: 14.4,
      reproduced: 2 * endpoint,
      built: of("endpoints", "Network"),
      correction: WHY.endpoints,
    },
    {
      what: "CloudWatch Logs",
      document: 0.5,
      reproduced: logs,
      built: of("public", "CloudWatch"),
      correction: WHY.logs,
    },
    { what: "KMS", document: 0, reproduced: 0, built: of("public", "KMS"), correction: WHY.keys },
    { what: "tier essential", document: 2.5, reproduced: secrets + logs, built: undefined, correction: WHY.essential },
    {
      what: "tier recommended (+ NAT instance)",
      document: 6,
      reproduced: secrets + logs + wholeInstance,
      built: undefined,
      correction: WHY.recommended,
    },
    {
      what: "tier ideal (+ 1 endpoint)",
      document: 13,
      reproduced: secrets + logs + wholeInstance + endpoint,
      built: undefined,
      correction: WHY.ideal,
    },
    {
      what: "full security",
      document: 49,
      reproduced: secrets + gateway + 2 * endpoint + logs,
      built: undefined,
      correction: WHY.full,
    },
    {
      what: "models, monthly limit",
      document: 11,
      reproduced: 11,
      built: of("public", "Bedrock"),
      correction: WHY.models,
    },
    {
      what: "whole bill within the budget (public)",
      document: BUDGET_USD,
      reproduced: BUDGET_USD,
      built: totalOf(bills, "public"),
      correction: WHY.total,
    },
  ];
}

const WHY = {
  secrets: "right for 5; the boundary needs one secret per function and database role, so there are more",
  gateway: "720 hours; a month has 730, and since 2024 the gateway's public address costs 3.65 more",
  gateways: "the same, twice",
  instance: "the instance alone; its public address (3.65) and its disk (0.64) cost more than it does",
  endpoints:
    "right for one zone; isolated functions need four (Bedrock, secrets, Data API, KMS); S3 and DynamoDB are free",
  logs: "right for 1 GB; ours log less, metrics and alarms come on top",
  keys: "the document keeps AWS's free keys; sealing between functions needs a key for each that seals",
  essential: "adds up",
  recommended: "adds up only without the instance's address and disk",
  ideal: "2.50 + 3.50 + 7.20 is 13.20; with the instance's address and disk more",
  full: "32 + 14.40 + 2 + 0.50 is 48.90; one zone and two endpoints are not full, see mode full",
  models: "a limit, kept at run time by the budget ledger; a workload above it is degraded, then only watched",
  total: "see the bill: keys, secrets and the database are fixed costs that the document left out",
};

function totalOf(bills: readonly Bill[], mode: string): number | undefined {
  return bills.find(({ network }) => network === mode)?.usd;
}

function shareOf(bills: readonly Bill[], mode: string, service: string): number | undefined {
  const bill = bills.find(({ network }) => network === mode);
  return bill?.services.find((each) => each.service === service)?.usd;
}
