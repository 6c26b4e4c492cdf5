import { createHmac } from "node:crypto";
import { envelopeBytes, type Seal, type SealedContent, type SealingStage } from "@agentic-pm/contracts";
import type { EnvelopeSealer, SealVerifier } from "../open-envelope.ts";

/** A stage's seal in memory: the same bytes under an HMAC of its own, no KMS. */
export function memorySeals(stage: SealingStage): EnvelopeSealer & SealVerifier {
  const macOf = (content: SealedContent) =>
    createHmac("sha256", `key of ${stage}`).update(envelopeBytes(content)).digest("base64");
  return {
    stage,
    seal: async ({ executionName, labels, handover }): Promise<Seal> => {
      const content = { stage, executionName, labels, handover };
      return { stage, executionName, labels, mac: macOf(content) };
    },
    isGenuine: async (content, mac) => macOf(content) === mac,
  };
}

/** A seal of the right form that no key made, for tests behind the envelope's check. */
export function unsealed(stage: SealingStage, executionName: string, readers: Seal["labels"]["readers"]): Seal {
  return {
    stage,
    executionName,
    labels: { provenance: ["jira_field", "jira_text"], readers },
    mac: `${"A".repeat(43)}=`,
  };
}
