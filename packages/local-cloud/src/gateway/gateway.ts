import type { CredentialStore } from "../credentials/credential-store.ts";
import type { RoleDirectory } from "../credentials/role-directory.ts";
import type { DecisionLog } from "./decision-log.ts";
import { Dispatcher } from "./dispatcher.ts";
import { listen } from "./listener.ts";
import type { FunctionReach } from "./network-gate.ts";
import type { ServiceModule } from "./service-module.ts";

export interface GatewayOptions {
  readonly modules: readonly ServiceModule[];
  readonly credentials: CredentialStore;
  readonly roles: RoleDirectory;
  readonly decisions: DecisionLog;
  /** The networks that functions stand in; without it everybody reaches every service. */
  readonly network?: FunctionReach;
  /** 0 or absent: any free port. */
  readonly port?: number;
  /** Largest request body in bytes; 64 MiB unless told. */
  readonly maxBodyBytes?: number;
  /** Told of errors that are bugs of a module; the caller has had a 500. */
  onFault?(error: unknown): void;
}

export interface Gateway {
  /** E.g. http://127.0.0.1:4566; what AWS_ENDPOINT_URL is set to. */
  readonly endpoint: string;
  readonly port: number;
  /** Cuts every connection and closes the modules. */
  close(): Promise<void>;
}

const MOST_BODY = 64 * 1024 * 1024;

/**
 * Serves the modules on one port of 127.0.0.1, over HTTP/1.1 and cleartext HTTP/2.
 * Every request is verified and authorised before its module sees it. Throws AppError PORT_IN_USE.
 */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const dispatcher = new Dispatcher(options);
  const listener = await listen({
    ...(options.port === undefined ? {} : { port: options.port }),
    maxBodyBytes: options.maxBodyBytes ?? MOST_BODY,
    answer: (request) => dispatcher.answer(request),
    upgrade: (request, connection) => dispatcher.upgrade(request, connection),
  });
  return {
    endpoint: `http://127.0.0.1:${listener.port}`,
    port: listener.port,
    close: async () => {
      await listener.close();
      for (const module of options.modules) await module.close?.();
    },
  };
}
