import type { BillContext, Line } from "../bill-context.ts";
import { HOURS_A_MONTH } from "../workload.ts";

const VOLUME_GB = 8;
const MEGABYTES_A_GB = 1000;

/** What the network costs: gateways or an instance, addresses, endpoints by zone, and what goes through. */
export function networkLines(bill: BillContext): readonly Line[] {
  const { outMegabytes, awsMegabytes } = bill.workload.traffic;
  const out = bill.monthly(outMegabytes) / MEGABYTES_A_GB;
  const toAws = bill.monthly(awsMegabytes) / MEGABYTES_A_GB;
  const gateways = bill.ofType("AWS::EC2::NatGateway").length;
  const instances = bill.ofType("AWS::EC2::Instance").length;
  const zones = interfaceZones(bill);
  const names = domainsOf(bill);
  const line = (what: string, price: string, quantity: number): readonly Line[] =>
    quantity === 0 ? [] : [bill.line("Network", what, { price, quantity })];
  return [
    ...line("NAT gateway", "nat.gateway-hour", gateways * HOURS_A_MONTH),
    ...line("NAT gateway: data", "nat.gateway-gb", gateways === 0 ? 0 : out + (zones > 0 ? 0 : toAws)),
    ...line("NAT instance", "ec2.t4g-nano-hour", instances * HOURS_A_MONTH),
    ...line("NAT instance: disk", "ebs.gp3-gb-month", instances * VOLUME_GB),
    ...line("public addresses", "vpc.ipv4-hour", bill.ofType("AWS::EC2::EIP").length * HOURS_A_MONTH),
    ...line("interface endpoints", "vpc.endpoint-hour", zones * HOURS_A_MONTH),
    ...line("interface endpoints: data", "vpc.endpoint-gb", zones > 0 ? toAws : 0),
    ...line("DNS firewall: names", "dns.firewall-name-month", names),
    ...line("data out", "transfer.out-gb", out),
  ];
}

/** Interface endpoints, each as often as it stands in a zone. Gateway endpoints are free. */
function interfaceZones(bill: BillContext): number {
  return bill
    .ofType("AWS::EC2::VPCEndpoint")
    .filter(({ properties }) => properties["VpcEndpointType"] === "Interface")
    .reduce((sum, { properties }) => sum + lengthOf(properties["SubnetIds"]), 0);
}

function domainsOf(bill: BillContext): number {
  const lists = bill.ofType("AWS::Route53Resolver::FirewallDomainList");
  return lists.reduce((sum, { properties }) => sum + lengthOf(properties["Domains"]), 0);
}

function lengthOf(value: unknown): number {
  return Array.isArray(value) ? value.length : 0;
}
