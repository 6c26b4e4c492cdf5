import { createSocket } from "node:dgram";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { startXraySink } from "./xray-sink.ts";

test("segments of known traces are kept, others and what is no segment are not", async () => {
  const folder = mkdtempSync(join(tmpdir(), "xray-"));
  const file = join(folder, "segments.jsonl");
  const sink = await startXraySink(file, (traceId) => traceId === "1-known");
  const socket = createSocket("udp4");
  const [host = "", port = ""] = sink.address.split(":");
  const send = (text: string): Promise<void> =>
    new Promise((resolve) => socket.send(text, Number(port), host, () => resolve()));
  const segment = (trace_id: string): string =>
    `{"format":"json","version":1}\n${JSON.stringify({ id: "a", trace_id })}`;
  await send("noise");
  await send(segment("1-foreign"));
  await send(segment("1-known"));
  for (let turn = 0; turn < 400 && sink.received() === 0; turn += 1)
    await new Promise((resolve) => setTimeout(resolve, 5));
  expect(readFileSync(file, "utf8")).toBe('{"id":"a","trace_id":"1-known"}\n');
  socket.close();
  sink.close();
  rmSync(folder, { recursive: true, force: true });
});
