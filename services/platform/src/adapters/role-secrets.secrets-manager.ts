import { GetSecretValueCommand, type SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { AppError } from "@agentic-pm/errors";
import * as z from "zod";
import type { DatabaseRole } from "../domain/migration.ts";
import type { RoleSecrets } from "../ports/database.ts";

const RoleSecret = z.strictObject({ username: z.string().min(1).max(63), password: z.string().min(16) });

/** Reads each function's database secret. Not cached: it runs once a deploy, and wants the newest password. */
export class SecretsManagerRoleSecrets implements RoleSecrets {
  readonly #client: SecretsManagerClient;
  readonly #arns: Readonly<Record<string, string>>;

  constructor(client: SecretsManagerClient, arns: Readonly<Record<string, string>>) {
    this.#client = client;
    this.#arns = arns;
  }

  async roleOf(functionName: string): Promise<DatabaseRole> {
    const SecretId = this.#arns[functionName];
    const answer = await this.#client.send(new GetSecretValueCommand({ SecretId }));
    const secret = RoleSecret.safeParse(JSON.parse(answer.SecretString ?? "null"));
    if (!secret.success) {
      throw new AppError("SECRET_MALFORMED", {
        cause: `The database secret of ${functionName} does not hold a username and a password.`,
        remedy: "Delete the secret and deploy the platform again: its password is generated.",
      });
    }
    return { name: secret.data.username, password: secret.data.password };
  }
}
