import { envelopeBytes, type Seal, type SealedContent, type SealingStage } from "@agentic-pm/contracts";
import { AppError } from "@agentic-pm/errors";
import { GenerateMacCommand, KMSClient, VerifyMacCommand } from "@aws-sdk/client-kms";
import { awsClientSettings } from "./aws-client-settings.ts";
import type { EnvelopeSealer, SealVerifier } from "./open-envelope.ts";

type Client = Pick<KMSClient, "send">;
/** A stage's key: KMS takes an ARN or an id. */
interface StageKey {
  readonly stage: SealingStage;
  readonly keyArn: string;
}

/** The seal of one stage. Apart from the runtime so that a function that seals nothing has no client for it. */
export function stageSealer(key: StageKey, client: Client = new KMSClient(awsClientSettings())): EnvelopeSealer {
  const { stage, keyArn } = key;
  return {
    seal: async ({ executionName, labels, handover }): Promise<Seal> => {
      const Message = envelopeBytes({ stage, executionName, labels, handover });
      try {
        const made = await client.send(
          new GenerateMacCommand({ KeyId: keyArn, MacAlgorithm: "HMAC_SHA_256", Message }),
        );
        if (made.Mac !== undefined) {
          return { stage, executionName, labels, mac: Buffer.from(made.Mac).toString("base64") };
        }
      } catch (error) {
        throw unavailable("made", error);
      }
      throw unavailable("made", undefined);
    },
  };
}

/** Checks the seals of one stage. */
export function stageVerifier(key: StageKey, client: Client = new KMSClient(awsClientSettings())): SealVerifier {
  const { stage, keyArn } = key;
  return {
    stage,
    isGenuine: async (content: SealedContent, mac: string): Promise<boolean> => {
      const Message = envelopeBytes(content);
      const Mac = Buffer.from(mac, "base64");
      try {
        const checked = await client.send(
          new VerifyMacCommand({ KeyId: keyArn, MacAlgorithm: "HMAC_SHA_256", Message, Mac }),
        );
        return checked.MacValid === true;
      } catch (error) {
        if (error instanceof Error && error.name === "KMSInvalidMacException") return false;
        throw unavailable("checked", error);
      }
    },
  };
}

function unavailable(what: "made" | "checked", error: unknown): AppError {
  return new AppError("SEAL_UNAVAILABLE", {
    cause: `A hand-over's seal could not be ${what} (${error instanceof Error ? error.name : "no answer"}).`,
    remedy: "The workflow tries again. Else check the function's role and that the stage's key is enabled.",
    retryable: true,
    error,
  });
}
