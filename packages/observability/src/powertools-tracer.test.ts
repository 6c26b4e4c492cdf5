import { createSocket, type Socket } from "node:dgram";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { PortTracer } from "./port-tracer.ts";

interface Subsegment {
  readonly name: string;
  readonly trace_id: string;
  readonly fault?: boolean;
}

const TRACE = "1-5759e988-bd862e3fe1be46a994272793";
const before = { ...process.env };
let daemon: Socket;
let taskRoot: string;
let tracer: PortTracer;
const received: Subsegment[] = [];

/** The X-Ray SDK reads Lambda's environment when it is loaded, so it is loaded after that is set. */
beforeAll(async () => {
  daemon = createSocket("udp4");
  daemon.on("message", (message) => received.push(JSON.parse(String(message).split("\n")[1] ?? "{}") as Subsegment));
  await new Promise<void>((resolve) => daemon.bind(0, "127.0.0.1", resolve));
  taskRoot = await mkdtemp(join(tmpdir(), "tracer-"));
  Object.assign(process.env, {
    AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x",
    AWS_XRAY_DAEMON_ADDRESS: `127.0.0.1:${daemon.address().port}`,
    LAMBDA_TASK_ROOT: taskRoot,
    _X_AMZN_TRACE_ID: `Root=${TRACE};Parent=53995c3f42cd8ad8;Sampled=1`,
  });
  const { powertoolsTracer } = await import("./powertools-tracer.ts");
  tracer = powertoolsTracer({ service: "sanitise" });
});

afterAll(async () => {
  process.env = before;
  await new Promise<void>((resolve) => daemon.close(() => resolve()));
  await rm(taskRoot, { recursive: true });
});

async function subsegment(name: string): Promise<Subsegment | undefined> {
  const find = () => received.find((candidate) => candidate.name === name);
  for (let turn = 0; turn < 400 && find() === undefined; turn += 1) await new Promise((next) => setTimeout(next, 5));
  return find();
}

test("in a sampled invocation a span is a subsegment of the invocation's trace", async () => {
  expect(await tracer.span("vault.read", async () => "read")).toBe("read");
  expect(await subsegment("vault.read")).toMatchObject({ trace_id: TRACE });
});

test("a failing span is marked, carries the error's name only, and the error passes", async () => {
  const failing = tracer.span("vault.fail", async () => {
    throw new TypeError("quotes a stranger");
  });

  await expect(failing).rejects.toThrow("quotes a stranger");
  const sent = await subsegment("vault.fail");
  expect(sent).toMatchObject({ fault: true });
  expect(JSON.stringify(sent)).toContain("TypeError");
  expect(JSON.stringify(sent)).not.toContain("stranger");
});
