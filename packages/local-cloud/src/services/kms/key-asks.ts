import type { Ask } from "../../gateway/service-module.ts";
import { ACCOUNT_ID } from "../../gateway/account.ts";
import { namedPolicy, viaService } from "./key-policy.ts";
import type { EncryptionContext } from "./ciphertext.ts";
import type { KeyStore } from "./key-store.ts";

export interface KeyUse {
  /** E.g. "kms:Decrypt". */
  readonly action: string;
  /** Key id, alias or ARN, as the request named it. */
  readonly keyId: string;
  readonly encryptionContext?: EncryptionContext;
  /** Further context keys, e.g. `kms:SigningAlgorithm`. */
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
  /** The service that uses the key on the caller's behalf, e.g. "secretsmanager". */
  readonly viaService?: string;
}

/** The permission that using a key needs. The key's own policy must allow it as well. */
export function keyAsk(keys: KeyStore, use: KeyUse): Ask {
  const key = keys.find(use.keyId);
  const aliases = keys.aliasesOf(key.keyId);
  const alias = /(?:^|:)(alias\/.*)$/.exec(use.keyId)?.[1];
  const encryptionContext = Object.entries(use.encryptionContext ?? {});
  const bound = encryptionContext.map(([name, value]) => [`kms:EncryptionContext:${name}`, value] as const);
  return {
    action: use.action,
    resource: key.arn,
    context: {
      "kms:CallerAccount": ACCOUNT_ID,
      "kms:KeySpec": key.keySpec,
      "kms:KeyUsage": key.keyUsage,
      "kms:KeyOrigin": "AWS_KMS",
      ...(aliases.length === 0 ? {} : { "kms:ResourceAliases": aliases }),
      ...(alias === undefined ? {} : { "kms:RequestAlias": alias }),
      ...(bound.length === 0 ? {} : { "kms:EncryptionContextKeys": encryptionContext.map(([name]) => name) }),
      ...Object.fromEntries(bound),
      ...(use.viaService === undefined ? {} : { "kms:ViaService": viaService(use.viaService) }),
      ...use.context,
    },
    resourcePolicy: namedPolicy(key),
    resourcePolicyIsRequired: true,
  };
}
