import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { AwsError } from "../../gateway/aws-error.ts";
import type { JsonObject } from "../../template/model.ts";
import { compilePattern } from "./event-pattern.ts";
import { createEventBridge, type Delivery, type EventBridgeService } from "./index.ts";
import { targetInput } from "./target-input.ts";

describe("an event pattern", () => {
  const event: JsonObject = {
    source: "aws.s3",
    resources: ["arn:aws:s3:::policies", "arn:aws:s3:::other"],
    detail: { bucket: { name: "policies" }, object: { key: "in/Travel.pdf", size: 120 }, reason: "PutObject" },
  };
  test.each<[string, JsonObject, boolean]>([
    ["an exact text", { source: ["aws.s3"] }, true],
    ["one of several texts", { source: ["aws.ec2", "aws.s3"] }, true],
    ["another text", { source: ["aws.ec2"] }, false],
    ["an element of a list", { resources: ["arn:aws:s3:::other"] }, true],
    ["a prefix", { detail: { object: { key: [{ prefix: "in/" }] } } }, true],
    [
      "a prefix without regard to case",
      { detail: { object: { key: [{ prefix: { "equals-ignore-case": "IN/" } }] } } },
      true,
    ],
    ["another prefix", { detail: { object: { key: [{ prefix: "out/" }] } } }, false],
    ["a suffix", { detail: { object: { key: [{ suffix: ".pdf" }] } } }, true],
    ["a suffix of other case", { detail: { object: { key: [{ suffix: ".PDF" }] } } }, false],
    ["equality without regard to case", { source: [{ "equals-ignore-case": "AWS.S3" }] }, true],
    ["a wildcard", { detail: { object: { key: [{ wildcard: "in/*.pdf" }] } } }, true],
    ["a wildcard that does not fit", { detail: { object: { key: [{ wildcard: "in/*.txt" }] } } }, false],
    ["an escaped wildcard", { detail: { object: { key: [{ wildcard: "in/\\*.pdf" }] } } }, false],
    ["a dot is no wildcard", { detail: { object: { key: [{ wildcard: "in/Travel?pdf" }] } } }, false],
    ["anything but", { detail: { reason: [{ "anything-but": ["CopyObject"] }] } }, true],
    ["anything but that very text", { detail: { reason: [{ "anything-but": "PutObject" }] } }, false],
    ["anything but a prefix", { detail: { object: { key: [{ "anything-but": { prefix: "in/" } }] } } }, false],
    ["anything but, of what is absent", { detail: { nothing: [{ "anything-but": "x" }] } }, false],
    ["what exists", { detail: { reason: [{ exists: true }] } }, true],
    ["what does not exist", { detail: { nothing: [{ exists: false }] } }, true],
    ["what exists and should not", { detail: { reason: [{ exists: false }] } }, false],
    ["a number in a range", { detail: { object: { size: [{ numeric: [">", 0, "<=", 120] }] } } }, true],
    ["a number outside", { detail: { object: { size: [{ numeric: ["<", 120] }] } } }, false],
    ["a number that is written otherwise", { detail: { object: { size: [120.0] } } }, true],
    ["a text for a number", { detail: { object: { size: ["120"] } } }, false],
    ["one of two patterns", { $or: [{ source: ["aws.ec2"] }, { detail: { reason: ["PutObject"] } }] }, true],
    ["all of two members", { source: ["aws.s3"], detail: { reason: ["CopyObject"] } }, false],
    ["below a text there is nothing", { source: { name: ["x"] } }, false],
  ])("knows %s", (_what, pattern, fits) => {
    expect(compilePattern(pattern)(event)).toBe(fits);
  });

  test.each<[string, JsonObject]>([
    ["an unknown operator", { source: [{ regex: "x" }] }],
    ["a text where a list belongs", { source: "aws.s3" }],
    ["an empty list", { source: [] }],
    ["two operators at once", { source: [{ prefix: "a", suffix: "b" }] }],
    ["two stars in a row", { source: [{ wildcard: "a**" }] }],
    ["a comparison that is none", { source: [{ numeric: ["~", 1] }] }],
  ])("with %s is refused", (_what, pattern) => {
    expect(() => compilePattern(pattern)).toThrow(expect.objectContaining({ code: "InvalidEventPatternException" }));
  });
});

