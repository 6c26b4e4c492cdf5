import * as z from "zod";
import { arn } from "../../gateway/account.ts";
import { AwsError } from "../../gateway/aws-error.ts";
import { jsonOperation, type JsonOperation } from "../../gateway/json-module.ts";
import type { Ask } from "../../gateway/service-module.ts";
import type { KmsAdmin } from "../kms/create-kms.ts";
import { keyAsks, secretAsk } from "./secret-asks.ts";
import type { SecretRecord, SecretValue } from "./secret-record.ts";
import type { SecretStore } from "./secret-store.ts";
import { moveStage, PENDING, removeStage } from "./version-stages.ts";

const LONGEST = 65_536;
const SecretId = z.string().min(1).max(2048);
const VALUE = {
  SecretString: z.string().max(LONGEST).optional(),
  SecretBinary: z.string().optional(),
  ClientRequestToken: z.string().min(32).max(64).optional(),
};
const PUT = z.object({ SecretId, ...VALUE, VersionStages: z.array(z.string()).min(1).max(20).optional() });
const TAGS = z
  .array(z.object({ Key: z.string(), Value: z.string() }))
  .optional()
  .default([]);
const DETAILS = { ...VALUE, Description: z.string().optional(), KmsKeyId: z.string().optional() };
const CREATE = z.object({ Name: z.string(), ...DETAILS, Tags: TAGS });
const UPDATE = z.object({ SecretId, ...DETAILS });
const STAGE = z.object({
  SecretId,
  VersionStage: z.string().min(1),
  RemoveFromVersionId: z.string().optional(),
  MoveToVersionId: z.string().optional(),
});
const USE_KEY = ["kms:GenerateDataKey", "kms:Decrypt"];

/** What stores values and moves stages. */
export function writeOperations(store: SecretStore, kms?: Pick<KmsAdmin, "askFor">): Record<string, JsonOperation> {
  const asks = (operation: string, secretId: string): Ask[] => [
    secretAsk(store, { operation, secretId }),
    ...keyAsks(kms, store.resolve(secretId), { actions: USE_KEY }),
  ];
  return {
    CreateSecret: jsonOperation(CREATE, {
      asks: (input) => [createAsk(input)],
      run: (input) => {
        const tags = Object.fromEntries(input.Tags.map(({ Key, Value }) => [Key, Value]));
        const value = valueOf(input);
        const created = store.create({
          name: input.Name,
          description: input.Description,
          kmsKeyId: input.KmsKeyId,
          tags,
        });
        if (value === undefined) return named(created);
        return versioned(store.putVersion(created, value, { token: input.ClientRequestToken }));
      },
    }),
    PutSecretValue: jsonOperation(PUT, {
      asks: (input) => asks("PutSecretValue", input.SecretId),
      run: (input) => {
        const value = valueOf(input);
        if (value === undefined)
          throw new AwsError("InvalidRequestException", "You must provide either SecretString or SecretBinary.");
        const options = { token: input.ClientRequestToken, stages: input.VersionStages };
        const stored = store.putVersion(store.get(input.SecretId), value, options);
        return {
          ...versioned(stored),
          VersionStages: stored.version.stages.length > 0 ? stored.version.stages : ["AWSCURRENT"],
        };
      },
    }),
    UpdateSecret: jsonOperation(UPDATE, {
      asks: (input) => asks("UpdateSecret", input.SecretId),
      run: (input) => {
        const details = {
          ...(input.Description === undefined ? {} : { description: input.Description }),
          ...(input.KmsKeyId === undefined ? {} : { kmsKeyId: input.KmsKeyId }),
        };
        const secret = store.save({ ...store.get(input.SecretId), ...details });
        const value = valueOf(input);
        return value === undefined
          ? named(secret)
          : versioned(store.putVersion(secret, value, { token: input.ClientRequestToken }));
      },
    }),
    UpdateSecretVersionStage: jsonOperation(STAGE, {
      asks: (input) => [
        secretAsk(store, {
          operation: "UpdateSecretVersionStage",
          secretId: input.SecretId,
          context: { VersionStage: input.VersionStage },
        }),
      ],
      run: (input) => named(store.save(restaged(store.get(input.SecretId), input))),
    }),
  };
}

function createAsk(input: z.output<typeof CREATE>): Ask {
  const tags = input.Tags.map(({ Key, Value }) => [`aws:RequestTag/${Key}`, Value] as const);
  return {
    action: "secretsmanager:CreateSecret",
    resource: arn("secretsmanager", `secret:${input.Name}-000000`),
    context: {
      "secretsmanager:Name": input.Name,
      ...(input.KmsKeyId === undefined ? {} : { "secretsmanager:KmsKeyId": input.KmsKeyId }),
      ...(tags.length === 0 ? {} : { "aws:TagKeys": input.Tags.map(({ Key }) => Key) }),
      ...Object.fromEntries(tags),
    },
  };
}

function valueOf(input: {
  SecretString?: string | undefined;
  SecretBinary?: string | undefined;
}): SecretValue | undefined {
  if (input.SecretString !== undefined && input.SecretBinary !== undefined) {
    throw new AwsError(
      "InvalidParameterException",
      "You can't specify both a binary secret value and a string secret value.",
    );
  }
  if (input.SecretString !== undefined) return { kind: "string", bytes: Buffer.from(input.SecretString) };
  return input.SecretBinary === undefined
    ? undefined
    : { kind: "binary", bytes: Buffer.from(input.SecretBinary, "base64") };
}

function restaged(secret: SecretRecord, input: z.output<typeof STAGE>): SecretRecord {
  const { VersionStage: stage, MoveToVersionId: to, RemoveFromVersionId: from } = input;
  if (stage === PENDING && to === undefined && from === secret.rotation?.pending) return withdrawn(secret, from);
  const holder = secret.versions.find((version) => version.stages.includes(stage));
  if (to !== undefined && !secret.versions.some((version) => version.versionId === to)) {
    throw new AwsError("ResourceNotFoundException", "Secrets Manager can't find the specified secret version.");
  }
  if (holder !== undefined && holder.versionId !== to && holder.versionId !== from) {
    const words = `The parameter RemoveFromVersionId can't be empty. Staging label ${stage} is currently attached to version ${holder.versionId}, so you must explicitly reference that version in RemoveFromVersionId.`;
    throw new AwsError("InvalidParameterException", words);
  }
  if (to !== undefined) return { ...secret, versions: moveStage(secret.versions, stage, to) };
  return from === undefined ? secret : { ...secret, versions: removeStage(secret.versions, stage, from) };
}

/** Without its stage, the version that a rotation was to bring in is given up, and another rotation may begin. */
function withdrawn(secret: SecretRecord, version: string | undefined): SecretRecord {
  const { rotation, ...others } = secret;
  const versions = version === undefined ? secret.versions : removeStage(secret.versions, PENDING, version);
  if (rotation === undefined) return { ...others, versions };
  const { pending: _pending, ...kept } = rotation;
  return { ...others, versions, rotation: kept };
}

function named(secret: SecretRecord): { ARN: string; Name: string } {
  return { ARN: secret.arn, Name: secret.name };
}

function versioned(stored: { secret: SecretRecord; version: { versionId: string } }): Record<string, unknown> {
  return { ...named(stored.secret), VersionId: stored.version.versionId };
}
