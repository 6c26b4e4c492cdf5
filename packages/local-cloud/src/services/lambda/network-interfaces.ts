import { AwsError } from "../../gateway/aws-error.ts";

/** What Lambda asks of EC2 in the name of a function's role, to put it into a VPC and take it out again. */
const INTERFACE_ACTIONS = [
  "CreateNetworkInterface",
  "DescribeNetworkInterfaces",
  "DescribeSubnets",
  "DeleteNetworkInterface",
  "AssignPrivateIpAddresses",
  "UnassignPrivateIpAddresses",
];

/** @throws AwsError InvalidParameterValueException, in Lambda's words, naming the first action that the role lacks. */
export function requireInterfaceActions(
  roleArn: string,
  mayAskEc2: (roleArn: string, action: string) => boolean = () => true,
): void {
  const missing = INTERFACE_ACTIONS.find((name) => !mayAskEc2(roleArn, `ec2:${name}`));
  if (missing === undefined) return;
  throw new AwsError(
    "InvalidParameterValueException",
    `The provided execution role does not have permissions to call ${missing} on EC2 (${roleArn})`,
  );
}
