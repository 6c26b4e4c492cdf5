import type { BillContext, Line } from "../bill-context.ts";
import type { Network } from "../network-mode.ts";
import { HOURS_A_MONTH } from "../workload.ts";

const VOLUME_GB = 8;
const MEGABYTES_A_GB = 1000;

/** What the network costs: gateways or an instance with an address each, endpoints by zone, and what goes through. */
export function networkLines(bill: BillContext, network: Network): readonly Line[] {
  const { outMegabytes, awsMegabytes } = bill.workload.traffic;
  const out = bill.monthly(outMegabytes) / MEGABYTES_A_GB;
  const toAws = bill.monthly(awsMegabytes) / MEGABYTES_A_GB;
  const hasEndpoints = network.endpoints.length > 0;
  const line = (what: string, price: string, quantity: number): readonly Line[] =>
    quantity === 0 ? [] : [bill.line("Network", what, { price, quantity })];
  return [
    ...line("NAT gateway", "nat.gateway-hour", network.natGateways * HOURS_A_MONTH),
    ...line("NAT gateway: data", "nat.gateway-gb", network.natGateways === 0 ? 0 : out + (hasEndpoints ? 0 : toAws)),
    ...line("NAT instance", "ec2.t4g-nano-hour", network.natInstances * HOURS_A_MONTH),
    ...line("NAT instance: disk", "ebs.gp3-gb-month", network.natInstances * VOLUME_GB),
    ...line("public addresses", "vpc.ipv4-hour", (network.natGateways + network.natInstances) * HOURS_A_MONTH),
    ...line("interface endpoints", "vpc.endpoint-hour", network.endpoints.length * network.zones * HOURS_A_MONTH),
    ...line("interface endpoints: data", "vpc.endpoint-gb", hasEndpoints ? toAws : 0),
    ...line("data out", "transfer.out-gb", out),
  ];
}
