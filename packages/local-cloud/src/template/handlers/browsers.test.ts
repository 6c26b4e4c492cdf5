import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { puppetProvider, startCloud, type LocalCloud } from "../../index.ts";
import { packageService } from "../../test-support/package-service.ts";

let dir: string;
let cloud: LocalCloud | undefined;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "browsers-"));
});
afterEach(async () => {
  await cloud?.close();
  rmSync(dir, { recursive: true, force: true });
});

const template = {
  Resources: {
    Browser: {
      Type: "AWS::BedrockAgentCore::BrowserCustom",
      Properties: { Name: "booking", NetworkConfiguration: { NetworkMode: "PUBLIC" } },
    },
    Booking: { Type: "AWS::NovaAct::WorkflowDefinition", Properties: { Name: "agentic-pm-booking" } },
  },
  Outputs: {
    BrowserId: { Value: { Ref: "Browser" } },
    BrowserArn: { Value: { "Fn::GetAtt": ["Browser", "BrowserArn"] } },
    DefinitionArn: { Value: { Ref: "Booking" } },
  },
};

async function start(): Promise<LocalCloud> {
  return await startCloud({
    dataDir: join(dir, "data"),
    cacheDir: join(dir, "cache"),
    services: [packageService(dir, "booking", { template })],
    model: puppetProvider(() => {
      throw new Error("not asked");
    }),
    chromiumPath: "/nowhere/chromium",
  });
}

test("a template's browser and workflow definition are there under their ARNs, and the same after a restart", async () => {
  cloud = await start();
  const browserId = cloud.output("BrowserId") ?? "";
  expect(browserId).toMatch(/^booking-[a-z0-9]{10}$/);
  expect(cloud.output("BrowserArn")).toBe(
    `arn:aws:bedrock-agentcore:us-east-1:111122223333:browser-custom/${browserId}`,
  );
  expect(cloud.output("DefinitionArn")).toBe(
    "arn:aws:nova-act:us-east-1:111122223333:workflow-definition/agentic-pm-booking",
  );
  await cloud.close();
  cloud = await start();
  expect(cloud.output("BrowserId")).toBe(browserId);
});
