import { nextRotation } from "./rotations.ts";
import type { SecretRecord } from "./secret-record.ts";
import { PENDING } from "./version-stages.ts";

/** Epoch seconds, as the JSON protocols write times. */
export function epochSeconds(iso: string): number {
  return Date.parse(iso) / 1_000;
}

/** The members that DescribeSecret answers, and ListSecrets for each secret. */
export function describeSecret(secret: SecretRecord): Record<string, unknown> {
  const stages: Record<string, readonly string[]> = Object.fromEntries(
    secret.versions
      .filter((version) => version.stages.length > 0)
      .map((version) => [version.versionId, version.stages]),
  );
  const { rotation } = secret;
  const next = nextRotation(secret);
  // A rotation begins with a version that is staged and has no value yet.
  const isStaged = secret.versions.some(({ versionId }) => versionId === rotation?.pending);
  if (rotation?.pending !== undefined && !isStaged) stages[rotation.pending] = [PENDING];
  return {
    ARN: secret.arn,
    Name: secret.name,
    Description: secret.description,
    ...(secret.kmsKeyId === undefined ? {} : { KmsKeyId: secret.kmsKeyId }),
    CreatedDate: epochSeconds(secret.createdAt),
    LastChangedDate: epochSeconds(secret.changedAt),
    ...(secret.deletionAt === undefined ? {} : { DeletedDate: epochSeconds(secret.deletionAt) }),
    ...(rotation === undefined
      ? {}
      : {
          RotationEnabled: true,
          RotationLambdaARN: rotation.functionArn,
          RotationRules: rotation.rules,
          ...(next === undefined ? {} : { NextRotationDate: next / 1_000 }),
          ...(rotation.rotatedAt === undefined ? {} : { LastRotatedDate: epochSeconds(rotation.rotatedAt) }),
        }),
    Tags: Object.entries(secret.tags).map(([Key, Value]) => ({ Key, Value })),
    VersionIdsToStages: stages,
  };
}
