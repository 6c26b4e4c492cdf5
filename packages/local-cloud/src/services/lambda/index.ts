import { join } from "node:path";
import type { ServiceModule } from "../../gateway/service-module.ts";
import { openBundleStore, type BundleStore } from "../../runtime/bundle-store.ts";
import { EventInvocations, type EventInvocationPorts } from "../../runtime/event-invocations.ts";
import { FunctionRuntime } from "../../runtime/function-runtime.ts";
import { FunctionNetwork } from "../../network/function-network.ts";
import type { SocketRules } from "../../network/socket-rules.ts";
import { NetworkRegistry } from "../../network/network-registry.ts";
import type { RuntimeLimits, RuntimePorts } from "../../runtime/runtime-ports.ts";
import type { FunctionConfiguration } from "../../runtime/function-configuration.ts";
import { openDurableMap, type DurableMap } from "../../state/durable-map.ts";
import { FunctionPermissions } from "./function-permissions.ts";
import { lambdaModule } from "./lambda-module.ts";
import { requireInterfaceActions } from "./network-interfaces.ts";

export interface LambdaOptions {
  readonly dataDir: string;
  readonly ports: Omit<RuntimePorts, "compileCacheDir" | "socketRulesOf">;
  /** Whether a role may ask EC2 for this, when Lambda asks for it on the function's behalf. */
  readonly mayAskEc2?: (roleArn: string, action: string) => boolean;
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
  /** The networks that functions may stand in. */
  readonly networks: NetworkRegistry;
  /** What each function's network carries. */
  readonly network: FunctionNetwork;
  /** What a new environment of a function may open; undefined for one outside every VPC. */
  socketRulesOf(configuration: FunctionConfiguration): SocketRules | undefined;
  /** @throws AwsError InvalidParameterValueException where Lambda could not put a function of the role into a VPC. */
  requireInterfaces(roleArn: string): void;
  /** The next version number of a function. */
  publishVersion(functionName: string): number;
  /** Ends every worker. */
  stop(): Promise<void>;
}

/** Lambda: functions from their packaged bundles, in workers. */
export async function createLambda(options: LambdaOptions): Promise<LambdaService> {
  const { dataDir, ports, limits = {}, onEventDropped = () => undefined } = options;
  const bundles = openBundleStore(join(dataDir, "bundles"));
  const networks = new NetworkRegistry();
  const network = new FunctionNetwork(networks, (name) =>
    runtime.has(name) ? runtime.configurationOf(name) : undefined,
  );
  const socketRulesOf = (configuration: FunctionConfiguration): SocketRules | undefined =>
    network.socketRulesOf(configuration, [`tcp ${new URL(ports.endpoint()).host}`, `udp ${ports.xrayDaemon()}`]);
  const runtime = new FunctionRuntime(
    {
      ...ports,
      compileCacheDir: join(dataDir, "compile-cache"),
      socketRulesOf,
    },
    limits,
  );
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
  const requireInterfaces = (roleArn: string): void => requireInterfaceActions(roleArn, options.mayAskEc2);
  const standing = { networks, network, socketRulesOf, requireInterfaces };
  return { module, runtime, bundles, permissions, events, ownChanges, publishVersion, stop, ...standing };
}
