import { afterAll, beforeAll, expect, test } from "@jest/globals";
import {
  DeleteSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  RestoreSecretCommand,
  SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from "@aws-sdk/client-secrets-manager";
import { join } from "node:path";
import { arn } from "../../gateway/account.ts";
import { startSmallCloud, type SmallCloud } from "../../gateway/small-cloud.ts";
import { createSecretsManager, type SecretsManagerService } from "./create-secrets-manager.ts";

let cloud: SmallCloud;
let secrets: SecretsManagerService;
let client: SecretsManagerClient;
const SecretId = "/agentic-pm/jira";

beforeAll(async () => {
  cloud = await startSmallCloud(async ({ folder }) => {
    secrets = await createSecretsManager({ dataDir: join(folder, "secrets") });
    return [secrets.module];
  });
  const Resource = arn("secretsmanager", "secret:/agentic-pm/*-??????");
  client = new SecretsManagerClient(cloud.as("reader", [{ Effect: "Allow", Action: "secretsmanager:*", Resource }]));
  secrets.admin.createSecret({ name: SecretId, secretString: "one" });
});
afterAll(() => cloud.close());

const read = async (wanted: object = {}): Promise<string | undefined> =>
  (await client.send(new GetSecretValueCommand({ SecretId, ...wanted }))).SecretString;

test("a new value becomes current, the old one previous, and stages can be moved back", async () => {
  const first = await client.send(new GetSecretValueCommand({ SecretId }));
  const put = await client.send(new PutSecretValueCommand({ SecretId, SecretString: "two" }));
  expect(await read()).toBe("two");
  expect(await read({ VersionStage: "AWSPREVIOUS" })).toBe("one");
  expect(await read({ VersionId: first.VersionId })).toBe("one");
  const back = { MoveToVersionId: first.VersionId, RemoveFromVersionId: put.VersionId };
  await client.send(new UpdateSecretVersionStageCommand({ SecretId, VersionStage: "AWSCURRENT", ...back }));
  expect(await read()).toBe("one");
});

test("the same token is one version, and with another value an error", async () => {
  const ClientRequestToken = "0123456789abcdef0123456789abcdef";
  const put = (SecretString: string): Promise<unknown> =>
    client.send(new PutSecretValueCommand({ SecretId, SecretString, ClientRequestToken }));
  await put("three");
  await put("three");
  await expect(put("four")).rejects.toMatchObject({ name: "ResourceExistsException" });
});

test("a secret is found by name, by ARN and by ARN without its suffix", async () => {
  const { ARN = "" } = await client.send(new DescribeSecretCommand({ SecretId }));
  expect(ARN).toMatch(/:secret:\/agentic-pm\/jira-\w{6}$/);
  expect((await client.send(new DescribeSecretCommand({ SecretId: ARN }))).Name).toBe(SecretId);
  expect((await client.send(new DescribeSecretCommand({ SecretId: ARN.slice(0, -7) }))).Name).toBe(SecretId);
});

test("a missing secret has AWS's words", async () => {
  const reading = client.send(new GetSecretValueCommand({ SecretId: "/agentic-pm/missing" }));
  await expect(reading).rejects.toMatchObject({
    name: "ResourceNotFoundException",
    message: "Secrets Manager can't find the specified secret.",
  });
});

test("a deny in the secret's own policy wins over the reader's allow", async () => {
  secrets.admin.createSecret({ name: "/agentic-pm/guarded", secretString: "x" });
  const Condition = { ArnNotEquals: { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/execute" } };
  const Deny = { Effect: "Deny", Principal: "*", Action: "secretsmanager:GetSecretValue", Resource: "*", Condition };
  secrets.admin.setResourcePolicy("/agentic-pm/guarded", {
    Version: "2012-10-17",
    Statement: [{ Sid: "OnlyExecute", ...Deny }],
  });
  const reading = client.send(new GetSecretValueCommand({ SecretId: "/agentic-pm/guarded" }));
  await expect(reading).rejects.toMatchObject({
    name: "AccessDeniedException",
    message: expect.stringContaining("OnlyExecute"),
  });
});

test("a deleted secret cannot be read until it is restored, and all of it survives reopening", async () => {
  secrets.admin.createSecret({
    name: "/agentic-pm/old",
    generateSecretString: { PasswordLength: 20, ExcludePunctuation: true },
  });
  const old = { SecretId: "/agentic-pm/old" };
  await client.send(new DeleteSecretCommand(old));
  await expect(client.send(new GetSecretValueCommand(old))).rejects.toMatchObject({ name: "InvalidRequestException" });
  await client.send(new RestoreSecretCommand(old));
  const value = (await client.send(new GetSecretValueCommand(old))).SecretString;
  expect(value).toMatch(/^\w{20}$/);
  const again = await createSecretsManager({ dataDir: join(cloud.folder, "secrets") });
  expect(again.admin.readSecretString(old.SecretId)).toBe(value);
});
