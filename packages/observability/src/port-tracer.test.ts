import { expect, test } from "@jest/globals";
import { RecordingTracer } from "./fakes/index.ts";
import { traced } from "./port-tracer.ts";
import { powertoolsTracer } from "./powertools-tracer.ts";

class Vault {
  readonly #text = "raw";
  async read(key: string): Promise<string> {
    return `${this.#text} ${key}`;
  }
}

test("every call of a traced port is a span of its own", async () => {
  const tracer = new RecordingTracer();
  const vault = traced("vault", new Vault(), tracer);

  expect(await vault.read("one")).toBe("raw one");
  expect(await vault.read("two")).toBe("raw two");
  expect(tracer.spans).toEqual(["vault.read", "vault.read"]);
});

test("outside Lambda the tracer only runs the work, and errors pass", async () => {
  const tracer = powertoolsTracer({ service: "sanitise" });
  tracer.annotate("signalId", "sig_1");

  expect(await tracer.span("vault.read", async () => "read")).toBe("read");
  await expect(
    tracer.span("vault.read", async () => {
      throw new Error("no");
    }),
  ).rejects.toThrow("no");
});
