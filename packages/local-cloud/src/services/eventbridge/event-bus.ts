import { createHash, randomUUID } from "node:crypto";
import { ACCOUNT_ID, arn, REGION } from "../../gateway/account.ts";
import { AwsError } from "../../gateway/aws-error.ts";
import type { DurableMap } from "../../state/durable-map.ts";
import type { JsonObject } from "../../template/model.ts";
import { compilePattern, type EventMatcher } from "./event-pattern.ts";
import { checkTargetInput, targetInput, type TargetInput } from "./target-input.ts";

export interface EventTarget extends TargetInput {
  readonly id: string;
  readonly arn: string;
  readonly roleArn?: string;
}

export interface EventRule {
  readonly name: string;
  readonly pattern: JsonObject;
  readonly enabled: boolean;
  readonly targets: readonly EventTarget[];
}

/** An event that is on its way to one target. */
export interface Delivery {
  readonly targetArn: string;
  readonly roleArn?: string;
  readonly input: string;
  /** The name of what is started, the same at each attempt. */
  readonly name: string;
  readonly ruleName: string;
}

export interface EventBusPorts {
  /** Deliveries that were not made yet, by their names. */
  readonly pending: DurableMap<Delivery>;
  deliver(delivery: Delivery): Promise<void>;
  now(): number;
  wait(ms: number): Promise<void>;
  /** Told of a delivery that was given up. */
  onFailure(delivery: Delivery, error: unknown): void;
}

/** AWS retries for a day; here somebody watches. */
const MOST_RETRIES = 3;

/** The default event bus: what is published goes to the targets of the rules that it fits, at least once. */
export class EventBus {
  readonly #ports: EventBusPorts;
  readonly #rules = new Map<string, EventRule & { readonly matches: EventMatcher }>();
  #isDelivering = false;

  constructor(ports: EventBusPorts) {
    this.#ports = ports;
  }

  /** Creates or replaces a rule. @throws AwsError InvalidEventPatternException, ValidationException. */
  putRule(rule: EventRule): { readonly arn: string } {
    for (const target of rule.targets) checkTargetInput(target);
    this.#rules.set(rule.name, { ...rule, matches: compilePattern(rule.pattern) });
    return { arn: ruleArn(rule.name) };
  }

  removeRule(name: string): void {
    this.#rules.delete(name);
  }

  /** Takes an event: when this returns, its deliveries are on disk. */
  publish(event: {
    readonly source: string;
    readonly detailType: string;
    readonly resources: readonly string[];
    readonly detail: JsonObject;
  }): void {
    const now = this.#ports.now();
    const id = randomUUID();
    const published: JsonObject = {
      version: "0",
      id,
      "detail-type": event.detailType,
      source: event.source,
      account: ACCOUNT_ID,
      time: new Date(now).toISOString().replace(/\.\d+Z$/, "Z"),
      region: REGION,
      resources: event.resources,
      detail: event.detail,
    };
    for (const rule of this.#rules.values()) {
      if (!rule.enabled || !rule.matches(published)) continue;
      for (const target of rule.targets) this.#accept(published, { id, rule, target, now });
    }
  }

  /** Begins to deliver, with what an earlier run left; gives how much that was. */
  start(): number {
    this.#isDelivering = true;
    const left = [...this.#ports.pending.values()];
    for (const delivery of left) void this.#deliver(delivery);
    return left.length;
  }

  /** What was not delivered is taken up by the next start. */
  stop(): void {
    this.#isDelivering = false;
  }

  #accept(
    event: JsonObject,
    how: { readonly id: string; readonly rule: EventRule; readonly target: EventTarget; readonly now: number },
  ): void {
    const { id, rule, target } = how;
    const hash = createHash("sha256").update(`${rule.name}\n${target.id}\n${target.arn}`).digest("hex").slice(0, 16);
    const delivery: Delivery = {
      targetArn: target.arn,
      ...(target.roleArn === undefined ? {} : { roleArn: target.roleArn }),
      input: targetInput(event, target, { name: rule.name, arn: ruleArn(rule.name), now: how.now }),
      name: `${id}_${hash}`,
      ruleName: rule.name,
    };
    this.#ports.pending.put(delivery.name, delivery);
    if (this.#isDelivering) void this.#deliver(delivery);
  }

  async #deliver(delivery: Delivery, attempt = 1): Promise<void> {
    const { pending, deliver, onFailure, wait } = this.#ports;
    try {
      await deliver(delivery);
    } catch (error) {
      if (!this.#isDelivering) return;
      if (attempt <= MOST_RETRIES && isWorthAnother(error)) {
        await wait(1_000 * 2 ** (attempt - 1));
        if (this.#isDelivering) await this.#deliver(delivery, attempt + 1);
        return;
      }
      onFailure(delivery, error);
    }
    if (this.#isDelivering) pending.remove(delivery.name);
  }
}

/** EventBridge does not try again where permission is missing or the target is gone. */
function isWorthAnother(error: unknown): boolean {
  if (!(error instanceof AwsError)) return true;
  return !error.code.startsWith("AccessDenied") && !/NotFound|DoesNotExist/.test(error.code);
}

/** The ARN of a rule of the default bus. */
export function ruleArn(name: string): string {
  return arn("events", `rule/${name}`);
}
