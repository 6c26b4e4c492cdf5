import {
  type ApiGatewayManagementApiClient,
  DeleteConnectionCommand,
  PostToConnectionCommand,
} from "@aws-sdk/client-apigatewaymanagementapi";
import { AppError } from "@agentic-pm/errors";
import type { Sockets } from "../ports/sockets.ts";

/** `@connections` of the WebSocket API. */
export class ApiGatewaySockets implements Sockets {
  readonly #client: Pick<ApiGatewayManagementApiClient, "send">;

  constructor(client: Pick<ApiGatewayManagementApiClient, "send">) {
    this.#client = client;
  }

  post(ConnectionId: string, text: string): Promise<"sent" | "gone"> {
    return reach(() => this.#client.send(new PostToConnectionCommand({ ConnectionId, Data: Buffer.from(text) })));
  }

  async close(ConnectionId: string): Promise<void> {
    await reach(() => this.#client.send(new DeleteConnectionCommand({ ConnectionId })));
  }
}

async function reach(call: () => Promise<unknown>): Promise<"sent" | "gone"> {
  try {
    await call();
    return "sent";
  } catch (error) {
    const name = error instanceof Error ? error.name : "no answer";
    // 400 is what API Gateway says of an id that it never gave out.
    if (name === "GoneException" || name === "BadRequestException") return "gone";
    throw new AppError("SOCKET_UNAVAILABLE", {
      cause: `A socket could not be reached (${name}).`,
      remedy: "The message is in the outbox. If it stays so, check the function's role and CONNECTIONS_ENDPOINT.",
      retryable: true,
      error,
    });
  }
}
