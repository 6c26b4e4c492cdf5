import { join } from "node:path";
import type { ServiceModule } from "../../gateway/service-module.ts";
import { openDurableMap } from "../../state/durable-map.ts";
import type { GatewayParts } from "./admit-connection.ts";
import { listenForApi, type ApiListener } from "./api-listener.ts";
import { Connections } from "./connections.ts";
import { connectionsModule } from "./connections-module.ts";
import type { FunctionPorts } from "./function-calls.ts";
import { systemClock, WEB_SOCKET_LIMITS, type WebSocketClock, type WebSocketLimits } from "./limits.ts";
import { WebSocketApis } from "./web-socket-api.ts";

export type { FunctionPorts } from "./function-calls.ts";
export type { WebSocketClock, WebSocketLimits } from "./limits.ts";
export type { WebSocketApis } from "./web-socket-api.ts";

export interface WebSocketOptions {
  /** Where the ports are remembered. */
  readonly dataDir: string;
  readonly functions: FunctionPorts;
  readonly limits?: Partial<WebSocketLimits>;
  readonly clock?: WebSocketClock;
  readonly onFault?: (error: unknown) => void;
}

/** Where clients of a stage connect to. */
export interface WebSocketEndpoint {
  readonly apiId: string;
  readonly apiName: string;
  readonly stage: string;
  /** `ws://127.0.0.1:<port>/<stage>` */
  readonly url: string;
}

export interface WebSocketService {
  /** `@connections`. */
  readonly module: ServiceModule;
  /** What templates make. */
  readonly admin: WebSocketApis;
  /** Begins to listen for each API that is there and does not listen yet. */
  listen(): Promise<void>;
  /** Of the APIs that listen. */
  endpoints(): readonly WebSocketEndpoint[];
  /** How many clients are connected. */
  connections(): number;
  /** Closes every connection with 1001; their `$disconnect` is not told, as nothing is left to tell it. */
  stop(): Promise<void>;
}

/** API Gateway's WebSocket APIs, on a port of 127.0.0.1 each. */
export async function createWebSocketApis(options: WebSocketOptions): Promise<WebSocketService> {
  const admin = new WebSocketApis();
  const { functions, clock = systemClock, onFault = () => undefined } = options;
  const limits = { ...WEB_SOCKET_LIMITS, ...options.limits };
  const gateway: GatewayParts = { apis: admin, functions, limits, clock };
  const connections = new Connections(gateway);
  const remembered = await openDurableMap<number>(join(options.dataDir, "ports.jsonl"));
  const listeners = new Map<string, ApiListener>();
  const mayConnect = connectionRate(limits.connectionsPerSecond, clock);
  let stopping: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    connections.closeAll();
    await Promise.all([...listeners.values()].map((listener) => listener.close()));
    remembered.close();
  };
  return {
    module: connectionsModule(admin, connections),
    admin,
    listen: async () => {
      const silent = [...admin.apis.keys()].filter((apiId) => !listeners.has(apiId));
      for (const apiId of silent) {
        const ports = { ...gateway, connections, mayConnect, onFault };
        const listener = await listenForApi(apiId, remembered.get(apiId) ?? 0, ports);
        listeners.set(apiId, listener);
        if (remembered.get(apiId) !== listener.port) remembered.put(apiId, listener.port);
      }
    },
    endpoints: () =>
      [...admin.stages.values()].flatMap(({ apiId, stageName: stage }) => {
        const port = listeners.get(apiId)?.port;
        const apiName = admin.apis.get(apiId)?.name ?? "";
        return port === undefined ? [] : [{ apiId, apiName, stage, url: `ws://127.0.0.1:${port}/${stage}` }];
      }),
    connections: () => connections.size,
    stop: () => (stopping ??= stop()),
  };
}

/** Counts connections by the second. */
function connectionRate(mostPerSecond: number, clock: WebSocketClock): () => boolean {
  let second = 0;
  let count = 0;
  return () => {
    const current = Math.floor(clock.now() / 1_000);
    if (current !== second) [second, count] = [current, 0];
    count += 1;
    return count <= mostPerSecond;
  };
}
