import type { PolicyDocument } from "@agentic-pm/iam";

/** A range of ports of one protocol to or from somewhere; `everything` is AWS's protocol -1. */
export interface TrafficRule {
  readonly protocol: "tcp" | "udp" | "everything";
  readonly fromPort: number;
  readonly toPort: number;
  readonly peer:
    | { readonly kind: "cidr"; readonly cidr: string }
    | { readonly kind: "group"; readonly groupId: string }
    | { readonly kind: "prefix-list"; readonly prefixListId: string };
}

export interface SecurityGroup {
  readonly groupId: string;
  readonly egress: readonly TrafficRule[];
  readonly ingress: readonly TrafficRule[];
}

export interface Subnet {
  readonly subnetId: string;
  readonly vpcId: string;
  readonly cidr: string;
  readonly routeTableId: string | undefined;
}

/** Where a route table sends what is for everywhere. */
export type WayOut =
  | { readonly kind: "internet-gateway"; readonly id: string }
  /** Of a NAT instance the subnet is where the machine stands. */
  | { readonly kind: "nat"; readonly id: string; readonly subnetId: string };

export interface Endpoint {
  readonly id: string;
  /** The last part of the service's name, e.g. "bedrock-runtime". */
  readonly service: string;
  readonly vpcId: string;
  readonly kind: "gateway" | "interface";
  readonly routeTableIds: readonly string[];
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
  readonly hasPrivateNames: boolean;
  /** Absent: it lets everything through. */
  readonly policy: PolicyDocument | undefined;
}

/** What a DNS firewall answers in a VPC; it answers nothing else. */
export interface AnsweredNames {
  readonly vpcId: string;
  /** Domain names, perhaps with a leading "*." */
  readonly domains: readonly string[];
}

/** The networks of all stacks, as far as they decide who may connect to what. */
export interface NetworkModel {
  readonly subnets: ReadonlyMap<string, Subnet>;
  readonly securityGroups: ReadonlyMap<string, SecurityGroup>;
  /** By route table. */
  readonly waysOut: ReadonlyMap<string, WayOut>;
  readonly endpoints: readonly Endpoint[];
  readonly answeredNames: readonly AnsweredNames[];
}
