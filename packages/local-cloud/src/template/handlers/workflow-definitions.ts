import type { NovaActAdmin } from "../../services/nova-act/create-nova-act.ts";
import type { ResourceHandler } from "../resource-handler.ts";
import { objectOf, optionalText, requiredText } from "./properties.ts";

/** AWS::NovaAct::WorkflowDefinition. Its Ref is the ARN. Export to S3 is kept as a property and does nothing. */
export function workflowDefinitionHandler(admin: NovaActAdmin): ResourceHandler {
  return {
    types: ["AWS::NovaAct::WorkflowDefinition"],
    immutable: ["Name", "Description", "ExportConfig"],
    nameProperty: "Name",
    create: async (request) => {
      const name = requiredText(request, "Name");
      const description = optionalText(request.properties, "Description");
      const s3BucketName = optionalText(objectOf(request.properties, "ExportConfig"), "S3BucketName");
      const { arn, createdAt } = admin.putDefinition({
        name,
        ...(description === undefined ? {} : { description }),
        ...(s3BucketName === undefined ? {} : { exportConfig: { s3BucketName } }),
      });
      const attributes = { Arn: arn, Name: name, Status: "ACTIVE", CreatedAt: new Date(createdAt).toISOString() };
      return { physicalId: arn, attributes };
    },
    update: async (_request, previous) => previous,
    delete: async (record) => admin.deleteDefinition(record.physicalId.split("/").pop() ?? ""),
  };
}
