import type { NetworkRegistry } from "../../network/network-registry.ts";
import type { ResourceHandler } from "../resource-handler.ts";

/** Types that decide who may connect to what. Nothing is made of them; they are read when a function connects. */
const NETWORK_TYPES = new Set([
  "AWS::EC2::VPC",
  "AWS::EC2::Subnet",
  "AWS::EC2::SecurityGroup",
  "AWS::EC2::SecurityGroupIngress",
  "AWS::EC2::SecurityGroupEgress",
  "AWS::EC2::RouteTable",
  "AWS::EC2::Route",
  "AWS::EC2::SubnetRouteTableAssociation",
  "AWS::EC2::InternetGateway",
  "AWS::EC2::NatGateway",
  "AWS::EC2::Instance",
  "AWS::EC2::VPCEndpoint",
  "AWS::Route53Resolver::FirewallDomainList",
  "AWS::Route53Resolver::FirewallRuleGroup",
  "AWS::Route53Resolver::FirewallRuleGroupAssociation",
]);

/** The same handler, which also tells the registry what stands, where its type is one of a network. */
export function rememberNetwork(handler: ResourceHandler, networks: NetworkRegistry): ResourceHandler {
  const { inert: _inert, ...active } = handler;
  if (!handler.types.every((type) => NETWORK_TYPES.has(type))) return handler;
  return {
    ...active,
    create: async (request) => {
      const state = await handler.create(request);
      networks.put({ ...request, ...state });
      return state;
    },
    update: async (request, previous) => {
      const state = (await handler.update?.(request, previous)) ?? previous;
      networks.put({ ...request, ...state });
      return state;
    },
    delete: async (record) => {
      await handler.delete(record);
      networks.remove(record.physicalId);
    },
    restore: async (record) => networks.put(record),
  };
}
