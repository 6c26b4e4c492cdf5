import { DescribeSecretCommand } from "@aws-sdk/client-secrets-manager";
import { type Diagnosis, failing, ok, warn } from "../diagnosis.ts";
import type { Account } from "./account.ts";
import { asked, isNamed } from "./asked.ts";
import type { Needs, SecretNeed } from "./needs.ts";

/** Whether each secret of the inventory is there and has a value. Values are never read: no call here could. */
export async function checkSecrets(
  account: Account,
  { secrets }: Needs,
  deployed: ReadonlySet<string>,
): Promise<readonly Diagnosis[]> {
  return (await Promise.all(secrets.map((secret) => checkSecret(account, secret, deployed)))).flat();
}

function checkSecret(
  { secrets }: Account,
  { name, stack, isGenerated }: SecretNeed,
  deployed: ReadonlySet<string>,
): Promise<readonly Diagnosis[]> {
  const check = `secret ${name}`;
  return asked(check, "secretsmanager:DescribeSecret", async () => {
    try {
      const secret = await secrets.send(new DescribeSecretCommand({ SecretId: name }));
      if (secret.DeletedDate !== undefined) {
        const found = `to be deleted, since ${secret.DeletedDate.toISOString().slice(0, 10)}`;
        return [
          failing(
            check,
            found,
            `Its name is taken until then: \`aws secretsmanager restore-secret --secret-id ${name}\`.`,
          ),
        ];
      }
      const stages = Object.values(secret.VersionIdsToStages ?? {}).flat();
      if (!stages.includes("AWSCURRENT")) return [withoutValue(check, name)];
      const changed = secret.LastChangedDate?.toISOString().slice(0, 10) ?? "a day that is not told";
      return [ok(check, `has a value, changed on ${changed}`)];
    } catch (error) {
      if (!isNamed(error, "ResourceNotFoundException")) throw error;
      if (deployed.has(stack)) {
        return [failing(check, "gone, though its stack is deployed", `Deploy ${stack} again, then put a value.`)];
      }
      if (isGenerated) return [ok(check, "made and filled by the first deploy")];
      return [warn(check, "not there yet", `The deploy of ${stack} makes it empty; ${put(name)} right after.`)];
    }
  });
}

function withoutValue(check: string, name: string): Diagnosis {
  return failing(check, "there, and without a value", `${put(name)}.`);
}

function put(name: string): string {
  return `put its value (\`aws secretsmanager put-secret-value --secret-id ${name} --secret-string file://…\`; its fields are in services/platform/README.md)`;
}
