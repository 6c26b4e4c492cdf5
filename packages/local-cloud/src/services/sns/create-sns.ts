import { queryModule } from "../../gateway/query-module.ts";
import type { ServiceModule } from "../../gateway/service-module.ts";
import { publishOperation } from "./publish-operation.ts";
import { topicOperations } from "./topic-operations.ts";
import { TopicStore, type PublishedMessage, type Subscription } from "./topic-store.ts";

/** What templates and alarms do with topics, without going over HTTP. */
export interface SnsAdmin {
  createTopic(topic: { name: string; policy?: unknown }): { arn: string };
  setPolicy(topicArn: string, policy: unknown): void;
  deleteTopic(topicArn: string): void;
  subscribe(topicArn: string, subscription: { protocol: string; endpoint: string }): { arn: string };
  publish(topicArn: string, message: string, subject?: string): PublishedMessage;
  /** The latest messages, oldest first. */
  published(): readonly PublishedMessage[];
}

export interface SnsService {
  readonly module: ServiceModule;
  readonly admin: SnsAdmin;
}

export interface SnsOptions {
  readonly dataDir: string;
  /** Brings a message to one subscriber; a function's subscription is brought by the function runtime. */
  readonly deliver?: (subscription: Subscription, message: PublishedMessage) => Promise<void>;
  readonly onFailure?: (subscription: Subscription, error: unknown) => void;
}

/** Amazon SNS: topics and what was published to them, kept in `dataDir`. */
export async function createSns(options: SnsOptions): Promise<SnsService> {
  const store = await TopicStore.open(options.dataDir);
  const deliver = (message: PublishedMessage): void => {
    for (const subscription of store.subscriptionsOf(message.topicArn)) {
      options.deliver?.(subscription, message).catch((error: unknown) => options.onFailure?.(subscription, error));
    }
  };
  const module = queryModule({
    signingName: "sns",
    xmlNamespace: "http://sns.amazonaws.com/doc/2010-03-31/",
    operations: { ...topicOperations(store), Publish: publishOperation(store, deliver) },
    close: async () => store.close(),
  });
  return { module, admin: adminOf(store, deliver) };
}

function adminOf(store: TopicStore, deliver: (message: PublishedMessage) => void): SnsAdmin {
  return {
    createTopic: ({ name, policy }) => {
      const { arn } = store.createTopic(name);
      if (policy !== undefined) store.setPolicy(arn, policy);
      return { arn };
    },
    setPolicy: (topicArn, policy) => store.setPolicy(topicArn, policy),
    deleteTopic: (topicArn) => store.deleteTopic(topicArn),
    subscribe: (topicArn, { protocol, endpoint }) => ({ arn: store.subscribe(topicArn, protocol, endpoint).arn }),
    publish: (topicArn, message, subject) => {
      const named = subject === undefined ? {} : { subject };
      const published = store.publish({ topicArn, message, ...named, attributes: {} });
      deliver(published);
      return published;
    },
    published: () => store.published(),
  };
}
