import { randomUUID } from "node:crypto";
import * as z from "zod";
import { jsonOperation, type JsonOperation } from "../../gateway/json-module.ts";
import type { Ask } from "../../gateway/service-module.ts";
import { epochSeconds } from "./describe-secret.ts";
import type { Rotations } from "./rotations.ts";
import { secretAsk } from "./secret-asks.ts";
import type { SecretStore } from "./secret-store.ts";

const SecretId = z.string().min(1).max(2048);
const DELETE = z.object({
  SecretId,
  RecoveryWindowInDays: z.int().min(7).max(30).optional(),
  ForceDeleteWithoutRecovery: z.boolean().optional().default(false),
});
const ROTATE = z.object({
  SecretId,
  ClientRequestToken: z.string().min(32).max(64).optional(),
  RotationLambdaARN: z.string().optional(),
  RotationRules: z.record(z.string(), z.unknown()).optional(),
  RotateImmediately: z.boolean().optional().default(true),
});
const DAY_MS = 86_400_000;

/** Deleting, restoring and rotating a secret. */
export function lifecycleOperations(store: SecretStore, rotations: Rotations): Record<string, JsonOperation> {
  return {
    DeleteSecret: jsonOperation(DELETE, {
      asks: (input) => {
        const context = {
          RecoveryWindowInDays: input.RecoveryWindowInDays?.toString(),
          ForceDeleteWithoutRecovery: String(input.ForceDeleteWithoutRecovery),
        };
        return [secretAsk(store, { operation: "DeleteSecret", secretId: input.SecretId, context })];
      },
      run: (input) => {
        const secret = store.get(input.SecretId);
        const days = input.ForceDeleteWithoutRecovery ? 0 : (input.RecoveryWindowInDays ?? 30);
        const deletionAt = new Date(Date.now() + days * DAY_MS).toISOString();
        if (input.ForceDeleteWithoutRecovery) store.remove(secret.arn);
        else store.save({ ...secret, deletionAt });
        return { ARN: secret.arn, Name: secret.name, DeletionDate: epochSeconds(deletionAt) };
      },
    }),
    RestoreSecret: jsonOperation(z.object({ SecretId }), {
      asks: (input) => [secretAsk(store, { operation: "RestoreSecret", secretId: input.SecretId })],
      run: (input) => {
        const { deletionAt: _deletionAt, ...secret } = store.find(input.SecretId);
        store.save(secret);
        return { ARN: secret.arn, Name: secret.name };
      },
    }),
    RotateSecret: jsonOperation(ROTATE, {
      asks: (input) => rotationAsks(store, input),
      run: (input) => {
        const secret = store.get(input.SecretId);
        const functionArn = input.RotationLambdaARN ?? secret.rotation?.functionArn;
        const token = input.ClientRequestToken ?? randomUUID();
        const rules = input.RotationRules ?? secret.rotation?.rules;
        const changed =
          functionArn === undefined
            ? secret
            : store.save({
                ...secret,
                rotation: { ...secret.rotation, functionArn, ...(rules === undefined ? {} : { rules }) },
              });
        // As on AWS, the answer does not wait for the rotation.
        if (input.RotateImmediately || functionArn === undefined) rotations.begin(changed, token);
        return { ARN: secret.arn, Name: secret.name, VersionId: token };
      },
    }),
  };
}

function rotationAsks(store: SecretStore, input: z.output<typeof ROTATE>): Ask[] {
  const context = { RotationLambdaARN: input.RotationLambdaARN };
  const ask = secretAsk(store, { operation: "RotateSecret", secretId: input.SecretId, context });
  const functionArn = input.RotationLambdaARN;
  return functionArn === undefined ? [ask] : [ask, { action: "lambda:InvokeFunction", resource: functionArn }];
}
