import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type { NamedPolicy, PolicyDocument } from "@agentic-pm/iam";
import { arn } from "../../gateway/account.ts";
import { AwsError } from "../../gateway/aws-error.ts";
import { openDurableMap, type DurableMap } from "../../state/durable-map.ts";
import { openJournal, type Journal } from "../../state/journal.ts";

export interface Topic {
  readonly arn: string;
  readonly name: string;
  readonly policy?: unknown;
}

export interface Subscription {
  readonly arn: string;
  readonly topicArn: string;
  /** "lambda", "email", "sqs" … */
  readonly protocol: string;
  readonly endpoint: string;
}

export interface PublishedMessage {
  readonly messageId: string;
  readonly topicArn: string;
  readonly subject?: string;
  readonly message: string;
  readonly attributes: Readonly<Record<string, { Type: string; Value: string }>>;
  /** ISO 8601. */
  readonly timestamp: string;
}

const KEPT = 1_000;

/** Topics, subscriptions and what was published, on disk. */
export class TopicStore {
  readonly #topics: DurableMap<Topic>;
  readonly #subscriptions: DurableMap<Subscription>;
  readonly #journal: Journal;
  readonly #published: PublishedMessage[];
  readonly #policies = new WeakMap<Topic, NamedPolicy>();

  private constructor(
    stores: { topics: DurableMap<Topic>; subscriptions: DurableMap<Subscription> },
    opened: { journal: Journal; entries: PublishedMessage[] },
  ) {
    this.#topics = stores.topics;
    this.#subscriptions = stores.subscriptions;
    this.#journal = opened.journal;
    this.#published = opened.entries.slice(-KEPT);
  }

  static async open(folder: string): Promise<TopicStore> {
    const topics = await openDurableMap<Topic>(join(folder, "topics.jsonl"));
    const subscriptions = await openDurableMap<Subscription>(join(folder, "subscriptions.jsonl"));
    return new TopicStore({ topics, subscriptions }, openJournal<PublishedMessage>(join(folder, "messages.jsonl")));
  }

  /** Creates the topic, or returns the one of that name. */
  createTopic(name: string): Topic {
    if (!/^[\w-]{1,256}$/.test(name)) throw new AwsError("InvalidParameter", "Invalid parameter: Topic Name");
    const topicArn = arn("sns", name);
    const known = this.#topics.get(topicArn);
    if (known !== undefined) return known;
    const topic: Topic = { arn: topicArn, name };
    this.#topics.put(topicArn, topic);
    return topic;
  }

  setPolicy(topicArn: string, policy: unknown): void {
    this.#topics.put(topicArn, { ...this.topic(topicArn), policy });
  }

  deleteTopic(topicArn: string): void {
    this.#topics.remove(topicArn);
    for (const subscription of this.subscriptionsOf(topicArn)) this.#subscriptions.remove(subscription.arn);
  }

  topic(topicArn: string): Topic {
    const topic = this.#topics.get(topicArn);
    if (topic !== undefined) return topic;
    throw new AwsError("NotFound", "Topic does not exist", { status: 404 });
  }

  topics(): Topic[] {
    return [...this.#topics.values()];
  }

  policyOf(topicArn: string): NamedPolicy | undefined {
    const topic = this.#topics.get(topicArn);
    if (topic?.policy === undefined) return undefined;
    let named = this.#policies.get(topic);
    if (named === undefined) {
      named = { name: `policy of topic ${topic.name}`, document: topic.policy as PolicyDocument };
      this.#policies.set(topic, named);
    }
    return named;
  }

  subscribe(topicArn: string, protocol: string, endpoint: string): Subscription {
    this.topic(topicArn);
    const known = this.subscriptionsOf(topicArn).find((one) => one.protocol === protocol && one.endpoint === endpoint);
    if (known !== undefined) return known;
    const subscription = { arn: `${topicArn}:${randomUUID()}`, topicArn, protocol, endpoint };
    this.#subscriptions.put(subscription.arn, subscription);
    return subscription;
  }

  unsubscribe(subscriptionArn: string): void {
    this.#subscriptions.remove(subscriptionArn);
  }

  subscriptionsOf(topicArn: string): Subscription[] {
    return [...this.#subscriptions.values()].filter((subscription) => subscription.topicArn === topicArn);
  }

  /** Keeps the message; on disk when this returns. */
  publish(message: Omit<PublishedMessage, "messageId" | "timestamp">): PublishedMessage {
    this.topic(message.topicArn);
    const published = { ...message, messageId: randomUUID(), timestamp: new Date().toISOString() };
    this.#journal.append(published);
    this.#published.push(published);
    if (this.#published.length > KEPT * 2) this.#published.splice(0, KEPT);
    return published;
  }

  /** The latest messages, oldest first. */
  published(): readonly PublishedMessage[] {
    return this.#published.slice(-KEPT);
  }

  close(): void {
    this.#topics.close();
    this.#subscriptions.close();
    this.#journal.close();
  }
}
