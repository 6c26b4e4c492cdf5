import * as z from "zod";
import { arn } from "../../gateway/account.ts";
import { jsonOperation, type JsonOperation } from "../../gateway/json-module.ts";
import { keyId } from "./input.ts";
import { keyAsk } from "./key-asks.ts";
import { keyMetadata } from "./key-record.ts";
import type { KeyStore } from "./key-store.ts";

/** DescribeKey, ListKeys and ListAliases. */
export function describeOperations(keys: KeyStore): Record<string, JsonOperation> {
  return {
    DescribeKey: jsonOperation(z.object({ KeyId: keyId }), {
      asks: (input) => [keyAsk(keys, { action: "kms:DescribeKey", keyId: input.KeyId })],
      run: (input) => ({ KeyMetadata: keyMetadata(keys.find(input.KeyId)) }),
    }),
    ListKeys: jsonOperation(z.object({}), {
      asks: () => [{ action: "kms:ListKeys", resource: "*" }],
      run: () => ({ Keys: keys.list().map((key) => ({ KeyId: key.keyId, KeyArn: key.arn })), Truncated: false }),
    }),
    ListAliases: jsonOperation(z.object({}), {
      asks: () => [{ action: "kms:ListAliases", resource: "*" }],
      run: () => ({
        Aliases: keys.aliases().map(([alias, target]) => ({
          AliasName: alias,
          AliasArn: arn("kms", alias),
          TargetKeyId: target,
        })),
        Truncated: false,
      }),
    }),
  };
}
