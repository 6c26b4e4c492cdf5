// `node scripts/bootstrap.mjs rotate-check`: exit code 1 if a secret of ours is older than its rotation allows.
import { paginateListSecrets, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { overdueSecrets, type SecretAge } from "./overdue-secrets.ts";

async function main(): Promise<void> {
  const secrets: SecretAge[] = [];
  // Names and dates only: the role may list secrets, and read none.
  for await (const page of paginateListSecrets({ client: new SecretsManagerClient({}) }, {})) {
    secrets.push(...(page.SecretList ?? []));
  }
  const overdue = overdueSecrets(secrets, new Date());
  for (const { name, ageDays, allowedDays } of overdue) {
    process.stdout.write(
      `${name} is ${ageDays} days old, ${allowedDays} are allowed.\n→ Rotate it, by hand where nothing rotates it by itself.\n`,
    );
  }
  process.stdout.write(`${overdue.length} of ${secrets.length} secrets are overdue.\n`);
  if (overdue.length > 0) process.exitCode = 1;
}

main().catch((error: unknown) => {
  process.stderr.write(
    `${error instanceof Error ? error.message : String(error)}\n→ Check the role of the environment rotate-check.\n`,
  );
  process.exitCode = 1;
});
