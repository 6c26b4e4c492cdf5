import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openDurableMap } from "../../state/durable-map.ts";
import type { JsonObject } from "../../template/model.ts";
import type { S3Admin } from "../s3/index.ts";
import { EventBus, type Delivery, type EventBusPorts } from "./event-bus.ts";

export type { Delivery, EventBus, EventRule, EventTarget } from "./event-bus.ts";

export interface EventBridgeOptions {
  readonly dataDir: string;
  /** Starts the target; the same name and input twice must start it once. */
  readonly deliver: EventBusPorts["deliver"];
  readonly onFailure?: EventBusPorts["onFailure"];
  readonly now?: () => number;
  readonly wait?: EventBusPorts["wait"];
}

export interface EventBridgeService {
  readonly bus: EventBus;
  /** Publishes the "Object Created" events of every bucket whose notifications go to EventBridge. */
  listenTo(s3: S3Admin): void;
  /** What was not delivered is taken up by the next start. */
  stop(): void;
}

/** EventBridge's default bus, with the events that the cloud's own services send. */
export async function createEventBridge(options: EventBridgeOptions): Promise<EventBridgeService> {
  const pending = await openDurableMap<Delivery>(join(options.dataDir, "pending.jsonl"));
  const bus = new EventBus({
    pending,
    deliver: options.deliver,
    now: options.now ?? Date.now,
    wait: options.wait ?? ((ms) => sleep(ms, undefined, { ref: false })),
    onFailure: options.onFailure ?? (() => undefined),
  });
  return {
    bus,
    listenTo: (s3) => {
      s3.onEveryObjectCreated((detail) => {
        const bucket = detail.bucket.name;
        if (s3.settingsOf(bucket).eventBridge !== true) return;
        bus.publish({
          source: "aws.s3",
          detailType: "Object Created",
          resources: [`arn:aws:s3:::${bucket}`],
          // The detail is made of texts and numbers only.
          detail: detail as unknown as JsonObject,
        });
      });
    },
    stop: () => {
      bus.stop();
      pending.close();
    },
  };
}
