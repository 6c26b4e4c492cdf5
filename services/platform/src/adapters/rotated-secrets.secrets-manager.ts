import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  type SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from "@aws-sdk/client-secrets-manager";
import { AppError } from "@agentic-pm/errors";
import { Credentials } from "../domain/credentials.ts";
import type { RotatedSecrets, SecretVersions } from "../ports/rotation.ts";

/** Secrets that are rotated, in Secrets Manager. Never cached: a step acts on what is there now. */
export class SecretsManagerRotatedSecrets implements RotatedSecrets {
  readonly #client: SecretsManagerClient;

  constructor(client: SecretsManagerClient) {
    this.#client = client;
  }

  async versions(secretId: string): Promise<SecretVersions> {
    const { RotationEnabled, VersionIdsToStages = {} } = await this.#client.send(
      new DescribeSecretCommand({ SecretId: secretId }),
    );
    return { rotates: RotationEnabled === true, stages: new Map(Object.entries(VersionIdsToStages)) };
  }

  async current(secretId: string): Promise<Credentials> {
    const found = await this.#read({ SecretId: secretId, VersionStage: "AWSCURRENT" });
    if (found !== null) return found;
    throw new AppError("SECRET_MISSING", {
      cause: `The secret ${secretId} has no value yet.`,
      remedy: "Put the application's credentials into it; docs/runbooks/secrets.md says which.",
    });
  }

  version(secretId: string, version: string): Promise<Credentials | null> {
    return this.#read({ SecretId: secretId, VersionId: version });
  }

  async putPending(secretId: string, version: string, value: Credentials): Promise<void> {
    const SecretString = JSON.stringify(value);
    const staged = { ClientRequestToken: version, VersionStages: ["AWSPENDING"] };
    await this.#client.send(new PutSecretValueCommand({ SecretId: secretId, SecretString, ...staged }));
  }

  async promote(secretId: string, { to, from }: { to: string; from: string | undefined }): Promise<void> {
    const moved = { VersionStage: "AWSCURRENT", MoveToVersionId: to, RemoveFromVersionId: from };
    await this.#client.send(new UpdateSecretVersionStageCommand({ SecretId: secretId, ...moved }));
  }

  async #read(wanted: { SecretId: string; VersionId?: string; VersionStage?: string }): Promise<Credentials | null> {
    try {
      const { SecretString = "" } = await this.#client.send(new GetSecretValueCommand(wanted));
      return parsed(wanted.SecretId, SecretString);
    } catch (error) {
      if (error instanceof Error && error.name === "ResourceNotFoundException") return null;
      throw error;
    }
  }
}

/** Names the members that are wrong, never their values. */
function parsed(secretId: string, text: string): Credentials {
  const found = Credentials.safeParse(asJson(text));
  if (found.success) return found.data;
  const members = found.error.issues.map(({ path }) => path.join(".") || "(whole value)");
  throw new AppError("SECRET_MALFORMED", {
    cause: `The secret ${secretId} has the wrong shape at: ${members.join(", ")}.`,
    remedy: "Put a value with these members right; docs/runbooks/secrets.md has the shape.",
    details: { secretId, members },
  });
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
