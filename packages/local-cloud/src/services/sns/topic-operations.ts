import { arn } from "../../gateway/account.ts";
import { required, type QueryOperation } from "../../gateway/query-module.ts";
import type { Ask } from "../../gateway/service-module.ts";
import type { TopicStore } from "./topic-store.ts";

/** The permission to do something with a topic; its own policy has a say too. */
export function topicAsk(store: TopicStore, operation: string, topicArn: string): Ask {
  const resourcePolicy = store.policyOf(topicArn);
  const base = { action: `sns:${operation}`, resource: topicArn };
  return resourcePolicy === undefined ? base : { ...base, resourcePolicy };
}

/** Topics and subscriptions. */
export function topicOperations(store: TopicStore): Record<string, QueryOperation> {
  const onTopic = (operation: string) => (form: URLSearchParams) => [
    topicAsk(store, operation, required(form, "TopicArn", "InvalidParameter")),
  ];
  return {
    CreateTopic: {
      asks: (form) => [topicAsk(store, "CreateTopic", arn("sns", required(form, "Name", "InvalidParameter")))],
      run: (form) => ({ TopicArn: store.createTopic(required(form, "Name", "InvalidParameter")).arn }),
    },
    DeleteTopic: {
      asks: onTopic("DeleteTopic"),
      run: (form) => {
        store.deleteTopic(required(form, "TopicArn", "InvalidParameter"));
        return {};
      },
    },
    ListTopics: {
      asks: () => [{ action: "sns:ListTopics", resource: "*" }],
      run: () => ({ Topics: store.topics().map((topic) => ({ TopicArn: topic.arn })) }),
    },
    Subscribe: {
      asks: onTopic("Subscribe"),
      run: (form) => {
        const topicArn = required(form, "TopicArn", "InvalidParameter");
        const protocol = required(form, "Protocol", "InvalidParameter");
        return { SubscriptionArn: store.subscribe(topicArn, protocol, form.get("Endpoint") ?? "").arn };
      },
    },
    Unsubscribe: {
      asks: (form) => {
        const subscriptionArn = required(form, "SubscriptionArn", "InvalidParameter");
        return [topicAsk(store, "Unsubscribe", subscriptionArn.split(":").slice(0, 6).join(":"))];
      },
      run: (form) => {
        store.unsubscribe(required(form, "SubscriptionArn", "InvalidParameter"));
        return {};
      },
    },
    ListSubscriptionsByTopic: {
      asks: onTopic("ListSubscriptionsByTopic"),
      run: (form) => ({
        Subscriptions: store.subscriptionsOf(required(form, "TopicArn", "InvalidParameter")).map((subscription) => ({
          SubscriptionArn: subscription.arn,
          TopicArn: subscription.topicArn,
          Protocol: subscription.protocol,
          Endpoint: subscription.endpoint,
          Owner: subscription.topicArn.split(":")[4],
        })),
      }),
    },
  };
}
