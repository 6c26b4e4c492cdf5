import { AwsError } from "../../gateway/aws-error.ts";
import { required, type QueryOperation } from "../../gateway/query-module.ts";
import { topicAsk } from "./topic-operations.ts";
import type { PublishedMessage, TopicStore } from "./topic-store.ts";

const LONGEST = 262_144;

/** Publish. `deliver` is told of the message once it is kept; what it does cannot fail the publisher. */
export function publishOperation(store: TopicStore, deliver: (message: PublishedMessage) => void): QueryOperation {
  return {
    asks: (form) => [topicAsk(store, "Publish", topicArnOf(form))],
    run: (form) => {
      const message = required(form, "Message", "InvalidParameter");
      if (Buffer.byteLength(message) > LONGEST) {
        throw new AwsError("InvalidParameter", "Invalid parameter: Message too long");
      }
      const subject = form.get("Subject");
      const published = store.publish({
        topicArn: topicArnOf(form),
        message,
        ...(subject === null ? {} : { subject }),
        attributes: attributesOf(form),
      });
      deliver(published);
      return { MessageId: published.messageId };
    },
  };
}

function topicArnOf(form: URLSearchParams): string {
  return form.get("TopicArn") ?? required(form, "TargetArn", "InvalidParameter");
}

/** `MessageAttributes.entry.N.Name`, `.Value.DataType` and `.Value.StringValue`. */
function attributesOf(form: URLSearchParams): PublishedMessage["attributes"] {
  const attributes: Record<string, { Type: string; Value: string }> = {};
  for (let index = 1; ; index += 1) {
    const entry = `MessageAttributes.entry.${index}`;
    const name = form.get(`${entry}.Name`);
    if (name === null) return attributes;
    const Value = form.get(`${entry}.Value.StringValue`) ?? form.get(`${entry}.Value.BinaryValue`) ?? "";
    attributes[name] = { Type: form.get(`${entry}.Value.DataType`) ?? "String", Value };
  }
}
