"use strict";

const MODES = ["public", "nat-instance", "nat-gateway", "endpoints", "full"];
const TIERS = new Set(["isolated", "internet"]);
const NO_VALUE = { Ref: "AWS::NoValue" };

/** What Lambda does to put a function into a subnet, with the function's role. None of it has a resource to name. */
const INTERFACE_ACTIONS = [
  "ec2:CreateNetworkInterface",
  "ec2:DescribeNetworkInterfaces",
  "ec2:DescribeSubnets",
  "ec2:DeleteNetworkInterface",
  "ec2:AssignPrivateIpAddresses",
  "ec2:UnassignPrivateIpAddresses",
];

const isMode = (...modes) =>
  modes.length === 1
    ? { "Fn::Equals": [{ Ref: "Network" }, modes[0]] }
    : { "Fn::Or": modes.map((mode) => ({ "Fn::Equals": [{ Ref: "Network" }, mode] })) };

const CONDITIONS = {
  InVpc: { "Fn::Not": [isMode("public")] },
  HasEndpoints: isMode("endpoints", "full"),
  HasNat: isMode("nat-instance", "nat-gateway", "full"),
  HasNatInstance: isMode("nat-instance"),
  HasNatGateway: isMode("nat-gateway", "full"),
  HasBothZones: isMode("full"),
  AnswersOwnNamesOnly: isMode("endpoints"),
};

/**
 * Puts every function where its tier stands in each network mode (docs/adr/0016), as conditions on the template's
 * parameter Network: one packaged template is deployed in any mode. `isolated` functions stand in subnets without a route
 * out wherever there are endpoints, `internet` ones in subnets behind NAT wherever there is one, else outside the VPC.
 * Only a function that stands in the VPC gets what Lambda needs for it, and may not use that itself.
 */
function placeFunctions(template, serverless) {
  const names = serverless.service.getAllFunctions();
  if (names.length === 0) return;
  const { network, tiers = {} } = serverless.service.custom?.guard ?? {};
  if (!MODES.includes(network)) {
    throw new serverless.classes.Error(`custom.guard.network is ${network}; it is one of ${MODES.join(", ")}.`);
  }
  for (const name of Object.keys(tiers)) {
    if (!names.includes(name))
      throw new serverless.classes.Error(`custom.guard.tiers names ${name}: no such function.`);
  }
  template.Parameters = { ...template.Parameters, Network: parameterOf(network) };
  template.Conditions = { ...template.Conditions, ...CONDITIONS };
  const { naming } = serverless.getProvider("aws");
  const { stage } = serverless.service.provider;
  // The service's own resources join the template after this.
  const hasNetwork = serverless.service.resources?.Resources?.IsolatedSubnetA !== undefined;
  for (const name of names) {
    const tier = tiers[name];
    if (!TIERS.has(tier)) {
      throw new serverless.classes.Error(
        `custom.guard.tiers.${name} is ${tier}: say whether ${name} is isolated (it reads strangers' text, or needs nothing but AWS) or needs the internet.`,
      );
    }
    placeFunction(template, naming.getLambdaLogicalId(name), { tier, stage, hasNetwork });
  }
}

function parameterOf(mode) {
  return {
    Type: "String",
    Default: mode,
    AllowedValues: MODES,
    Description: "Where functions stand, and what the network lets them reach; the same in every service",
  };
}

function placeFunction(template, logicalId, { tier, stage, hasNetwork }) {
  const { Properties } = template.Resources[logicalId];
  const vpc = (name) => (hasNetwork ? ownPlace(name) : importedPlace(name, stage));
  const behindNat = { "Fn::If": ["HasNat", vpc("Private"), NO_VALUE] };
  Properties.VpcConfig = tier === "isolated" ? { "Fn::If": ["HasEndpoints", vpc("Isolated"), behindNat] } : behindNat;
  const role = template.Resources[Properties.Role["Fn::GetAtt"][0]];
  const standsInVpc = tier === "isolated" ? "InVpc" : "HasNat";
  role.Properties.Policies[0].PolicyDocument.Statement.push(
    ...interfaceStatements(Properties.FunctionName).map((statement) => ({
      "Fn::If": [standsInVpc, statement, NO_VALUE],
    })),
  );
}

function ownPlace(name) {
  return {
    SubnetIds: [{ Ref: `${name}SubnetA` }, { Ref: `${name}SubnetB` }],
    SecurityGroupIds: [{ Ref: `${name}SecurityGroup` }],
  };
}

function importedPlace(name, stage) {
  return {
    SubnetIds: { "Fn::Split": [",", { "Fn::ImportValue": `agentic-pm-${stage}-${name}SubnetIds` }] },
    SecurityGroupIds: [{ "Fn::ImportValue": `agentic-pm-${stage}-${name}SecurityGroupId` }],
  };
}

function interfaceStatements(functionName) {
  const own = `arn:\${AWS::Partition}:lambda:\${AWS::Region}:\${AWS::AccountId}:function:${functionName}`;
  return [
    { Sid: "StandInOurSubnets", Effect: "Allow", Action: INTERFACE_ACTIONS, Resource: "*" },
    // Lambda calls these for the function; the function's code never does.
    {
      Sid: "NeverFromOwnCode",
      Effect: "Deny",
      Action: INTERFACE_ACTIONS,
      Resource: "*",
      Condition: { ArnEquals: { "lambda:SourceFunctionArn": { "Fn::Sub": own } } },
    },
  ];
}

module.exports = { placeFunctions };
