import { AwsError } from "../../gateway/aws-error.ts";
import type { KeyRecord, KeyUsage } from "./key-record.ts";
import type { KeyStore } from "./key-store.ts";

/** The key, if it is enabled and made for this use; throws AwsError as KMS does. */
export function usableKey(keys: KeyStore, reference: string, usage: KeyUsage): KeyRecord {
  const key = keys.find(reference);
  if (!key.enabled) throw new AwsError("DisabledException", `${key.arn} is disabled.`);
  if (key.keyUsage !== usage) {
    throw new AwsError("InvalidKeyUsageException", `${key.arn} key usage is ${key.keyUsage} which is not valid here.`);
  }
  return key;
}
