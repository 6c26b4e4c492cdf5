import { newApiId, newPartId } from "../../services/api-gateway-websocket/request-ids.ts";
import { selectionPath } from "../../services/api-gateway-websocket/route-selection.ts";
import { domainNameOf, type WebSocketApis } from "../../services/api-gateway-websocket/web-socket-api.ts";
import type { ResourceState } from "../model.ts";
import type { ResourceHandler, ResourceRequest } from "../resource-handler.ts";
import { objectOf, optionalText, propertyError, requiredText } from "./properties.ts";

/** What a handler puts into the gateway, and takes out of it. */
export interface PartOfApi {
  readonly type: string;
  readonly immutable: readonly string[];
  /** The attribute that holds the id, beside `Ref`. */
  readonly idAttribute: string;
  put(id: string, request: ResourceRequest): void;
  remove(id: string): void;
}

/** A handler for a part of an API that has an id by chance. */
export function partHandler(part: PartOfApi): ResourceHandler {
  const stateOf = (id: string): ResourceState => ({ physicalId: id, attributes: { [part.idAttribute]: id } });
  return {
    types: [part.type],
    immutable: part.immutable,
    create: async (request) => {
      const id = newPartId();
      part.put(id, request);
      return stateOf(id);
    },
    update: async (request, previous) => {
      part.put(previous.physicalId, request);
      return stateOf(previous.physicalId);
    },
    restore: async (record, artefactsDir) => part.put(record.physicalId, { stackName: "", ...record, artefactsDir }),
    delete: async (record) => part.remove(record.physicalId),
  };
}

/** AWS::ApiGatewayV2::Api with the protocol WEBSOCKET; HTTP APIs are refused. */
export function apiHandler(apis: WebSocketApis): ResourceHandler {
  const put = (apiId: string, request: ResourceRequest): ResourceState => {
    const protocol = requiredText(request, "ProtocolType");
    if (protocol !== "WEBSOCKET") throw propertyError(request, "ProtocolType", `${protocol} APIs are not run here`);
    const expression = requiredText(request, "RouteSelectionExpression");
    const routeSelection = selectionPath(expression);
    if (routeSelection === undefined) {
      throw propertyError(request, "RouteSelectionExpression", `${expression} does not read the message's body`);
    }
    apis.apis.set(apiId, { apiId, name: requiredText(request, "Name"), routeSelection });
    return { physicalId: apiId, attributes: { ApiId: apiId, ApiEndpoint: `wss://${domainNameOf(apiId)}` } };
  };
  return {
    types: ["AWS::ApiGatewayV2::Api"],
    immutable: ["ProtocolType"],
    create: async (request) => put(newApiId(), request),
    update: async (request, previous) => put(previous.physicalId, request),
    restore: async (record, artefactsDir) => {
      put(record.physicalId, { stackName: "", ...record, artefactsDir });
    },
    delete: async (record) => void apis.apis.delete(record.physicalId),
  };
}

/** AWS::ApiGatewayV2::Stage. It serves the API as it is now, whichever deployment it names. */
export function stageHandler(apis: WebSocketApis): ResourceHandler {
  const put = (request: ResourceRequest): ResourceState => {
    const stageName = requiredText(request, "StageName");
    const apiId = requiredText(request, "ApiId");
    const variables = Object.entries(objectOf(request.properties, "StageVariables"));
    apis.stages.set(`${apiId}/${stageName}`, {
      apiId,
      stageName,
      ...(variables.length === 0
        ? {}
        : { variables: Object.fromEntries(variables.map(([name, value]) => [name, String(value)])) }),
    });
    return { physicalId: stageName, attributes: {} };
  };
  return {
    types: ["AWS::ApiGatewayV2::Stage"],
    immutable: ["ApiId", "StageName"],
    create: async (request) => put(request),
    update: async (request) => put(request),
    restore: async (record, artefactsDir) => {
      put({ stackName: "", ...record, artefactsDir });
    },
    delete: async ({ properties, physicalId }) => {
      apis.stages.delete(`${optionalText(properties, "ApiId")}/${physicalId}`);
    },
  };
}

/** AWS::ApiGatewayV2::Deployment: an id, and nothing that is frozen with it. */
export function deploymentHandler(): ResourceHandler {
  return partHandler({
    type: "AWS::ApiGatewayV2::Deployment",
    immutable: ["ApiId"],
    idAttribute: "DeploymentId",
    put: (_id, request) => void requiredText(request, "ApiId"),
    remove: () => undefined,
  });
}
