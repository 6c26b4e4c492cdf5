import type { NamedPolicy, PolicyDocument } from "@agentic-pm/iam";
import { REGION } from "../../gateway/account.ts";
import type { KeyRecord } from "./key-record.ts";

const named = new WeakMap<KeyRecord, NamedPolicy>();

/** A key's policy under the name that explanations show; the same object until the key changes. */
export function namedPolicy(key: KeyRecord): NamedPolicy {
  let policy = named.get(key);
  if (policy === undefined) {
    // Key policies come from templates whose documents the template engine has checked.
    policy = { name: `key policy of ${key.keyId}`, document: key.keyPolicy as PolicyDocument };
    named.set(key, policy);
  }
  return policy;
}

/** The value of `kms:ViaService` for a service. */
export function viaService(service: string): string {
  return `${service}.${REGION}.amazonaws.com`;
}
