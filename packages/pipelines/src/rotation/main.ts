// `node scripts/bootstrap.mjs rotate-check`: exit code 1 if a secret of ours is older than its rotation allows.
import {
  paginateListSecrets,
  paginateListSecretVersionIds,
  type SecretListEntry,
  SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { isOurs, overdueSecrets, type SecretAge } from "./overdue-secrets.ts";

/** Names and dates only: the role reads no value. */
async function agesOf(client: SecretsManagerClient): Promise<readonly SecretAge[]> {
  const secrets: SecretAge[] = [];
  for await (const { SecretList = [] } of paginateListSecrets({ client }, {})) {
    for (const entry of SecretList) if (isOurs(entry.Name ?? "")) secrets.push(await ageOf(client, entry));
  }
  return secrets;
}

async function ageOf(
  client: SecretsManagerClient,
  { Name: name = "", RotationRules }: SecretListEntry,
): Promise<SecretAge> {
  const rotatedAfterDays = RotationRules?.AutomaticallyAfterDays;
  for await (const { Versions = [] } of paginateListSecretVersionIds({ client }, { SecretId: name })) {
    const current = Versions.find(({ VersionStages = [] }) => VersionStages.includes("AWSCURRENT"));
    if (current !== undefined) return { name, currentSince: current.CreatedDate, rotatedAfterDays };
  }
  return { name, currentSince: undefined, rotatedAfterDays };
}

async function main(): Promise<void> {
  const secrets = await agesOf(new SecretsManagerClient({}));
  const overdue = overdueSecrets(secrets, new Date());
  for (const { name, ageDays, allowedDays, remedy } of overdue) {
    process.stdout.write(`${name} is ${ageDays} days old, ${allowedDays} are allowed.\n→ ${remedy}\n`);
  }
  process.stdout.write(`${overdue.length} of ${secrets.length} secrets are overdue.\n`);
  if (overdue.length > 0) process.exitCode = 1;
}

main().catch((error: unknown) => {
  process.stderr.write(
    `${error instanceof Error ? error.message : String(error)}\n→ Check the role of the environment rotate-check-STAGE.\n`,
  );
  process.exitCode = 1;
});
