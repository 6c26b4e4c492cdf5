import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { JsonObject, ResourceRecord } from "./model.ts";
import type { ResourceHandler } from "./resource-handler.ts";
import { StackEngine } from "./stack-engine.ts";
import { openStackStore, type StackStore } from "./stack-store.ts";

/** A resource type that only remembers what was done to it. */
class Widgets implements ResourceHandler {
  readonly types = ["Test::Widget"];
  readonly immutable = ["Name", "Material"];
  readonly nameProperty = "Name";
  readonly log: string[] = [];
  failOn: string | undefined;
  /** The physical ids that cannot be removed. */
  stuck: readonly string[] = [];
  #made = 0;

  async create({ logicalId, properties }: { logicalId: string; properties: JsonObject }) {
    if (logicalId === this.failOn) throw new Error("out of wood");
    this.log.push(`create ${logicalId}`);
    this.#made += 1;
    const physicalId = typeof properties["Name"] === "string" ? properties["Name"] : `widget-${this.#made}`;
    return { physicalId, attributes: { Arn: `arn:${physicalId}` } };
  }

  async update({ logicalId }: { logicalId: string }, previous: ResourceRecord) {
    this.log.push(`update ${logicalId}`);
    return { physicalId: previous.physicalId, attributes: previous.attributes };
  }

  async delete({ logicalId, physicalId }: ResourceRecord) {
    if (this.stuck.includes(physicalId)) throw new Error(`${physicalId} is glued`);
    this.log.push(`delete ${logicalId} ${physicalId}`);
  }

  async restore({ logicalId }: ResourceRecord) {
    this.log.push(`restore ${logicalId}`);
  }
}

const widget = (properties: unknown = {}, more: object = {}) => ({
  Type: "Test::Widget",
  Properties: properties,
  ...more,
});

let folder: string;
let store: StackStore;
let widgets: Widgets;
let engine: StackEngine;

async function open(): Promise<void> {
  store = await openStackStore(join(folder, "stacks"));
  const dynamicValues = { secret: async () => "secret", parameter: async () => "parameter" };
  engine = new StackEngine({ handlers: [widgets], store, dynamicValues });
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "stacks-"));
  widgets = new Widgets();
  await open();
});

afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

async function apply(resources: object, more: object = {}): Promise<readonly string[]> {
  widgets.log.length = 0;
  await engine.applyStack({ stackName: "demo", template: { Resources: resources, ...more }, artefactsDir: folder });
  return [...widgets.log];
}

