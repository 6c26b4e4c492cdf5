import { DescribeAddressesCommand, DescribeNatGatewaysCommand, DescribeVpcsCommand } from "@aws-sdk/client-ec2";
import { GetAccountSettingsCommand } from "@aws-sdk/client-lambda";
import { GetAWSDefaultServiceQuotaCommand, GetServiceQuotaCommand } from "@aws-sdk/client-service-quotas";
import { type Diagnosis, failing, ok } from "../diagnosis.ts";
import type { Account } from "./account.ts";
import { asked, isNamed } from "./asked.ts";
import type { Needs } from "./needs.ts";

/** Lambda keeps so many executions for functions without a number of their own, and refuses to set aside the rest. */
const LEAST_UNRESERVED = 100;

/** Room for executions, networks and addresses; what is deployed already has taken its part. */
export async function checkQuotas(
  account: Account,
  needs: Needs,
  deployed: ReadonlySet<string>,
): Promise<readonly Diagnosis[]> {
  const found = await Promise.all([checkConcurrency(account, needs, deployed), checkNetwork(account, needs, deployed)]);
  return found.flat();
}

function checkConcurrency(
  { lambda }: Account,
  { functions }: Needs,
  deployed: ReadonlySet<string>,
): Promise<readonly Diagnosis[]> {
  const check = "Lambda concurrency";
  return asked(check, "lambda:GetAccountSettings", async () => {
    const { AccountLimit: limit } = await lambda.send(new GetAccountSettingsCommand({}));
    const [most = 0, free = 0] = [limit?.ConcurrentExecutions, limit?.UnreservedConcurrentExecutions];
    const needed = functions
      .filter(({ stack }) => !deployed.has(stack))
      .reduce((sum, { reserved }) => sum + reserved, 0);
    const found = `${most} executions at once, ${free} not set aside; ${needed} are to be set aside for ours`;
    if (free - needed >= LEAST_UNRESERVED) return [ok(check, found)];
    const wanted = Math.max(1000, most - free + needed + LEAST_UNRESERVED);
    const remedy =
      `Lambda leaves ${LEAST_UNRESERVED} for all other functions. Ask for ${wanted}: \`aws service-quotas ` +
      `request-service-quota-increase --service-code lambda --quota-code L-B99A9384 --desired-value ${wanted}\`.`;
    return [failing(check, found, remedy)];
  });
}

interface Room {
  readonly check: string;
  readonly serviceCode: string;
  readonly quotaCode: string;
  readonly needed: number;
  readonly action: string;
  readonly used: () => Promise<number>;
}

async function checkNetwork(
  account: Account,
  { vpcs, addresses, natGateways, stacks }: Needs,
  deployed: ReadonlySet<string>,
): Promise<readonly Diagnosis[]> {
  const { ec2 } = account;
  const isThere = stacks.some((stack) => stack.includes("platform") && deployed.has(stack));
  const rooms: readonly Room[] = [
    {
      check: "VPCs",
      serviceCode: "vpc",
      quotaCode: "L-F678F1CE",
      needed: vpcs,
      action: "ec2:DescribeVpcs",
      used: async () => (await ec2.send(new DescribeVpcsCommand({}))).Vpcs?.length ?? 0,
    },
    {
      check: "elastic IP addresses",
      serviceCode: "ec2",
      quotaCode: "L-0263D0A3",
      needed: addresses,
      action: "ec2:DescribeAddresses",
      used: async () => (await ec2.send(new DescribeAddressesCommand({}))).Addresses?.length ?? 0,
    },
    {
      check: "NAT gateways of a zone",
      serviceCode: "vpc",
      quotaCode: "L-FE5A380F",
      needed: natGateways,
      action: "ec2:DescribeNatGateways",
      used: async () => {
        const Filter = [{ Name: "state", Values: ["pending", "available"] }];
        return (await ec2.send(new DescribeNatGatewaysCommand({ Filter }))).NatGateways?.length ?? 0;
      },
    },
  ];
  return (await Promise.all(rooms.map((room) => checkRoom(account, room, isThere)))).flat();
}

async function checkRoom(
  account: Account,
  { check, serviceCode, quotaCode, needed, action, used }: Room,
  isThere: boolean,
): Promise<readonly Diagnosis[]> {
  if (needed === 0) return [ok(check, "none needed in this network mode")];
  if (isThere) return [ok(check, "ours are there already")];
  return asked(check, `${action} or servicequotas:GetServiceQuota`, async () => {
    const [has, most] = await Promise.all([used(), quotaOf(account, serviceCode, quotaCode)]);
    const found = `${has} of ${most} are there, ${needed} to come`;
    if (has + needed <= most) return [ok(check, found)];
    const remedy =
      `Remove one that nobody uses, ask for more (\`aws service-quotas request-service-quota-increase --service-code ` +
      `${serviceCode} --quota-code ${quotaCode} --desired-value ${has + needed}\`), or package another network mode.`;
    return [failing(check, found, remedy)];
  });
}

/** The account's own value, or AWS's default where it has none. */
async function quotaOf({ quotas }: Account, ServiceCode: string, QuotaCode: string): Promise<number> {
  try {
    return (await quotas.send(new GetServiceQuotaCommand({ ServiceCode, QuotaCode }))).Quota?.Value ?? 0;
  } catch (error) {
    if (!isNamed(error, "NoSuchResourceException")) throw error;
    return (await quotas.send(new GetAWSDefaultServiceQuotaCommand({ ServiceCode, QuotaCode }))).Quota?.Value ?? 0;
  }
}
