import { AppError } from "@agentic-pm/errors";
import { lambda } from "@agentic-pm/lambda";
import * as z from "zod";
import { rotationConfig } from "./config.rotation.ts";
import { rotateSecret, STEPS } from "./usecases/rotate-secret.ts";
import { rotationPorts } from "./wiring.rotation.ts";

/** The event that Secrets Manager sends, once for each step. `RotationToken` comes with rotations across accounts. */
const RotationEvent = z.strictObject({
  SecretId: z.string().min(1).max(2048),
  ClientRequestToken: z.string().min(32).max(64),
  Step: z.enum(STEPS),
  RotationToken: z.string().max(2048).optional(),
});

/**
 * The handler of a function that renews Graph applications' passwords, a step at a time; which ones, its environment
 * says. Its answer holds no part of a secret.
 * @param name The function's name, by which its alarm knows its failures.
 */
export function rotationHandler(name: string) {
  return lambda({
    name,
    input: RotationEvent,
    config: rotationConfig,
    ports: rotationPorts,
    handle: async ({ SecretId: secretId, ClientRequestToken: token, Step: step }, ports) => {
      if (!ports.rotated.includes(secretId)) {
        throw new AppError("SECRET_NOT_ROTATED_HERE", {
          cause: `This function does not rotate ${secretId}.`,
          remedy: "Name one of the secrets that are its own by the whole ARN, as Secrets Manager does.",
        });
      }
      return rotateSecret({ secretId, token, step }, ports);
    },
  });
}
