import { AwsError } from "../../gateway/aws-error.ts";
import type { RdsDataAdmin } from "../../services/rds-data/index.ts";
import type { ResourceState } from "../model.ts";
import type { ResourceHandler, ResourceRequest } from "../resource-handler.ts";
import { isTrue, optionalText, requiredText } from "./properties.ts";

/** AWS::RDS::DBCluster: the Postgres behind the Data API. */
export function clusterHandler(admin: RdsDataAdmin): ResourceHandler {
  const put = async (request: ResourceRequest, identifier: string): Promise<ResourceState> => {
    const { arn, endpoint, port } = await admin.createCluster({
      DBClusterIdentifier: identifier,
      DatabaseName: optionalText(request.properties, "DatabaseName") ?? "postgres",
      MasterUsername: requiredText(request, "MasterUsername"),
      masterPassword: requiredText(request, "MasterUserPassword"),
      EnableHttpEndpoint: isTrue(request.properties["EnableHttpEndpoint"]),
    });
    return {
      physicalId: identifier,
      attributes: {
        DBClusterArn: arn,
        DBClusterResourceId: `cluster-${identifier}`,
        "Endpoint.Address": endpoint,
        "Endpoint.Port": String(port),
        "ReadEndpoint.Address": endpoint,
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
    delete: async ({ physicalId, properties }) => {
      if (isTrue(properties["DeletionProtection"])) {
        const cause = "Cannot delete protected Cluster, please disable deletion protection and try again.";
        throw new AwsError("InvalidParameterCombination", cause);
      }
      await admin.deleteCluster(physicalId);
    },
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
