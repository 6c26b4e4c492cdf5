export { openFunctionEnvironment, type FunctionEnvironment } from "./open-function-environment.ts";
