import type { RoleDirectory } from "../../credentials/role-directory.ts";
import type { WebSocketApis } from "../../services/api-gateway-websocket/index.ts";
import type { AgentCoreAdmin } from "../../services/agentcore/create-agentcore.ts";
import type { CloudWatchAdmin } from "../../services/cloudwatch/create-cloudwatch.ts";
import type { DynamoDbAdmin } from "../../services/dynamodb/index.ts";
import type { EventBus } from "../../services/eventbridge/index.ts";
import type { KmsAdmin } from "../../services/kms/create-kms.ts";
import type { LambdaService } from "../../services/lambda/index.ts";
import type { LogsAdmin } from "../../services/logs/create-logs.ts";
import type { NovaActAdmin } from "../../services/nova-act/create-nova-act.ts";
import type { RdsDataAdmin } from "../../services/rds-data/index.ts";
import type { S3Admin } from "../../services/s3/index.ts";
import type { SchedulerAdmin } from "../../services/scheduler/create-scheduler.ts";
import type { SecretsManagerAdmin } from "../../services/secrets-manager/create-secrets-manager.ts";
import type { SnsAdmin } from "../../services/sns/create-sns.ts";
import type { SsmAdmin } from "../../services/ssm/create-ssm.ts";
import type { StepFunctionsService } from "../../services/step-functions/index.ts";
import type { ResourceHandler } from "../resource-handler.ts";
import { browserHandler } from "./browsers.ts";
import { alarmHandler } from "./cloudwatch.ts";
import { tableHandler } from "./dynamodb.ts";
import { ruleHandler } from "./event-rules.ts";
import { managedPolicyHandler, roleHandler } from "./iam.ts";
import { inertHandlers } from "./inert.ts";
import { rememberNetwork } from "./networks.ts";
import { aliasHandler, keyHandler } from "./kms.ts";
import { functionHandler } from "./lambda-function.ts";
import { functionAliasHandler, permissionHandler, versionHandler } from "./lambda-parts.ts";
import { logGroupHandler } from "./logs.ts";
import { subscriptionHandler, topicHandler } from "./messages.ts";
import { parameterHandler } from "./parameters.ts";
import { clusterHandler, instanceHandler } from "./rds.ts";
import { bucketHandler, bucketPolicyHandler } from "./s3.ts";
import { scheduleHandler } from "./schedules.ts";
import { rotationHandler, secretHandler, secretPolicyHandler } from "./secrets-manager.ts";
import { stateMachineHandler } from "./step-functions.ts";
import { workflowDefinitionHandler } from "./workflow-definitions.ts";
import { apiHandler, deploymentHandler, stageHandler } from "./web-socket-apis.ts";
import {
  authorizerHandler,
  integrationHandler,
  integrationResponseHandler,
  routeHandler,
  routeResponseHandler,
} from "./web-socket-routes.ts";

/** The services that resources are made in. */
export interface ResourceServices {
  readonly roles: RoleDirectory;
  readonly agentCore: AgentCoreAdmin;
  readonly cloudwatch: CloudWatchAdmin;
  readonly database: RdsDataAdmin;
  readonly dynamodb: DynamoDbAdmin;
  readonly eventBus: EventBus;
  readonly kms: KmsAdmin;
  readonly lambda: LambdaService;
  readonly logs: LogsAdmin;
  readonly novaAct: NovaActAdmin;
  readonly s3: S3Admin;
  readonly scheduler: SchedulerAdmin;
  readonly secrets: SecretsManagerAdmin;
  readonly sns: SnsAdmin;
  readonly ssm: SsmAdmin;
  readonly stepFunctions: StepFunctionsService;
  readonly webSockets: WebSocketApis;
}

/** Every resource type that the engine makes or records. */
export function resourceHandlers(services: ResourceServices): readonly ResourceHandler[] {
  return [
    alarmHandler(services.cloudwatch),
    aliasHandler(services.kms),
    apiHandler(services.webSockets),
    authorizerHandler(services.webSockets),
    bucketHandler(services.s3),
    browserHandler(services.agentCore),
    bucketPolicyHandler(services.s3),
    clusterHandler(services.database),
    deploymentHandler(),
    functionAliasHandler(),
    functionHandler(services.lambda),
    instanceHandler(),
    integrationHandler(services.webSockets),
    integrationResponseHandler(services.webSockets),
    keyHandler(services.kms),
    logGroupHandler(services.logs),
    managedPolicyHandler(services.roles),
    parameterHandler(services.ssm),
    permissionHandler(services.lambda),
    roleHandler(services.roles),
    rotationHandler(services.secrets),
    routeHandler(services.webSockets),
    routeResponseHandler(services.webSockets),
    ruleHandler(services.scheduler, services.eventBus),
    scheduleHandler(services.scheduler),
    secretHandler(services.secrets),
    secretPolicyHandler(services.secrets),
    stageHandler(services.webSockets),
    stateMachineHandler(services.stepFunctions),
    subscriptionHandler(services.sns),
    tableHandler(services.dynamodb),
    topicHandler(services.sns),
    versionHandler(services.lambda),
    workflowDefinitionHandler(services.novaAct),
    ...inertHandlers().map((handler) => rememberNetwork(handler, services.lambda.networks)),
  ];
}
