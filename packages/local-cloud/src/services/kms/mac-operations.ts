import { timingSafeEqual } from "node:crypto";
import * as z from "zod";
import { AwsError } from "../../gateway/aws-error.ts";
import { jsonOperation, type JsonOperation } from "../../gateway/json-module.ts";
import { blob, keyId } from "./input.ts";
import { keyAsk } from "./key-asks.ts";
import { mac } from "./key-material.ts";
import type { KeyStore } from "./key-store.ts";
import { usableKey } from "./usable-key.ts";

const MacAlgorithm = z.literal("HMAC_SHA_256");
const GENERATE = z.object({ KeyId: keyId, Message: blob(4096), MacAlgorithm });
const VERIFY = GENERATE.extend({ Mac: blob(6144) });

/** GenerateMac and VerifyMac. */
export function macOperations(keys: KeyStore): Record<string, JsonOperation> {
  const context = { "kms:MacAlgorithm": "HMAC_SHA_256" };
  const macOf = (input: { KeyId: string; Message: Buffer }): { arn: string; bytes: Buffer } => {
    const key = usableKey(keys, input.KeyId, "GENERATE_VERIFY_MAC");
    return { arn: key.arn, bytes: mac(keys.materialOf(key), input.Message) };
  };
  return {
    GenerateMac: jsonOperation(GENERATE, {
      asks: (input) => [keyAsk(keys, { action: "kms:GenerateMac", keyId: input.KeyId, context })],
      run: (input) => {
        const made = macOf(input);
        return { Mac: made.bytes.toString("base64"), MacAlgorithm: input.MacAlgorithm, KeyId: made.arn };
      },
    }),
    VerifyMac: jsonOperation(VERIFY, {
      asks: (input) => [keyAsk(keys, { action: "kms:VerifyMac", keyId: input.KeyId, context })],
      run: (input) => {
        const made = macOf(input);
        if (made.bytes.length !== input.Mac.length || !timingSafeEqual(made.bytes, input.Mac)) {
          throw new AwsError("KMSInvalidMacException", "The HMAC is invalid.");
        }
        return { KeyId: made.arn, MacValid: true, MacAlgorithm: input.MacAlgorithm };
      },
    }),
  };
}
