// `node scripts/bootstrap.mjs rotate-database STAGE`: new passwords for the functions' database roles, by the administrator
// of the stage's account.
import { AppError, isAppError } from "@agentic-pm/errors";
import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import {
  GetRandomPasswordCommand,
  paginateListSecrets,
  PutSecretValueCommand,
  SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { type DatabasePasswordTools, renewDatabasePasswords } from "./database-passwords.ts";

const LENGTH = 40;

function toolsOf(stage: string): DatabasePasswordTools {
  const client = new SecretsManagerClient({});
  const functions = new LambdaClient({});
  return {
    names: async (beginning) => {
      const names: string[] = [];
      const Filters = [{ Key: "name" as const, Values: [beginning] }];
      for await (const { SecretList = [] } of paginateListSecrets({ client }, { Filters })) {
        names.push(...SecretList.map(({ Name = "" }) => Name));
      }
      return names.filter((name) => name.startsWith(beginning));
    },
    newPassword: async () => {
      const asked = new GetRandomPasswordCommand({ PasswordLength: LENGTH, ExcludePunctuation: true });
      const { RandomPassword } = await client.send(asked);
      if (RandomPassword?.length === LENGTH) return RandomPassword;
      throw new AppError("PASSWORD_MISSING", {
        cause: "Secrets Manager gave no password.",
        remedy: "Try again; nothing was changed.",
      });
    },
    put: async (name, value) => {
      await client.send(new PutSecretValueCommand({ SecretId: name, SecretString: JSON.stringify(value) }));
    },
    migrate: async () => {
      const FunctionName = `agentic-pm-platform-${stage}-migrate`;
      const { FunctionError, Payload } = await functions.send(new InvokeCommand({ FunctionName, Payload: "{}" }));
      if (FunctionError !== undefined) throw new Error(Payload?.transformToString() ?? FunctionError);
    },
  };
}

async function main(stage: string | undefined): Promise<void> {
  if (stage === undefined) {
    throw new AppError("STAGE_MISSING", {
      cause: "Which stage's database is meant was not said.",
      remedy: "node scripts/bootstrap.mjs rotate-database dev, with credentials of that stage's account.",
    });
  }
  const names = await renewDatabasePasswords(toolsOf(stage));
  process.stdout.write(`${names.length} passwords are new, and Postgres has them: ${names.join(", ")}.\n`);
}

main(process.argv[2]).catch((error: unknown) => {
  const said = isAppError(error) ? `${error.code}: ${error.message}\n→ ${error.remedy}` : String(error);
  process.stderr.write(`${said}\n`);
  process.exitCode = 1;
});
