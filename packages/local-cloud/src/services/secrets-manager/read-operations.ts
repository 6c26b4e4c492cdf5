import * as z from "zod";
import { jsonOperation, type JsonOperation } from "../../gateway/json-module.ts";
import type { KmsAdmin } from "../kms/create-kms.ts";
import { describeSecret, epochSeconds } from "./describe-secret.ts";
import { randomPassword } from "./random-password.ts";
import { keyAsks, secretAsk } from "./secret-asks.ts";
import type { SecretStore } from "./secret-store.ts";
import { findVersion } from "./version-stages.ts";

const SecretId = z.string().min(1).max(2048);
const GET = z.object({ SecretId, VersionId: z.string().optional(), VersionStage: z.string().optional() });
const ONE = z.object({ SecretId });
const LIST = z.object({ MaxResults: z.int().min(1).max(100).optional(), NextToken: z.string().optional() });
const PASSWORD = z.object({
  PasswordLength: z.int().optional(),
  ExcludeCharacters: z.string().optional(),
  ExcludeLowercase: z.boolean().optional(),
  ExcludeNumbers: z.boolean().optional(),
  ExcludePunctuation: z.boolean().optional(),
  ExcludeUppercase: z.boolean().optional(),
  IncludeSpace: z.boolean().optional(),
  RequireEachIncludedType: z.boolean().optional(),
});

/** What reads secrets and changes nothing. */
export function readOperations(store: SecretStore, kms?: Pick<KmsAdmin, "askFor">): Record<string, JsonOperation> {
  return {
    GetSecretValue: jsonOperation(GET, {
      asks: (input) => {
        const secret = store.resolve(input.SecretId);
        const context = { VersionId: input.VersionId, VersionStage: input.VersionStage };
        const stage = input.VersionStage ?? "AWSCURRENT";
        const versionId =
          input.VersionId ?? secret?.versions.find((version) => version.stages.includes(stage))?.versionId;
        return [
          secretAsk(store, { operation: "GetSecretValue", secretId: input.SecretId, context }),
          ...keyAsks(kms, secret, { actions: ["kms:Decrypt"], versionId }),
        ];
      },
      run: (input) => {
        const secret = store.get(input.SecretId);
        const version = findVersion(secret, input);
        const { kind, bytes } = store.reveal(secret, version);
        return {
          ARN: secret.arn,
          Name: secret.name,
          VersionId: version.versionId,
          ...(kind === "string"
            ? { SecretString: bytes.toString("utf8") }
            : { SecretBinary: bytes.toString("base64") }),
          VersionStages: version.stages,
          CreatedDate: epochSeconds(version.createdAt),
        };
      },
    }),
    DescribeSecret: jsonOperation(ONE, {
      asks: (input) => [secretAsk(store, { operation: "DescribeSecret", secretId: input.SecretId })],
      run: (input) => describeSecret(store.find(input.SecretId)),
    }),
    ListSecretVersionIds: jsonOperation(ONE, {
      asks: (input) => [secretAsk(store, { operation: "ListSecretVersionIds", secretId: input.SecretId })],
      run: (input) => {
        const secret = store.find(input.SecretId);
        const Versions = secret.versions.map((version) => ({
          VersionId: version.versionId,
          VersionStages: version.stages,
          CreatedDate: epochSeconds(version.createdAt),
        }));
        return { ARN: secret.arn, Name: secret.name, Versions };
      },
    }),
    ListSecrets: jsonOperation(LIST, {
      asks: () => [{ action: "secretsmanager:ListSecrets", resource: "*" }],
      run: (input) => {
        const living = store.list().filter((secret) => secret.deletionAt === undefined);
        const start = Number(input.NextToken ?? 0);
        const end = start + (input.MaxResults ?? 100);
        const SecretList = living.slice(start, end).map(describeSecret);
        return { SecretList, ...(end < living.length ? { NextToken: String(end) } : {}) };
      },
    }),
    GetResourcePolicy: jsonOperation(ONE, {
      asks: (input) => [secretAsk(store, { operation: "GetResourcePolicy", secretId: input.SecretId })],
      run: (input) => {
        const { arn: ARN, name: Name, policy } = store.find(input.SecretId);
        return { ARN, Name, ...(policy === undefined ? {} : { ResourcePolicy: JSON.stringify(policy) }) };
      },
    }),
    GetRandomPassword: jsonOperation(PASSWORD, {
      asks: () => [{ action: "secretsmanager:GetRandomPassword", resource: "*" }],
      run: (input) => ({ RandomPassword: randomPassword(input) }),
    }),
  };
}
