import type { JsonObject, ResourceState } from "../model.ts";
import type { ResourceHandler, ResourceRequest } from "../resource-handler.ts";
import { optionalText, requiredText } from "./properties.ts";

/** What the handler needs of the database behind the Data API. */
export interface DatabaseAdmin {
  createCluster(properties: JsonObject): Promise<{ readonly arn: string }>;
  deleteCluster(identifier: string): Promise<void>;
}

/** AWS::RDS::DBCluster: the Postgres behind the Data API. */
export function clusterHandler(admin: DatabaseAdmin): ResourceHandler {
  const put = async (request: ResourceRequest, identifier: string): Promise<ResourceState> => {
    const { arn } = await admin.createCluster({ ...request.properties, DBClusterIdentifier: identifier });
    const host = `${identifier}.cluster-local.us-east-1.rds.amazonaws.com`;
    return {
      physicalId: identifier,
      attributes: {
        DBClusterArn: arn,
        DBClusterResourceId: `cluster-${identifier}`,
        "Endpoint.Address": host,
        "Endpoint.Port": "5432",
        "ReadEndpoint.Address": host,
      },
    };
  };
  return {
    types: ["AWS::RDS::DBCluster"],
    immutable: ["DBClusterIdentifier", "Engine", "DatabaseName", "MasterUsername", "StorageEncrypted", "KmsKeyId"],
    nameProperty: "DBClusterIdentifier",
    create: async (request) =>
      await put(
        request,
        optionalText(request.properties, "DBClusterIdentifier") ??
          `${request.stackName}-${request.logicalId}`.toLowerCase().slice(0, 63),
      ),
    update: async (request, previous) => await put(request, previous.physicalId),
    delete: async (record) => await admin.deleteCluster(record.physicalId),
  };
}

/** AWS::RDS::DBInstance: serves its cluster; there is no machine of its own. */
export function instanceHandler(): ResourceHandler {
  return {
    types: ["AWS::RDS::DBInstance"],
    inert: true,
    immutable: ["DBInstanceIdentifier", "DBClusterIdentifier", "Engine"],
    create: async (request) => {
      const cluster = requiredText(request, "DBClusterIdentifier");
      const physicalId = optionalText(request.properties, "DBInstanceIdentifier") ?? `${cluster}-instance`;
      return { physicalId, attributes: { "Endpoint.Address": `${physicalId}.local`, "Endpoint.Port": "5432" } };
    },
    update: async (_request, previous) => previous,
    delete: async () => undefined,
  };
}
