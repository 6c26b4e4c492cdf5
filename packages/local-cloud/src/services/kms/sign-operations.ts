import * as z from "zod";
import { AwsError } from "../../gateway/aws-error.ts";
import { jsonOperation, type JsonOperation } from "../../gateway/json-module.ts";
import { blob, keyId } from "./input.ts";
import { keyAsk } from "./key-asks.ts";
import { SIGNING_ALGORITHMS } from "./key-record.ts";
import type { KeyStore } from "./key-store.ts";
import { publicKeyOf, signMessage, verifyMessage } from "./signing.ts";
import { usableKey } from "./usable-key.ts";

const SIGN = z.object({
  KeyId: keyId,
  Message: blob(4096),
  MessageType: z.string().optional().default("RAW"),
  SigningAlgorithm: z.string(),
});
const VERIFY = SIGN.extend({ Signature: blob(6144) });

/** Sign, Verify and GetPublicKey. */
export function signOperations(keys: KeyStore): Record<string, JsonOperation> {
  const ask = (action: string, input: z.output<typeof SIGN>): ReturnType<typeof keyAsk>[] => {
    const context = { "kms:SigningAlgorithm": input.SigningAlgorithm, "kms:MessageType": input.MessageType };
    return [keyAsk(keys, { action, keyId: input.KeyId, context })];
  };
  const words = (input: z.output<typeof SIGN>): { message: Buffer; messageType: string; algorithm: string } => ({
    message: input.Message,
    messageType: input.MessageType,
    algorithm: input.SigningAlgorithm,
  });
  return {
    Sign: jsonOperation(SIGN, {
      asks: (input) => ask("kms:Sign", input),
      run: (input) => {
        const key = usableKey(keys, input.KeyId, "SIGN_VERIFY");
        const signature = signMessage(key, keys.materialOf(key), words(input));
        return { KeyId: key.arn, Signature: signature.toString("base64"), SigningAlgorithm: input.SigningAlgorithm };
      },
    }),
    Verify: jsonOperation(VERIFY, {
      asks: (input) => ask("kms:Verify", input),
      run: (input) => {
        const key = usableKey(keys, input.KeyId, "SIGN_VERIFY");
        if (!verifyMessage(key, keys.materialOf(key), { ...words(input), signature: input.Signature })) {
          throw new AwsError("KMSInvalidSignatureException", "The signature is invalid.");
        }
        return { KeyId: key.arn, SignatureValid: true, SigningAlgorithm: input.SigningAlgorithm };
      },
    }),
    GetPublicKey: jsonOperation(z.object({ KeyId: keyId }), {
      asks: (input) => [keyAsk(keys, { action: "kms:GetPublicKey", keyId: input.KeyId })],
      run: (input) => {
        const key = usableKey(keys, input.KeyId, "SIGN_VERIFY");
        return {
          KeyId: key.arn,
          PublicKey: publicKeyOf(keys.materialOf(key)).toString("base64"),
          KeySpec: key.keySpec,
          CustomerMasterKeySpec: key.keySpec,
          KeyUsage: key.keyUsage,
          SigningAlgorithms: SIGNING_ALGORITHMS[key.keySpec],
        };
      },
    }),
  };
}
