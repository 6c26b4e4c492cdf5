export { openFunctionEnvironment, type FunctionEnvironment } from "./open-function-environment.ts";
export { resolveEvent } from "./resolve-event.ts";
export { holdToNetwork } from "../runtime/worker-network.ts";
