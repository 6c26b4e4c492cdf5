import { setTimeout as sleep } from "node:timers/promises";
import { awsClientSettings, type LambdaRuntime } from "@agentic-pm/lambda";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { GraphApplications } from "./adapters/applications.graph.ts";
import { SecretsManagerRotatedSecrets } from "./adapters/rotated-secrets.secrets-manager.ts";
import { GraphSignIn } from "./adapters/sign-in.graph.ts";
import type { RotationConfig } from "./config.rotation.ts";
import type { RotationPorts } from "./ports/rotation.ts";

/** The real ports of the rotation. The owner's password is read anew for each token: it is rotated here too. */
export function rotationPorts(
  config: RotationConfig,
  runtime: LambdaRuntime,
): RotationPorts & { readonly rotated: readonly string[] } {
  const secrets = new SecretsManagerRotatedSecrets(new SecretsManagerClient(awsClientSettings()));
  return {
    secrets,
    applications: new GraphApplications(() => secrets.current(config.ROTATOR_SECRET_ARN)),
    signIn: new GraphSignIn(),
    rotated: config.ROTATED_SECRET_ARNS,
    now: () => runtime.clock.now(),
    sleep: async (milliseconds) => void (await sleep(milliseconds)),
    remainingMs: () => runtime.remainingMs(),
  };
}
