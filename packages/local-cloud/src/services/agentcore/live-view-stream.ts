import * as z from "zod";
import type { UpgradeSocket } from "../../gateway/service-module.ts";
import type { Stream } from "./browser-sessions.ts";
import { toWebSocket } from "./automation-stream.ts";
import { CdpConnection } from "./chromium/cdp-connection.ts";

/** What a person does in the page; taken only while automation is switched off. */
const PersonInput = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("click"), x: z.number(), y: z.number() }),
  z.strictObject({ type: z.literal("text"), text: z.string().max(1_000) }),
  z.strictObject({ type: z.literal("key"), key: z.enum(["Enter", "Tab", "Backspace", "Escape"]) }),
  z.strictObject({ type: z.literal("scroll"), x: z.number(), y: z.number(), deltaY: z.number() }),
]);
type PersonInput = z.infer<typeof PersonInput>;

const KEY_CODES = { Enter: 13, Tab: 9, Backspace: 8, Escape: 27 } as const;
const POLICY = 1008;

export interface LiveViewPorts {
  readonly devtoolsUrl: string;
  readonly attach: (stream: Stream) => () => void;
  /** True while a person may act in the page. */
  readonly takesInput: () => boolean;
}

/** Sends what the page looks like, one JPEG per binary message, and takes a person's input as JSON texts. */
export async function openLiveView(connection: UpgradeSocket, ports: LiveViewPorts): Promise<void> {
  const cdp = await CdpConnection.open(ports.devtoolsUrl);
  const client = await toWebSocket(connection);
  const detach = ports.attach({ kind: "live-view", end: (reason) => client.close(POLICY, reason) });
  client.on("error", () => client.terminate());
  client.on("close", () => {
    detach();
    cdp.close();
  });
  cdp.onClose(() => client.close());
  const started = startScreencast(cdp, (frame) => client.send(frame));
  client.on("message", (text: Buffer) => {
    const input = PersonInput.safeParse(jsonOf(text.toString("utf8")));
    if (!input.success || !ports.takesInput()) client.send(JSON.stringify({ type: "refused" }));
    // A page that closes meanwhile takes no input.
    else started.then((sessionId) => act(cdp, input.data, sessionId)).catch(() => undefined);
  });
  // Without a page there is nothing to see.
  started.catch(() => client.close());
}

async function startScreencast(cdp: CdpConnection, send: (frame: Buffer) => void): Promise<string> {
  const targetId = await cdp.firstPage();
  const attached = await cdp.send("Target.attachToTarget", { targetId, flatten: true });
  const sessionId = String(attached["sessionId"]);
  cdp.on("Page.screencastFrame", ({ data, sessionId: frame }) => {
    send(Buffer.from(String(data), "base64"));
    cdp.send("Page.screencastFrameAck", { sessionId: frame }, sessionId).catch(() => undefined);
  });
  await cdp.send("Page.enable", {}, sessionId);
  await cdp.send("Page.startScreencast", { format: "jpeg", quality: 60 }, sessionId);
  return sessionId;
}

async function act(cdp: CdpConnection, input: PersonInput, sessionId: string): Promise<void> {
  switch (input.type) {
    case "click": {
      const { x, y } = input;
      const button = { x, y, button: "left", clickCount: 1 };
      await cdp.send("Input.dispatchMouseEvent", { type: "mousePressed", ...button }, sessionId);
      await cdp.send("Input.dispatchMouseEvent", { type: "mouseReleased", ...button }, sessionId);
      return;
    }
    case "text":
      await cdp.send("Input.insertText", { text: input.text }, sessionId);
      return;
    case "key": {
      const key = { key: input.key, code: input.key, windowsVirtualKeyCode: KEY_CODES[input.key] };
      const text = input.key === "Enter" ? { text: "\r" } : {};
      await cdp.send("Input.dispatchKeyEvent", { type: "keyDown", ...key, ...text }, sessionId);
      await cdp.send("Input.dispatchKeyEvent", { type: "keyUp", ...key }, sessionId);
      return;
    }
    case "scroll": {
      const { x, y, deltaY } = input;
      await cdp.send("Input.dispatchMouseEvent", { type: "mouseWheel", x, y, deltaX: 0, deltaY }, sessionId);
    }
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
