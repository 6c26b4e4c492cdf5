import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { startSmallCloud, type SmallCloud } from "../../gateway/small-cloud.ts";
import { createSts } from "./create-sts.ts";

let cloud: SmallCloud;
beforeAll(async () => {
  cloud = await startSmallCloud(async (ports) => [(await createSts(ports)).module]);
});
afterAll(() => cloud.close());

test("everybody may ask who they are", async () => {
  const identity = await new STSClient(cloud.as("nobody", [])).send(new GetCallerIdentityCommand({}));
  expect(identity.Arn).toBe("arn:aws:sts::111122223333:assumed-role/nobody/nobody");
});

test("a role is taken by whom its trust policy names, and by nobody else", async () => {
  const trusted = cloud.as("trusted", []);
  const Statement = [
    { Effect: "Allow", Principal: { AWS: "arn:aws:iam::111122223333:role/trusted" }, Action: "sts:AssumeRole" },
  ];
  const role = cloud.roles.putRole({ roleName: "operator", assumeRolePolicy: { Statement }, inlinePolicies: [] });
  const command = new AssumeRoleCommand({ RoleArn: role.arn, RoleSessionName: "night-shift" });
  const { Credentials } = await new STSClient(trusted).send(command);
  const { AccessKeyId = "", SecretAccessKey = "", SessionToken = "" } = Credentials ?? {};
  const credentials = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
  const identity = await new STSClient({ ...trusted, credentials }).send(new GetCallerIdentityCommand({}));
  expect(identity.Arn).toBe("arn:aws:sts::111122223333:assumed-role/operator/night-shift");
  const all = [{ Effect: "Allow", Action: "sts:AssumeRole", Resource: "*" }];
  await expect(new STSClient(cloud.as("stranger", all)).send(command)).rejects.toMatchObject({ name: "AccessDenied" });
});