describe("a stack", () => {
  test("makes what a resource depends on first", async () => {
    const order = await apply({ B: widget({ On: { Ref: "A" } }), C: widget({}, { DependsOn: "B" }), A: widget() });
    expect(order).toEqual(["create A", "create B", "create C"]);
  });

  test("does nothing when the same template comes again, also after a restart", async () => {
    const resources = { A: widget({ Size: 1 }), B: widget({ On: { "Fn::GetAtt": ["A", "Arn"] } }) };
    await apply(resources);
    const ids = [...engine.resourcesOf("demo").values()].map(({ physicalId }) => physicalId);
    store.close();
    await open();
    expect(await apply(resources)).toEqual(["restore A", "restore B"]);
    expect([...engine.resourcesOf("demo").values()].map(({ physicalId }) => physicalId)).toEqual(ids);
  });

  test("updates in place what may change", async () => {
    await apply({ A: widget({ Size: 1 }) });
    expect(await apply({ A: widget({ Size: 2 }) })).toEqual(["update A"]);
  });

  test("replaces what may not change, points the others to the new one, then removes the old one", async () => {
    await apply({ A: widget({ Material: "oak" }), B: widget({ On: { Ref: "A" } }) });
    expect(await apply({ A: widget({ Material: "ash" }), B: widget({ On: { Ref: "A" } }) })).toEqual([
      "create A",
      "update B",
      "delete A widget-1",
    ]);
  });

  test("refuses to replace a resource under the same name", async () => {
    await apply({ A: widget({ Name: "lamp", Material: "oak" }) });
    await expect(apply({ A: widget({ Name: "lamp", Material: "ash" }) })).rejects.toThrow(
      /custom-named resource requires replacing: Material cannot change/,
    );
  });

  test("removes what the template no longer holds, dependants first, and keeps what is to be retained", async () => {
    await apply({
      A: widget(),
      B: widget({ On: { Ref: "A" } }),
      C: widget({}, { DeletionPolicy: "Retain" }),
      D: widget(),
    });
    expect(await apply({ D: widget() })).toEqual(["restore D", "delete B widget-4", "delete A widget-1"]);
    expect([...engine.resourcesOf("demo").keys()]).toEqual(["D"]);
  });

  test("keeps what was made when a resource fails, and goes on from there", async () => {
    widgets.failOn = "B";
    const resources = { A: widget(), B: widget({ On: { Ref: "A" } }) };
    await expect(apply(resources)).rejects.toMatchObject({
      code: "STACK_FAILED",
      message: expect.stringMatching(/stack demo, B \(Test::Widget\): out of wood/),
    });
    expect(engine.stacks()[0]?.status).toBe("FAILED");
    widgets.failOn = undefined;
    expect(await apply(resources)).toEqual(["restore A", "create B"]);
    expect(engine.stacks()[0]?.status).toBe("COMPLETE");
  });

  test("gives its outputs, and exports them to others", async () => {
    await apply(
      { A: widget({ Name: "lamp" }) },
      { Outputs: { Id: { Value: { Ref: "A" }, Export: { Name: "TheLamp" } } } },
    );
    expect(engine.stacks()[0]?.outputs).toEqual({ Id: "lamp" });
    await engine.applyStack({
      stackName: "other",
      template: { Resources: { B: widget({ On: { "Fn::ImportValue": "TheLamp" } }) } },
      artefactsDir: folder,
    });
    expect(engine.resourcesOf("other").get("B")?.properties).toEqual({ On: "lamp" });
  });

  test("keeps the reference to a secret, not the secret", async () => {
    await apply({ A: widget({ Password: "{{resolve:secretsmanager:x}}" }) });
    expect(engine.resourcesOf("demo").get("A")?.properties).toEqual({ Password: "{{resolve:secretsmanager:x}}" });
  });

  test("leaves out resources whose condition does not hold", async () => {
    const conditions = { Never: { "Fn::Equals": ["a", "b"] } };
    expect(await apply({ A: widget(), B: widget({}, { Condition: "Never" }) }, { Conditions: conditions })).toEqual([
      "create A",
    ]);
  });

  test("can be deleted whole", async () => {
    await apply({ A: widget(), B: widget({ On: { Ref: "A" } }) });
    widgets.log.length = 0;
    await engine.deleteStack("demo");
    expect(widgets.log).toEqual(["delete B widget-2", "delete A widget-1"]);
    expect(engine.stacks()).toEqual([]);
  });

  test("that cannot be deleted whole remembers what is still there, also where only a former resource went", async () => {
    await apply({ A: widget({ Material: "oak" }) });
    widgets.stuck = ["widget-1"];
    await expect(apply({ A: widget({ Material: "ash" }) })).rejects.toThrow("widget-1 is glued");
    widgets.stuck = ["widget-2"];
    await expect(engine.deleteStack("demo")).rejects.toThrow("widget-2 is glued");
    expect([...engine.resourcesOf("demo").values()].map(({ physicalId }) => physicalId)).toEqual(["widget-2"]);
    [widgets.stuck, widgets.log.length] = [[], 0];
    await engine.deleteStack("demo");
    expect(widgets.log).toEqual(["delete A widget-2"]);
    expect(engine.stacks()).toEqual([]);
  });
});

describe("a wrong template is refused before anything is made", () => {
  test.each<[string, object, RegExp]>([
    [
      "a cycle",
      { A: widget({ On: { Ref: "B" } }), B: widget({ On: { Ref: "C" } }), C: widget({ On: { Ref: "A" } }) },
      /A -> B -> C -> A/,
    ],
    ["an unknown type", { A: { Type: "Test::Gadget" } }, /A, Type: Test::Gadget is not a type/],
    [
      "an unknown reference",
      { A: widget({ Deep: [{ On: { Ref: "Z" } }] }) },
      /A, Properties.Deep\[0\].On: Z is neither/,
    ],
    ["an unknown DependsOn", { A: widget({}, { DependsOn: "Z" }) }, /A, DependsOn: Z is neither/],
    ["an unknown member", { A: widget({}, { Proprties: {} }) }, /A, Proprties: unknown member/],
    ["a parameter without a value", { A: widget({ On: { Ref: "P" } }) }, /Parameters.P: the parameter has no value/],
  ])("%s", async (name, resources, message) => {
    const more = name.startsWith("a parameter") ? { Parameters: { P: { Type: "String" } } } : {};
    const attempt = apply(resources, more);
    await expect(attempt).rejects.toMatchObject({ code: "TEMPLATE_INVALID", message: expect.stringMatching(message) });
    expect(widgets.log).toEqual([]);
  });
});
