import { expect, test } from "@jest/globals";
import type { S3Client } from "@aws-sdk/client-s3";
import { S3SignalVault } from "./signal-vault.s3.ts";

/** A client that answers one way and keeps what it was asked. */
function clientThat(answer: () => unknown): { client: Pick<S3Client, "send">; asked: unknown[] } {
  const asked: unknown[] = [];
  const send = (command: { input: unknown }) => {
    asked.push(command.input);
    return Promise.resolve().then(answer);
  };
  return { client: { send: send as S3Client["send"] }, asked };
}

const bodyOf = (text: string) => ({
  ContentLength: text.length,
  Body: { transformToString: () => Promise.resolve(text) },
});

test("a signal is read from its bucket and key", async () => {
  const signal = {
    schemaVersion: 1,
    signalId: `sig_${"0".repeat(32)}`,
    source: "jira",
    kind: "ticket",
    canary: `cv-${"0".repeat(32)}`,
    texts: [],
    fields: {
      status: null,
      priority: null,
      issueType: null,
      dueDate: null,
      sprintState: null,
      sprintEnd: null,
      storyPoints: null,
      receivedAt: "2026-01-15T08:00:00.000Z",
      automatic: false,
      truncated: false,
    },
  };
  const { client, asked } = clientThat(() => bodyOf(JSON.stringify(signal)));
  await expect(new S3SignalVault(client, "vault").read("signals/a.json")).resolves.toEqual(signal);
  expect(asked).toEqual([{ Bucket: "vault", Key: "signals/a.json" }]);
});

test.each([
  ["no JSON", "{", "VAULTED_SIGNAL_MALFORMED"],
  ["JSON null", "null", "VAULTED_SIGNAL_MALFORMED"],
  ["another shape", '{"schemaVersion":2}', "VAULTED_SIGNAL_MALFORMED"],
])("an object with %s is refused", async (_what, text, code) => {
  const { client } = clientThat(() => bodyOf(text));
  await expect(new S3SignalVault(client, "vault").read("signals/a.json")).rejects.toMatchObject({ code });
});

test("an object larger than any signal is not read", async () => {
  const { client } = clientThat(() => ({ ContentLength: 3_000_000 }));
  await expect(new S3SignalVault(client, "vault").read("k")).rejects.toMatchObject({ code: "VAULT_OBJECT_OVERSIZE" });
});

test.each([
  ["NoSuchKey", "VAULT_OBJECT_MISSING", false],
  ["AccessDenied", "VAULT_UNAVAILABLE", true],
])("S3's %s becomes %s", async (name, code, retryable) => {
  const { client } = clientThat(() => {
    throw Object.assign(new Error("from S3"), { name });
  });
  await expect(new S3SignalVault(client, "vault").read("k")).rejects.toMatchObject({ code, retryable });
});
