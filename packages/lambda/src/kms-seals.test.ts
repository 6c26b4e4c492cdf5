import { describe, expect, test } from "@jest/globals";
import { envelopeBytes, Seal } from "@agentic-pm/contracts";
import type { KMSClient } from "@aws-sdk/client-kms";
import { stageSealer, stageVerifier } from "./kms-seals.ts";

const KEY = { stage: "decide", keyArn: "arn:aws:kms:us-east-1:111122223333:key/1" } as const;
const CONTENT = {
  executionName: "act_1",
  labels: { provenance: ["model"], readers: "everyone" },
  handover: { actionId: "act_1" },
} as const;

function kms(answer: () => unknown) {
  const asked: { input: Record<string, unknown> }[] = [];
  const send = async (command: { input: Record<string, unknown> }) => {
    asked.push(command);
    return answer();
  };
  return { asked, client: { send: send as unknown as KMSClient["send"] } };
}
const failing = (name: string) => () => {
  throw Object.assign(new Error("no"), { name });
};

describe("seals by KMS", () => {
  test("a hand-over is signed by the stage's own key over 32 bytes, and the seal is one that fits its schema", async () => {
    const { client, asked } = kms(() => ({ Mac: new Uint8Array(32).fill(7) }));
    const seal = await stageSealer(KEY, client).seal(CONTENT);
    expect(Seal.parse(seal)).toMatchObject({ stage: "decide", executionName: "act_1", labels: CONTENT.labels });
    expect(asked[0]?.input).toEqual({
      KeyId: KEY.keyArn,
      MacAlgorithm: "HMAC_SHA_256",
      Message: envelopeBytes({ stage: "decide", ...CONTENT }),
    });
  });

  test("what KMS calls invalid is not genuine; what it accepts is", async () => {
    const content = { stage: "decide", ...CONTENT } as const;
    const mac = `${"A".repeat(43)}=`;
    await expect(stageVerifier(KEY, kms(() => ({ MacValid: true })).client).isGenuine(content, mac)).resolves.toBe(
      true,
    );
    const invalid = stageVerifier(KEY, kms(failing("KMSInvalidMacException")).client);
    await expect(invalid.isGenuine(content, mac)).resolves.toBe(false);
    await expect(stageVerifier(KEY, kms(() => ({})).client).isGenuine(content, mac)).resolves.toBe(false);
  });

  test.each(["ThrottlingException", "AccessDeniedException"])(
    "%s decides nothing: it is thrown, to be tried again",
    async (name) => {
      const content = { stage: "decide", ...CONTENT } as const;
      const expected = { code: "SEAL_UNAVAILABLE", retryable: true };
      await expect(stageSealer(KEY, kms(failing(name)).client).seal(CONTENT)).rejects.toMatchObject(expected);
      await expect(stageVerifier(KEY, kms(failing(name)).client).isGenuine(content, "A")).rejects.toMatchObject(
        expected,
      );
    },
  );
});
