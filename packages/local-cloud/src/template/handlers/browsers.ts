import type { AgentCoreAdmin } from "../../services/agentcore/create-agentcore.ts";
import { browserArn } from "../../services/agentcore/browsers.ts";
import { generatedName, type ResourceHandler } from "../resource-handler.ts";
import { optionalText } from "./properties.ts";

/** AWS::BedrockAgentCore::BrowserCustom. Recording, signing and network modes are kept as properties and do nothing. */
export function browserHandler(admin: AgentCoreAdmin): ResourceHandler {
  return {
    types: ["AWS::BedrockAgentCore::BrowserCustom"],
    immutable: ["Name", "Description", "ExecutionRoleArn", "NetworkConfiguration", "RecordingConfig", "BrowserSigning"],
    nameProperty: "Name",
    create: async (request) => {
      const name = optionalText(request.properties, "Name") ?? generatedName(request, 48).replaceAll("-", "_");
      const { browserId, createdAt } = admin.createBrowser(name);
      const time = new Date(createdAt).toISOString();
      const times = { CreatedAt: time, LastUpdatedAt: time };
      const attributes = { BrowserArn: browserArn(browserId), BrowserId: browserId, Status: "READY", ...times };
      return { physicalId: browserId, attributes };
    },
    update: async (_request, previous) => previous,
    delete: async (record) => admin.deleteBrowser(record.physicalId),
  };
}
