import type { SnsAdmin } from "../../services/sns/create-sns.ts";
import { isJsonObject, type ResourceState } from "../model.ts";
import { generatedName, type ResourceHandler } from "../resource-handler.ts";
import { listOf, optionalText, requiredText } from "./properties.ts";

/** AWS::SNS::Topic, with the subscriptions that stand in it. */
export function topicHandler(admin: SnsAdmin): ResourceHandler {
  return {
    types: ["AWS::SNS::Topic"],
    immutable: ["TopicName", "FifoTopic", "Subscription"],
    nameProperty: "TopicName",
    create: async (request) => {
      const name = optionalText(request.properties, "TopicName") ?? generatedName(request);
      const { arn } = admin.createTopic({ name });
      for (const subscription of listOf(request.properties, "Subscription")) {
        if (!isJsonObject(subscription)) continue;
        const { Protocol: protocol, Endpoint: endpoint } = subscription;
        admin.subscribe(arn, { protocol: String(protocol), endpoint: String(endpoint) });
      }
      return stateOf(arn, name);
    },
    update: async (_request, previous) => previous,
    delete: async (record) => admin.deleteTopic(record.physicalId),
  };
}

/** AWS::SNS::Subscription. */
export function subscriptionHandler(admin: SnsAdmin): ResourceHandler {
  return {
    types: ["AWS::SNS::Subscription"],
    immutable: ["TopicArn", "Protocol", "Endpoint"],
    create: async (request) => {
      const protocol = requiredText(request, "Protocol");
      const endpoint = requiredText(request, "Endpoint");
      const { arn } = admin.subscribe(requiredText(request, "TopicArn"), { protocol, endpoint });
      return { physicalId: arn, attributes: { Arn: arn } };
    },
    update: async (_request, previous) => previous,
    delete: async () => undefined,
  };
}

function stateOf(arn: string, name: string): ResourceState {
  return { physicalId: arn, attributes: { TopicArn: arn, TopicName: name } };
}
