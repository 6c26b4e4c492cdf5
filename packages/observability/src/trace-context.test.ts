import { expect, test } from "@jest/globals";
import { createNamespace, destroyNamespace, getNamespace } from "./trace-context.ts";

test("what is set in a run is seen by what it calls and awaits, and by nobody else", async () => {
  const trace = createNamespace("runs");
  trace.set("segment", "root");
  const seen: unknown[] = [];
  const work = async (name: string): Promise<void> => {
    trace.set("segment", name);
    await new Promise((resolve) => setTimeout(resolve, name === "a" ? 3 : 1));
    seen.push([name, trace.get("segment")]);
  };
  await Promise.all([trace.runAndReturn(() => work("a")), trace.runAndReturn(() => work("b"))]);
  expect(seen).toEqual([
    ["b", "b"],
    ["a", "a"],
  ]);
  expect(trace.get("segment")).toBe("root");
});

test("a run begins with what was current where it was called, and returns its context", () => {
  const trace = createNamespace("inherits");
  trace.set("segment", "root");
  const context = trace.run((own) => {
    expect(trace.get("segment")).toBe("root");
    trace.set("segment", "inner");
    expect(own["segment"]).toBe("inner");
  });
  expect(context["segment"]).toBe("inner");
});

test("a bound function runs in the context of its binding, with its own this and arguments", () => {
  const trace = createNamespace("binds");
  let bound: (this: { x: number }, y: number) => unknown = () => undefined;
  trace.run(() => {
    trace.set("segment", "then");
    bound = trace.bind(function (this: { x: number }, y: number) {
      return [trace.get("segment"), this.x, y];
    });
  });
  trace.set("segment", "now");
  expect(bound.call({ x: 1 }, 2)).toEqual(["then", 1, 2]);
});

test("what is entered is current outside of every run, until it is left", () => {
  const trace = createNamespace("enters");
  const context = trace.createContext();
  trace.enter(context);
  trace.set("segment", "invocation");
  expect([context["segment"], trace.get("segment")]).toEqual(["invocation", "invocation"]);
  trace.exit();
  expect(trace.get("segment")).toBeUndefined();
});

test("namespaces are found by name until they are destroyed", () => {
  const trace = createNamespace("named");
  expect(getNamespace("named")).toBe(trace);
  destroyNamespace("named");
  expect(getNamespace("named")).toBeUndefined();
});