test("a target's input is a constant, a part of the event, or what a template makes of it", () => {
  const event: JsonObject = { id: "1", detail: { key: 'a"b', tags: ["x", "y"], size: 3 } };
  const rule = { name: "r", arn: "arn:rule", now: 0 };
  expect(targetInput(event, {}, rule)).toBe(JSON.stringify(event));
  expect(targetInput(event, { input: '{"a":1}' }, rule)).toBe('{"a":1}');
  expect(targetInput(event, { inputPath: "$.detail.tags[1]" }, rule)).toBe('"y"');
  const paths = { key: "$.detail.key", size: "$.detail.size", gone: "$.detail.gone" };
  const template =
    '{"key": <key>, "text": "key <key> of <size>, <gone>.", "rule": "<aws.events.rule-name>", "all": <aws.events.event.json>}';
  expect(JSON.parse(targetInput(event, { transformer: { paths, template } }, rule))).toEqual({
    key: 'a"b',
    text: 'key a"b of 3, .',
    rule: "r",
    all: event,
  });
});

describe("the bus", () => {
  let folder: string;
  let deliveries: Delivery[];
  let failures: [rule: string, error: unknown][];
  let fail: (attempt: number) => unknown;
  const services: EventBridgeService[] = [];

  const open = async (): Promise<EventBridgeService> => {
    const service = await createEventBridge({
      dataDir: folder,
      wait: async () => undefined,
      onFailure: ({ ruleName }, error) => void failures.push([ruleName, error]),
      deliver: async (delivery) => {
        deliveries.push(delivery);
        const error = fail(deliveries.length);
        if (error !== undefined) throw error;
      },
    });
    services.push(service);
    service.bus.putRule({
      name: "uploaded",
      pattern: { source: ["aws.s3"] },
      enabled: true,
      targets: [{ id: "t", arn: "arn:machine", roleArn: "arn:role" }],
    });
    return service;
  };
  const event = { source: "aws.s3", detailType: "Object Created", resources: [], detail: { key: "k" } };
  const settled = () => new Promise((later) => setTimeout(later, 20));

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "bus-"));
    [deliveries, failures, fail] = [[], [], () => undefined];
  });

  afterEach(() => {
    for (const service of services.splice(0)) service.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test("delivers what a killed run had taken and not delivered, under the same name", async () => {
    const killed = await open();
    killed.bus.publish(event);
    expect(deliveries).toEqual([]);
    const next = await open();
    expect(next.bus.start()).toBe(1);
    await settled();
    expect(deliveries).toMatchObject([{ targetArn: "arn:machine", roleArn: "arn:role", ruleName: "uploaded" }]);
    const { id } = JSON.parse(deliveries[0]?.input ?? "") as { id: string };
    expect(deliveries[0]?.name.startsWith(`${id}_`)).toBe(true);
    next.stop();
    expect((await open()).bus.start()).toBe(0);
  });

  test("tries again where that may help, and gives up in the end", async () => {
    const { bus } = await open();
    bus.start();
    fail = (attempt) => (attempt < 3 ? new AwsError("ThrottlingException", "slow down") : undefined);
    bus.publish(event);
    await settled();
    expect(deliveries).toHaveLength(3);
    expect(new Set(deliveries.map(({ name }) => name)).size).toBe(1);
    expect(failures).toEqual([]);
    fail = () => new Error("broken");
    bus.publish(event);
    await settled();
    expect(deliveries).toHaveLength(3 + 4);
    expect(failures).toHaveLength(1);
  });

  test("does not try again what is not permitted, nor a rule that is disabled or gone", async () => {
    const { bus } = await open();
    bus.start();
    fail = () => new AwsError("AccessDeniedException", "no");
    bus.publish(event);
    await settled();
    expect([deliveries.length, failures.length]).toEqual([1, 1]);
    bus.putRule({ name: "uploaded", pattern: { source: ["aws.s3"] }, enabled: false, targets: [] });
    bus.publish(event);
    bus.removeRule("uploaded");
    bus.publish(event);
    await settled();
    expect(deliveries).toHaveLength(1);
  });

  test("refuses a path that it would not follow", async () => {
    const { bus } = await open();
    const targets = [{ id: "t", arn: "arn:machine", inputPath: "$..key" }];
    expect(() => bus.putRule({ name: "odd", pattern: {}, enabled: true, targets })).toThrow("is not followed here");
  });
});
