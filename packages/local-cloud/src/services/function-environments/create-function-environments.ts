import * as z from "zod";
import { jsonModule, jsonOperation } from "../../gateway/json-module.ts";
import type { ServiceModule } from "../../gateway/service-module.ts";
import { environmentVariables, type Surroundings } from "../../runtime/environment-variables.ts";
import type { FunctionConfiguration } from "../../runtime/function-configuration.ts";
import type { FunctionRuntime } from "../../runtime/function-runtime.ts";
import type { RuntimePorts } from "../../runtime/runtime-ports.ts";
import type { SocketRules } from "../../network/socket-rules.ts";
import { functionReference } from "../lambda/function-reference.ts";
import { type EventSources, resolveReferences } from "./event-references.ts";
import { SIGNING_NAME } from "./signing-name.ts";

export interface FunctionEnvironmentsOptions {
  readonly runtime: Pick<FunctionRuntime, "configurationOf">;
  readonly surroundings: () => Pick<Surroundings, "endpoint" | "xrayDaemon">;
  readonly credentialsFor: RuntimePorts["credentialsFor"];
  /** What the function's network carries; undefined where it stands in none. */
  readonly socketRulesOf: (configuration: FunctionConfiguration) => SocketRules | undefined;
  readonly sources: EventSources;
}

/** No action of AWS's: nobody on AWS is given what Lambda gives a function. */
export const OPEN_ENVIRONMENT = "agentic-pm-local:OpenFunctionEnvironment";
/** No action of AWS's either: what a reference in an event of the repository stands for in this cloud. */
export const RESOLVE_EVENT = "agentic-pm-local:ResolveEvent";
const RESOLVE = z.object({ Event: z.json() });
const OPEN = z.object({ FunctionName: z.string().min(1).max(170) });

/**
 * What Lambda would give a function that it starts: its variables, a session of its role, its code, and what its network
 * carries. For a function that is run by hand outside the cloud. AWS has no such API; only the key in `developer-credentials.json` may call it.
 */
export function createFunctionEnvironments(options: FunctionEnvironmentsOptions): { readonly module: ServiceModule } {
  const operation = jsonOperation(OPEN, {
    asks: ({ FunctionName }) => [{ action: OPEN_ENVIRONMENT, resource: functionReference(FunctionName).arn }],
    run: ({ FunctionName }) => {
      const { functionName } = functionReference(FunctionName);
      return opened(options.runtime.configurationOf(functionName), options);
    },
  });
  const resolve = jsonOperation(RESOLVE, {
    asks: () => [{ action: RESOLVE_EVENT, resource: "*" }],
    run: async ({ Event }) => ({ Event: await resolveReferences(Event, options.sources) }),
  });
  const operations = { OpenFunctionEnvironment: operation, ResolveEvent: resolve };
  return { module: jsonModule({ signingName: SIGNING_NAME, protocol: "json-1.1", operations }) };
}

function opened(configuration: FunctionConfiguration, options: FunctionEnvironmentsOptions) {
  const { functionName, arn, handler, taskRoot, timeout, memorySize, logGroupName, environment } = configuration;
  const variables = environmentVariables(configuration, options.credentialsFor(configuration), {
    ...options.surroundings(),
    logStreamName: "by-hand",
  });
  const socketRules = options.socketRulesOf(configuration);
  return {
    functionName,
    arn,
    handler,
    taskRoot,
    timeout,
    memorySize,
    logGroupName,
    own: Object.keys(environment),
    variables,
    ...(socketRules === undefined ? {} : { socketRules }),
  };
}
