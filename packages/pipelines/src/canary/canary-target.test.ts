import { ResourceNotFoundException } from "@aws-sdk/client-secrets-manager";
import { describe, expect, test } from "@jest/globals";
import { readCanaryTarget } from "./canary-target.ts";

const JIRA = { baseUrl: "https://jira.example", email: "a@b.example", apiToken: "t", issueKey: "ATLAS-24" };

/** Secrets Manager with one secret, or none. */
function holding(text: string | undefined) {
  const asked: unknown[] = [];
  const send = async ({ input }: { input: unknown }) => {
    asked.push(input);
    if (text !== undefined) return { SecretString: text };
    throw new ResourceNotFoundException({ message: "none", $metadata: {} });
  };
  return { asked, secrets: { send } as never };
}

describe("the secret of a stage's canaries", () => {
  test("is read under the stage's name", async () => {
    const { asked, secrets } = holding(JSON.stringify({ jira: JIRA }));
    expect(await readCanaryTarget("staging", secrets)).toEqual({ jira: JIRA });
    expect(asked).toEqual([{ SecretId: "/agentic-pm/canary/staging" }]);
  });

  test("may be missing", async () => {
    expect(await readCanaryTarget("dev", holding(undefined).secrets)).toBeUndefined();
  });

  test.each([
    ["no JSON", "{"],
    ["another form", JSON.stringify({ jira: { ...JIRA, issueKey: "../../myself" } })],
    ["what nobody knows", JSON.stringify({ jira: JIRA, also: 1 })],
  ])("that holds %s is refused without its value", async (_what, text) => {
    await expect(readCanaryTarget("dev", holding(text).secrets)).rejects.toMatchObject({
      code: "CANARY_SECRET_MALFORMED",
      message: expect.not.stringContaining("jira.example"),
    });
  });
});
