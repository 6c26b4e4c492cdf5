import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type ChangeSetCloud, openChangeSetCloud } from "../../test-support/change-set-cloud.ts";
import { packageService } from "../../test-support/package-service.ts";
import { PLANTED_VALUES, type Planted } from "../../test-support/planted-values.ts";
import { SOUND_VALUES } from "../../test-support/sound-values.ts";

describe("a change set names, with resource and property, at the first try", () => {
  let changeSets: ChangeSetCloud;

  beforeAll(async () => {
    const template = { Resources: { Kept: { Type: "AWS::SNS::Topic", Properties: {} } } };
    changeSets = await openChangeSetCloud((folder) => [packageService(folder, "base", { template })]);
  }, 30_000);

  afterAll(() => changeSets.close());

  function objection(planted: Planted): Promise<string> {
    return changeSets.objectionTo({ StackName: "planted", ChangeSetType: "CREATE", TemplateBody: bodyOf(planted) });
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
