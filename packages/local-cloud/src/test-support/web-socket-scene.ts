import { join } from "node:path";
import { WebSocket, type ClientOptions } from "ws";
import { startSmallCloud, type ClientConfig, type SmallCloud } from "../gateway/small-cloud.ts";
import {
  createWebSocketApis,
  type WebSocketClock,
  type WebSocketLimits,
  type WebSocketService,
} from "../services/api-gateway-websocket/index.ts";

export const API_ID = "abcde12345";
const fn = (name: string): string => `arn:aws:lambda:us-east-1:111122223333:function:${name}`;

type Handler = (event: SocketEvent) => unknown;

/** An event as functions get it, as far as the tests look into it. */
export interface SocketEvent {
  readonly body?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly requestContext: Readonly<Record<string, unknown>> & { readonly connectionId: string };
  readonly [name: string]: unknown;
}

export interface SceneOptions {
  /** By route key; "authorizer" makes `$connect` ask one first. Throwing is a function that fails. */
  readonly handlers: Readonly<Record<string, Handler>>;
  /** Routes whose answers go back to the client. */
  readonly twoWay?: readonly string[];
  readonly identitySources?: readonly string[];
  readonly limits?: Partial<WebSocketLimits>;
  readonly clock?: WebSocketClock;
  readonly permits?: (functionArn: string, sourceArn: string) => boolean;
  readonly timeoutMs?: number;
}

export interface Scene {
  readonly service: WebSocketService;
  readonly cloud: SmallCloud;
  /** Every event that a function got, in order. */
  readonly events: readonly SocketEvent[];
  readonly url: string;
  /** The configuration of a client of `@connections`, of somebody who may do everything with it. */
  clientConfig(): ClientConfig;
  close(): Promise<void>;
}

/** One API with the stage `dev` whose functions are plain functions, behind a real gateway. */
export async function webSocketScene(options: SceneOptions): Promise<Scene> {
  const { handlers, twoWay = [], identitySources = [] } = options;
  const events: SocketEvent[] = [];
  let service: WebSocketService | undefined;
  const cloud = await startSmallCloud(async ({ folder }) => {
    service = await createWebSocketApis({
      dataDir: join(folder, "web-sockets"),
      ...(options.limits === undefined ? {} : { limits: options.limits }),
      ...(options.clock === undefined ? {} : { clock: options.clock }),
      functions: {
        permits: options.permits ?? (() => true),
        roleMayInvoke: () => true,
        invoke: async (functionArn, payload) => {
          const event = JSON.parse(payload) as SocketEvent;
          events.push(event);
          try {
            return { payload: JSON.stringify(await handlers[functionArn.split(":").pop() ?? ""]?.(event)) ?? "null" };
          } catch (error) {
            return { payload: JSON.stringify({ errorMessage: (error as Error).message }), functionError: "Unhandled" };
          }
        },
      },
    });
    return [service.module];
  });
  if (service === undefined) throw new Error("the modules were not made");
  const { admin } = service;
  const apiId = API_ID;
  admin.apis.set(apiId, { apiId, name: "chat", routeSelection: ["action"] });
  admin.stages.set(`${apiId}/dev`, { apiId, stageName: "dev" });
  for (const routeKey of Object.keys(handlers).filter((name) => name !== "authorizer")) {
    const isGuarded = routeKey === "$connect" && "authorizer" in handlers;
    const integrationId = `to-${routeKey}`;
    const timeoutMs = options.timeoutMs ?? 29_000;
    admin.integrations.set(integrationId, { kind: "function", apiId, functionArn: fn(routeKey), timeoutMs });
    admin.routes.set(routeKey, { apiId, routeKey, integrationId, ...(isGuarded ? { authorizerId: "auth" } : {}) });
  }
  admin.authorizers.set("auth", { apiId, name: "auth", functionArn: fn("authorizer"), identitySources });
  for (const routeKey of twoWay) admin.routeResponses.set(`response-${routeKey}`, routeKey);
  await service.listen();
  const listening = service;
  return {
    service,
    cloud,
    events,
    url: service.endpoints()[0]?.url ?? "",
    clientConfig: () => {
      const config = cloud.as("speaker", [
        { Sid: "Speak", Effect: "Allow", Action: "execute-api:ManageConnections", Resource: "*" },
      ]);
      return { ...config, endpoint: `${config.endpoint}/_execute-api/${apiId}/dev` };
    },
    close: async () => {
      await listening.stop();
      await cloud.close();
    },
  };
}

/** A client whose messages can be waited for. */
export interface TestClient {
  readonly socket: WebSocket;
  /** The next message that was not taken yet. */
  next(): Promise<string>;
  /** How the connection ended. */
  readonly ended: Promise<{ readonly code: number; readonly reason: string }>;
}

/** Connects; rejects with the status of a refused handshake, as `{ status, body }`. */
export function connectTo(
  url: string,
  how: { protocols?: readonly string[]; options?: ClientOptions } = {},
): Promise<TestClient> {
  const socket = new WebSocket(url, [...(how.protocols ?? [])], how.options ?? {});
  const messages: string[] = [];
  const waiting: ((message: string) => void)[] = [];
  socket.on("message", (data: Buffer) => {
    const take = waiting.shift();
    if (take === undefined) messages.push(data.toString("utf8"));
    else take(data.toString("utf8"));
  });
  const ended = new Promise<{ code: number; reason: string }>((resolve) =>
    socket.on("close", (code, reason) => resolve({ code, reason: reason.toString("utf8") })),
  );
  return new Promise((resolve, reject) => {
    socket.on("error", reject);
    socket.on("unexpected-response", (_request, response) => {
      response.resume();
      reject(Object.assign(new Error(`refused with ${response.statusCode}`), { status: response.statusCode }));
    });
    socket.on("open", () =>
      resolve({
        socket,
        ended,
        next: () => {
          const known = messages.shift();
          return known === undefined ? new Promise((take) => waiting.push(take)) : Promise.resolve(known);
        },
      }),
    );
  });
}
