import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import {
  CloudFormationClient,
  CreateChangeSetCommand,
  DeleteChangeSetCommand,
  DescribeChangeSetCommand,
} from "@aws-sdk/client-cloudformation";
import { embeddedProvider, startCloud, type LocalCloud } from "../../index.ts";
import { packageService } from "../../test-support/package-service.ts";
import { PLANTED_VALUES, type Planted } from "../../test-support/planted-values.ts";
import { SOUND_VALUES } from "../../test-support/sound-values.ts";

describe("a change set names, with resource and property, at the first try", () => {
  let folder: string;
  let cloud: LocalCloud;
  let client: CloudFormationClient;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "planted-"));
    const services = [
      packageService(folder, "base", {
        template: { Resources: { Kept: { Type: "AWS::SNS::Topic", Properties: {} } } },
      }),
    ];
    const dataDir = join(folder, "data");
    cloud = await startCloud({ dataDir, cacheDir: join(folder, "cache"), services, model: embeddedProvider() });
    const { endpoint } = cloud;
    client = new CloudFormationClient({ endpoint, region: "us-east-1", credentials: cloud.ownerSession() });
  }, 30_000);

  afterAll(async () => {
    client.destroy();
    await cloud.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** What the API says against the template: in its refusal, or in a change set that failed. */
  async function objection(planted: Planted): Promise<string> {
    const names = { StackName: "planted", ChangeSetName: "planted" };
    try {
      const TemplateBody = bodyOf(planted);
      const Capabilities = ["CAPABILITY_NAMED_IAM" as const];
      await client.send(new CreateChangeSetCommand({ ...names, ChangeSetType: "CREATE", TemplateBody, Capabilities }));
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
    const { Status, StatusReason } = await client.send(new DescribeChangeSetCommand(names));
    await client.send(new DeleteChangeSetCommand(names));
    return `${Status}: ${StatusReason}`;
  }

  test("each of the planted values", async () => {
    const missed: string[] = [];
    for (const [what, planted, place, saying = /./] of PLANTED_VALUES) {
      const said = await objection(planted);
      const isRefused = /^(FAILED: Validation failed|Template (format )?error)/.test(said);
      // It ends with what to do.
      if (!isRefused || !said.includes(place) || !saying.test(said) || !said.endsWith("."))
        missed.push(`${what}: ${said}`);
    }
    expect(missed).toEqual([]);
  }, 120_000);

  test("and lets each of the sound values pass", async () => {
    const refused: string[] = [];
    for (const [what, template] of SOUND_VALUES) {
      const said = await objection(template);
      if (!said.startsWith("CREATE_COMPLETE")) refused.push(`${what}: ${said}`);
    }
    expect(refused).toEqual([]);
  }, 60_000);
});

function bodyOf(planted: Planted): string {
  if ("text" in planted) return planted.text;
  if ("parts" in planted) return JSON.stringify(planted.parts);
  const [Type, Properties, more = {}] = planted;
  return JSON.stringify({ Resources: { X: { Type, Properties, ...more } } });
}
