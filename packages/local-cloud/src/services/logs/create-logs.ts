import { jsonModule } from "../../gateway/json-module.ts";
import type { Ask, ServiceModule } from "../../gateway/service-module.ts";
import { groupArn, logAsk } from "./log-asks.ts";
import { LogStore, type LogListener } from "./log-store.ts";
import { readOperations } from "./read-operations.ts";
import type { LogEvent } from "./stream-file.ts";
import { writeOperations } from "./write-operations.ts";

/** What templates and the function runtime do with logs, without going over HTTP. */
export interface LogsAdmin {
  createLogGroup(group: { name: string; retentionInDays?: number }): { arn: string };
  deleteLogGroup(name: string): void;
  /** Writes events; the group and the stream are created where they are missing. Ask `askFor` first. */
  append(group: string, stream: string, events: readonly { timestamp: number; message: string }[]): void;
  /** A stream's retained events, oldest first. */
  read(group: string, stream: string): LogEvent[];
  /** Calls the listener with everything that arrives, e.g. for metrics embedded in log lines. */
  onAppend(listener: LogListener): void;
  /** The permission to write, e.g. askFor("PutLogEvents", group, stream). */
  askFor(operation: string, group: string, stream?: string): Ask;
}

export interface LogsService {
  readonly module: ServiceModule;
  readonly admin: LogsAdmin;
}

/** CloudWatch Logs with its groups and streams in `dataDir`; retention is applied at start and at every read. */
export async function createLogs(options: { dataDir: string }): Promise<LogsService> {
  const store = await LogStore.open(options.dataDir);
  const module = jsonModule({
    signingName: "logs",
    protocol: "json-1.1",
    validationCode: "InvalidParameterException",
    operations: { ...readOperations(store), ...writeOperations(store) },
    close: async () => store.close(),
  });
  const admin: LogsAdmin = {
    createLogGroup: (group) => ({ arn: groupArn(store.putGroup(group).name) }),
    deleteLogGroup: (name) => store.deleteGroup(name),
    append: (group, stream, events) => {
      if (!store.hasGroup(group)) store.putGroup({ name: group });
      if (!store.hasStream(group, stream)) store.putStream(group, stream);
      store.append(group, stream, events);
    },
    read: (group, stream) => store.read(group, stream),
    onAppend: (listener) => store.onAppend(listener),
    askFor: (operation, group, stream) => logAsk(operation, group, stream),
  };
  return { module, admin };
}
