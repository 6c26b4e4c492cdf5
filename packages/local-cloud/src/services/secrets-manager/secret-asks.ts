import { arn } from "../../gateway/account.ts";
import type { Ask } from "../../gateway/service-module.ts";
import type { KmsAdmin } from "../kms/create-kms.ts";
import type { SecretRecord } from "./secret-record.ts";
import { encryptionContext, type SecretStore } from "./secret-store.ts";

export interface SecretUse {
  /** E.g. "GetSecretValue". */
  readonly operation: string;
  /** Name or ARN, as the request has it. */
  readonly secretId: string;
  readonly context?: Readonly<Record<string, string | undefined>>;
}

/** The permission that an operation on one secret needs; the resource is the full ARN with its six characters. */
export function secretAsk(store: SecretStore, use: SecretUse): Ask {
  const secret = store.resolve(use.secretId);
  const resourcePolicy = secret === undefined ? undefined : store.policyOf(secret);
  const resource = secret?.arn ?? unknownArn(use.secretId);
  const tags = Object.entries(secret?.tags ?? {});
  const context: Record<string, string> = { "secretsmanager:SecretId": resource };
  for (const [name, value] of Object.entries(use.context ?? {})) {
    if (value !== undefined) context[`secretsmanager:${name}`] = value;
  }
  for (const [name, value] of tags) {
    context[`aws:ResourceTag/${name}`] = value;
    context[`secretsmanager:ResourceTag/${name}`] = value;
  }
  return {
    action: `secretsmanager:${use.operation}`,
    resource,
    context,
    ...(resourcePolicy === undefined ? {} : { resourcePolicy }),
  };
}

/**
 * A secret that is not there is asked for as if it were, so that who may read it hears "not found"
 * and not "denied": policies end in six wildcards that a bare name would not match.
 */
function unknownArn(secretId: string): string {
  return secretId.startsWith("arn:") ? secretId : arn("secretsmanager", `secret:${secretId}-000000`);
}

/** The permissions on a secret's own key, where it has one: Secrets Manager uses it in the caller's name. */
export function keyAsks(
  kms: Pick<KmsAdmin, "askFor"> | undefined,
  secret: SecretRecord | undefined,
  use: { actions: readonly string[]; versionId?: string | undefined },
): Ask[] {
  const keyId = secret?.kmsKeyId;
  if (kms === undefined || secret === undefined || keyId === undefined) return [];
  const context = use.versionId === undefined ? { SecretARN: secret.arn } : encryptionContext(secret, use.versionId);
  return use.actions.map((action) =>
    kms.askFor({ action, keyId, encryptionContext: context, viaService: "secretsmanager" }),
  );
}
