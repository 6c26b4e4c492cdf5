import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type EmployeeId, Traveller } from "@agentic-pm/contracts/travel";
import type { LocalCloud } from "@agentic-pm/local-cloud";
import type { Sandbox } from "@agentic-pm/sandbox";
import { DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { PutObjectCommand, S3Client, S3ServiceException } from "@aws-sdk/client-s3";
import { PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { marshall } from "@aws-sdk/util-dynamodb";

/** Who may travel on this machine: two employees who are nobody. */
export const EMPLOYEES: readonly Traveller[] = [
  {
    employeeId: "user_2employeeAda",
    givenName: "Ada",
    familyName: "Example",
    email: "ada.example@northwind-atlas.example",
    homeAirport: "BOS",
    timeZone: "America/New_York",
    grade: "staff",
  },
  {
    employeeId: "user_2employeeLin",
    givenName: "Lin",
    familyName: "Example",
    email: "lin.example@northwind-atlas.example",
    homeAirport: "SFO",
    timeZone: "America/Los_Angeles",
    grade: "manager",
  },
].map((employee) => Traveller.parse(employee));

/** The employee who travels when nobody is named. */
export const DEFAULT_EMPLOYEE: EmployeeId = Traveller.parse(EMPLOYEES[0]).employeeId;

const POLICIES = ["us-domestic-travel", "international-travel"] as const;
const PORTAL_PARAMETER = "/agentic-pm/portal/base-url";

/**
 * What an operator does once before anybody travels: says where the portal is, who the employees are, and puts the
 * policies into their bucket. Everything goes over the API and under the operator's role; again, it changes nothing.
 */
export async function setUpTravel(cloud: LocalCloud, { portal }: Pick<Sandbox, "portal">): Promise<void> {
  const access = { endpoint: cloud.endpoint, region: "us-east-1", credentials: cloud.operatorCredentials };
  const parameters = new SSMClient(access);
  const tables = new DynamoDBClient(access);
  const buckets = new S3Client({ ...access, forcePathStyle: true });
  try {
    await Promise.all([
      parameters.send(
        new PutParameterCommand({ Name: PORTAL_PARAMETER, Value: portal.origin, Type: "String", Overwrite: true }),
      ),
      ...EMPLOYEES.map((employee) =>
        tables.send(new PutItemCommand({ TableName: "agentic-pm-employees-dev", Item: marshall(employee) })),
      ),
      ...POLICIES.map((name) => putPolicy(buckets, cloud, name)),
    ]);
  } finally {
    for (const client of [parameters, tables, buckets]) client.destroy();
  }
}

/** The policy of this name, unless the bucket has one: then the operator's own stays. */
async function putPolicy(buckets: S3Client, cloud: LocalCloud, name: (typeof POLICIES)[number]): Promise<void> {
  const Bucket = cloud.output("PolicyBucketName") ?? "";
  const Body = readFileSync(fileURLToPath(import.meta.resolve(`@agentic-pm/travel-policy/policies/${name}.pdf`)));
  const object = { Bucket, Key: `policies/${name}.pdf`, Body, ContentType: "application/pdf", IfNoneMatch: "*" };
  try {
    await buckets.send(new PutObjectCommand(object));
  } catch (error) {
    if (error instanceof S3ServiceException && error.name === "PreconditionFailed") return;
    throw error;
  }
}
