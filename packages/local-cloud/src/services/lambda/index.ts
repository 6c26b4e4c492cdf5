import { join } from "node:path";
import type { ServiceModule } from "../../gateway/service-module.ts";
import { openBundleStore, type BundleStore } from "../../runtime/bundle-store.ts";
import { EventInvocations, type EventInvocationPorts } from "../../runtime/event-invocations.ts";
import { FunctionRuntime } from "../../runtime/function-runtime.ts";
import type { RuntimeLimits, RuntimePorts } from "../../runtime/runtime-ports.ts";
import type { FunctionConfiguration } from "../../runtime/function-configuration.ts";
import { openDurableMap, type DurableMap } from "../../state/durable-map.ts";
import { FunctionPermissions } from "./function-permissions.ts";
import { lambdaModule } from "./lambda-module.ts";

export interface LambdaOptions {
  readonly dataDir: string;
  readonly ports: Omit<RuntimePorts, "compileCacheDir">;
  readonly limits?: Partial<RuntimeLimits>;
  readonly onEventDropped?: EventInvocationPorts["onDropped"];
}

export interface LambdaService {
  readonly module: ServiceModule;
  readonly runtime: FunctionRuntime;
  readonly bundles: BundleStore;
  readonly permissions: FunctionPermissions;
  readonly events: EventInvocations;
  /** What was changed over Lambda's own API since the stack made the function. */
  readonly ownChanges: DurableMap<Partial<FunctionConfiguration>>;
  /** The next version number of a function. */
  publishVersion(functionName: string): number;
  /** Ends every worker. */
  stop(): Promise<void>;
}

/** Lambda: functions from their packaged bundles, in workers. */
export async function createLambda(options: LambdaOptions): Promise<LambdaService> {
  const { dataDir, ports, limits = {}, onEventDropped = () => undefined } = options;
  const bundles = openBundleStore(join(dataDir, "bundles"));
  const runtime = new FunctionRuntime({ ...ports, compileCacheDir: join(dataDir, "compile-cache") }, limits);
  const permissions = new FunctionPermissions();
  const events = await EventInvocations.open(join(dataDir, "events.jsonl"), {
    invoke: (functionName, request) => runtime.invoke(functionName, request),
    onDropped: onEventDropped,
  });
  const versions = await openDurableMap<number>(join(dataDir, "versions.jsonl"));
  const ownChanges = await openDurableMap<Partial<FunctionConfiguration>>(join(dataDir, "own-changes.jsonl"));
  const publishVersion = (functionName: string): number => {
    const version = (versions.get(functionName) ?? 0) + 1;
    versions.put(functionName, version);
    return version;
  };
  let stopped = false;
  const stop = async (): Promise<void> => {
    if (stopped) return;
    stopped = true;
    events.close();
    versions.close();
    ownChanges.close();
    await runtime.close();
  };
  const module = lambdaModule({ runtime, events, bundles, permissions, ownChanges }, stop);
  return { module, runtime, bundles, permissions, events, ownChanges, publishVersion, stop };
}
