export { startCloud } from "./start-cloud.ts";
export type { BootStep, CloudOptions, LocalCloud, LogRecord } from "./cloud/local-cloud.ts";
export type { PackagedService } from "./cloud/packaged-service.ts";
export { ensureTemplate as prepareCache } from "./services/rds-data/index.ts";
export type { WebSocketEndpoint } from "./services/api-gateway-websocket/index.ts";
export { openFunctionEnvironment, resolveEvent, type FunctionEnvironment } from "./function-environment/index.ts";
export { runOnce } from "./function-environment/run-once.ts";
export {
  readUsageFile,
  readUsedPermissions,
  type RecordedDecision,
  type UsedPermission,
} from "./gateway/decision-log.ts";
export { endpointName } from "./network/endpoint-name.ts";
export type { Endpoint, NetworkModel } from "./network/network-model.ts";
export { endpointOnTheWay, type Placement } from "./network/reach.ts";
export { readNetwork } from "./network/read-network.ts";
export type { ExecutionStatusChange } from "./services/step-functions/index.ts";
export { resourceAsks } from "./services/cloudformation/resource-asks.ts";
export { withStackTags } from "./services/cloudformation/stack-tags.ts";
export type { ResourceRecord, StackRecord } from "./template/model.ts";
export type {
  ActCall,
  ActObservation,
  ActStepInput,
  ActStepOutput,
  ConverseRequest,
  ConverseResponse,
  ModelProvider,
} from "./services/bedrock/index.ts";
export { bedrockProvider } from "./services/bedrock/providers/bedrock.ts";
export { embeddedAct } from "./services/bedrock/providers/embedded-act.ts";
export { embeddedProvider } from "./services/bedrock/providers/embedded.ts";
export { openAiProvider, parseOpenAiOption } from "./services/bedrock/providers/openai/index.ts";
export { puppetProvider } from "./services/bedrock/providers/puppet.ts";
export {
  packagedTemplates,
  resolveTemplates,
  type NamedTemplate,
  type ResolvedResource,
} from "./template/resolve-templates.ts";
