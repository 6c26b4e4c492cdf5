import { WebSocket, WebSocketServer, type RawData } from "ws";
import type { UpgradeSocket } from "../../gateway/service-module.ts";
import type { Stream } from "./browser-sessions.ts";

const MOST_MESSAGE = 256 * 1024 * 1024;
/** Close code for a connection that is against the rules as they now are. */
const POLICY = 1008;

const server = new WebSocketServer({ noServer: true, maxPayload: MOST_MESSAGE, perMessageDeflate: false });

/** Turns the connection into a WebSocket. */
export function toWebSocket({ message, socket, head }: UpgradeSocket): Promise<WebSocket> {
  return new Promise((resolve) => {
    server.handleUpgrade(message, socket, head, (client) => resolve(client));
  });
}

/** Joins a client with the browser's debugging address: every frame goes through as it is, both ways. */
export async function openAutomationStream(
  connection: UpgradeSocket,
  devtoolsUrl: string,
  attach: (stream: Stream) => () => void,
): Promise<void> {
  const client = await toWebSocket(connection);
  const browser = new WebSocket(devtoolsUrl, { perMessageDeflate: false, maxPayload: MOST_MESSAGE });
  const early: RawData[] = [];
  client.on("message", (data) => {
    if (browser.readyState === WebSocket.OPEN) browser.send(data, { binary: false });
    else early.push(data);
  });
  browser.on("open", () => {
    for (const data of early.splice(0)) browser.send(data, { binary: false });
  });
  browser.on("message", (data) => client.send(data, { binary: false }));
  const detach = attach({
    kind: "automation",
    end: (reason) => {
      client.close(POLICY, reason);
      browser.terminate();
    },
  });
  endTogether(client, browser, detach);
}

function endTogether(client: WebSocket, browser: WebSocket, detach: () => void): void {
  client.on("error", () => client.terminate());
  browser.on("error", () => browser.terminate());
  client.on("close", () => {
    detach();
    browser.terminate();
  });
  browser.on("close", () => {
    if (client.readyState === WebSocket.OPEN) client.close();
  });
}
