import { setTimeout as sleep } from "node:timers/promises";
import { AppError } from "@agentic-pm/errors";
import { DescribeSecretCommand, RotateSecretCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import type { Connection } from "./connection.ts";

export interface RotatedSecret {
  readonly name: string;
  /** The version that is current now. */
  readonly version: string;
}

const LOOK_EVERY_MS = 500;
/** A rotation of ours takes seconds; the wait for Microsoft's replicas two minutes at most. */
const WAIT_MS = 150_000;

/**
 * Asks Secrets Manager to rotate a secret now, and waits until the new version is current.
 * @throws AppError SECRET_NOT_ROTATED, ROTATION_INCOMPLETE, ROTATION_NOT_FINISHED.
 */
export async function rotateSecret(connection: Connection, name: string, waitMs = WAIT_MS): Promise<RotatedSecret> {
  const client = new SecretsManagerClient(connection);
  try {
    const version = await begun(client, name);
    for (const until = Date.now() + waitMs; Date.now() < until; await sleep(LOOK_EVERY_MS)) {
      const { VersionIdsToStages = {} } = await client.send(new DescribeSecretCommand({ SecretId: name }));
      if (VersionIdsToStages[version]?.includes("AWSCURRENT") === true) return { name, version };
    }
    throw new AppError("ROTATION_NOT_FINISHED", {
      cause: `The rotation of ${name} did not come to its end. The current version goes on being used.`,
      remedy: `Look at the log of ${functionOf(name)} for its last error; docs/runbooks/secrets.md has what to do.`,
      details: { name, version },
    });
  } finally {
    client.destroy();
  }
}

async function begun(client: SecretsManagerClient, name: string): Promise<string> {
  try {
    const { VersionId = "" } = await client.send(new RotateSecretCommand({ SecretId: name }));
    return VersionId;
  } catch (error) {
    const { name: code, message } = error instanceof Error ? error : new Error(String(error));
    if (code === "InvalidRequestException" && message.includes("previous rotation")) {
      throw new AppError("ROTATION_INCOMPLETE", {
        cause: `An earlier rotation of ${name} is not complete; it has been begun again.`,
        remedy: "Look in a minute whether it is; docs/runbooks/secrets.md says how to give it up.",
        error,
      });
    }
    throw new AppError("SECRET_NOT_ROTATED", {
      cause: `${name} cannot be rotated: ${message}`,
      remedy:
        "Name one of /agentic-pm/graph/{read-credentials,read-rotation-credentials,credentials,rotation-credentials}; others are put by hand.",
      error,
    });
  }
}

/** Who rotates it: the reader's secrets have a function of their own. */
function functionOf(name: string): string {
  return name.includes("/graph/read-") ? "rotate-graph-reader" : "rotate-graph-secret";
}
