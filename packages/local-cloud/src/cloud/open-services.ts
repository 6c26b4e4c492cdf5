import type { CredentialStore, SessionCredentials } from "../credentials/credential-store.ts";
import type { RoleDirectory } from "../credentials/role-directory.ts";
import type { FunctionConfiguration } from "../runtime/function-configuration.ts";
import type { RuntimeLimits } from "../runtime/runtime-ports.ts";
import { startXraySink, type XraySink } from "../runtime/xray-sink.ts";
import { createAgentCore, type AgentCoreService } from "../services/agentcore/create-agentcore.ts";
import { createWebSocketApis, type WebSocketService } from "../services/api-gateway-websocket/index.ts";
import { createBedrock, type BedrockService, type ModelProvider } from "../services/bedrock/index.ts";
import { createCloudWatch, type CloudWatchService } from "../services/cloudwatch/create-cloudwatch.ts";
import {
  createDataAutomation,
  isDataAutomation,
  type DataAutomationService,
} from "../services/data-automation/index.ts";
import { createDynamoDb, type DynamoDbService } from "../services/dynamodb/index.ts";
import type { NamedPolicy } from "@agentic-pm/iam";
import { createEventBridge, type EventBridgeService } from "../services/eventbridge/index.ts";
import { sharedSigningName } from "../gateway/shared-signing-name.ts";
import type { Json } from "../template/model.ts";
import { createFunctionEnvironments } from "../services/function-environments/create-function-environments.ts";
import { createIam, type IamService } from "../services/iam/create-iam.ts";
import { createKms, type KmsService } from "../services/kms/create-kms.ts";
import { functionReference } from "../services/lambda/function-reference.ts";
import { createLambda, type LambdaService } from "../services/lambda/index.ts";
import { createLogs, type LogsService } from "../services/logs/create-logs.ts";
import { createNovaAct, type NovaActService } from "../services/nova-act/create-nova-act.ts";
import { createRdsData, ensureTemplate, type RdsDataService } from "../services/rds-data/index.ts";
import { createS3, type S3Service } from "../services/s3/index.ts";
import { createScheduler, type SchedulerService } from "../services/scheduler/create-scheduler.ts";
import {
  createSecretsManager,
  type SecretsManagerService,
} from "../services/secrets-manager/create-secrets-manager.ts";
import { createSns, type SnsService } from "../services/sns/create-sns.ts";
import { createSsm, type SsmService } from "../services/ssm/create-ssm.ts";
import { createStepFunctions, type StepFunctionsService } from "../services/step-functions/index.ts";
import { createSts, type StsService } from "../services/sts/create-sts.ts";
import type { DataFolder } from "../state/data-folder.ts";
import type { ActingRoles } from "./acting-roles.ts";
import { countExecutions } from "./execution-metrics.ts";
import { functionLogWriter } from "./function-logs.ts";
import { FunctionTracing } from "./function-tracing.ts";
import { deliverMessage, invokeTarget } from "./invoke-target.ts";
import { rotateSecret } from "./rotate-secret.ts";

export interface CloudServices {
  readonly agentCore: AgentCoreService;
  readonly bedrock: BedrockService;
  readonly cloudwatch: CloudWatchService;
  readonly dataAutomation: DataAutomationService;
  readonly database: RdsDataService;
  readonly dynamodb: DynamoDbService;
  readonly eventBridge: EventBridgeService;
  readonly functionEnvironments: ReturnType<typeof createFunctionEnvironments>;
  readonly iam: IamService;
  readonly kms: KmsService;
  readonly lambda: LambdaService;
  readonly logs: LogsService;
  readonly novaAct: NovaActService;
  readonly s3: S3Service;
  readonly scheduler: SchedulerService;
  readonly secrets: SecretsManagerService;
  readonly sns: SnsService;
  readonly ssm: SsmService;
  readonly stepFunctions: StepFunctionsService;
  readonly sts: StsService;
  readonly webSockets: WebSocketService;
  readonly xray: XraySink;
}

export interface ServiceSurroundings {
  readonly folder: DataFolder;
  /** For what can be made again. */
  readonly cacheDir: string;
  /** True where a cluster is about to be made. */
  readonly makesDatabase: boolean;
  readonly roles: RoleDirectory;
  readonly credentials: CredentialStore;
  readonly acting: ActingRoles;
  readonly model: ModelProvider;
  readonly chromiumPath?: string;
  readonly maxConcurrentExecutions: number;
  readonly limits: Partial<RuntimeLimits>;
  readonly sessionToken?: ((employeeId: string) => Promise<string>) | undefined;
  /** The policy that the stacks give a resource. */
  readonly resourcePolicyOf: (resourceArn: string) => NamedPolicy | undefined;
  readonly now: () => number;
  /** The gateway's address, once it listens. */
  readonly endpoint: () => string;
  /** Told of work that failed with nobody waiting for it. */
  readonly onFault: (what: string, error: unknown) => void;
}

const SESSION_SECONDS = 6 * 3_600;

/** Opens every service on its folder. */
export async function openServices(scene: ServiceSurroundings): Promise<CloudServices> {
  const { folder, roles, credentials, now } = scene;
  // A new database takes longest: its template is made while the others open. What fails here fails there again.
  if (scene.makesDatabase) ensureTemplate(scene.cacheDir).catch(() => undefined);
  const kms = await createKms({ dataDir: folder.path("kms") });
  const kmsAsk = (action: string, keyId: string) => kms.admin.askFor({ action, keyId, viaService: "s3" });
  const [logs, cloudwatch, dynamodb, s3, ssm, sts, iam, bedrock, agentCore, novaAct] = await Promise.all([
    createLogs({ dataDir: folder.path("logs") }),
    createCloudWatch({ dataDir: folder.path("cloudwatch") }),
    createDynamoDb({ dataDir: folder.path("dynamodb"), now }),
    createS3({ dataDir: folder.path("s3"), now, kmsAsk }),
    createSsm({ dataDir: folder.path("ssm") }),
    createSts({ roles, credentials }),
    createIam({ roles, resourcePolicyOf: scene.resourcePolicyOf, now }),
    createBedrock({ model: scene.model }),
    openAgentCore(scene),
    createNovaAct({ dataDir: folder.path("nova-act"), model: scene.model, now }),
  ]);
  const dataAutomation = await createDataAutomation({
    dataDir: folder.path("data-automation"),
    s3,
    now,
    callerOf: (roleArn) => scene.acting.callerOf({ roleArn, sessionName: "bedrock-data-automation" }),
    onFault: (error) => scene.onFault("data automation", error),
  });
  const { lambda, xray } = await openLambda(scene, { logs, cloudwatch });
  const stepFunctions = await openStepFunctions(scene, { lambda, dynamodb, dataAutomation });
  countExecutions(stepFunctions, cloudwatch.admin);
  const targets = { acting: scene.acting, lambda: () => lambda, stepFunctions: () => stepFunctions };
  const [scheduler, secrets, sns] = await Promise.all([
    createScheduler({
      dataDir: folder.path("scheduler"),
      clock: { now },
      invokeTarget: (arn, roleArn, input) => invokeTarget({ arn, roleArn, input }, targets),
      onFailure: (schedule, error) => scene.onFault(`schedule ${schedule.name}`, error),
    }),
    createSecretsManager({
      dataDir: folder.path("secrets-manager"),
      kms: kms.admin,
      now,
      rotate: (rotation) => rotateSecret(rotation, lambda),
      onRotationFailed: (name, error) => scene.onFault(`rotation of ${name}`, error),
    }),
    createSns({
      dataDir: folder.path("sns"),
      deliver: (subscription, message) => deliverMessage(subscription, message, lambda),
      onFailure: (subscription, error) => scene.onFault(`subscription ${subscription.arn}`, error),
    }),
  ]);
  const eventBridge = await createEventBridge({
    dataDir: folder.path("eventbridge"),
    now,
    deliver: ({ targetArn, roleArn, input, name }) =>
      invokeTarget({ arn: targetArn, roleArn, input, name, sessionName: "events" }, targets),
    onFailure: ({ ruleName }, error) => scene.onFault(`rule ${ruleName}`, error),
  });
  eventBridge.listenTo(s3.admin);
  cloudwatch.admin.onAlarm(({ alarm, state, actions }) => {
    for (const topicArn of actions) sns.admin.publish(topicArn, JSON.stringify({ alarm, state }), alarm.AlarmName);
  });
  const webSockets = await openWebSockets(scene, lambda);
  const module = sharedSigningName(bedrock.module, dataAutomation.module, isDataAutomation);
  const others = {
    bedrock: { module },
    dataAutomation,
    cloudwatch,
    dynamodb,
    iam,
    kms,
    lambda,
    logs,
    s3,
    scheduler,
    secrets,
    sns,
    ssm,
    sts,
  };
  const browsing = { agentCore, novaAct };
  return {
    ...others,
    ...browsing,
    database: await openDatabase(scene, secrets),
    eventBridge,
    functionEnvironments: createFunctionEnvironments({
      runtime: lambda.runtime,
      surroundings: () => ({ endpoint: scene.endpoint(), xrayDaemon: xray.address }),
      credentialsFor: (configuration) => functionSession(credentials, configuration),
      socketRulesOf: (configuration) => lambda.socketRulesOf(configuration),
      sources: {
        lastCall: (machineName, stateName) => stepFunctions.lastCall(machineName, stateName),
        secret: (name) => secrets.admin.currentVersion(name),
        sessionToken: async (employeeId) => await scene.sessionToken?.(employeeId),
        answer: async (functionName, event) => {
          const { payload } = await lambda.runtime.invoke(functionName, { payload: JSON.stringify(event) });
          return JSON.parse(payload) as Json;
        },
      },
    }),
    stepFunctions,
    webSockets,
    xray,
  };
}

/** Sessions of functions last long: their environments are ended before they do. */
function functionSession(
  credentials: CredentialStore,
  { roleArn, functionName }: Pick<FunctionConfiguration, "roleArn" | "functionName">,
): SessionCredentials {
  return credentials.issueRoleSession(roleArn, functionName, { functionName, durationSeconds: SESSION_SECONDS });
}

async function openAgentCore({ folder, cacheDir, chromiumPath, endpoint, now }: ServiceSurroundings) {
  const own = chromiumPath === undefined ? {} : { chromiumPath };
  return await createAgentCore({ dataDir: folder.path("agentcore"), cacheDir, endpoint, now, ...own });
}

async function openDatabase(scene: ServiceSurroundings, secrets: SecretsManagerService): Promise<RdsDataService> {
  return await createRdsData({
    dataDir: scene.folder.path("rds-data"),
    cacheDir: scene.cacheDir,
    readSecret: async (arn) => secrets.admin.readSecretString(arn),
    secretAsk: (arn) => secrets.admin.readAsk(arn),
  });
}

async function openLambda(
  scene: ServiceSurroundings,
  { logs, cloudwatch }: { logs: LogsService; cloudwatch: CloudWatchService },
): Promise<{ lambda: LambdaService; xray: XraySink }> {
  const { acting, credentials, folder } = scene;
  const authorise: Parameters<typeof functionLogWriter>[0]["authorise"] = ({ roleArn, functionName }, ask) =>
    acting.may({ roleArn, functionName }, ask);
  const tracing = new FunctionTracing(authorise);
  const xray = await startXraySink(folder.path("xray", "segments.jsonl"), (traceId) => tracing.accepts(traceId));
  const lambda = await createLambda({
    dataDir: folder.path("lambda"),
    limits: scene.limits,
    mayAskEc2: (roleArn, action) => acting.may({ roleArn, sessionName: "lambda" }, { action, resource: "*" }),
    onEventDropped: ({ functionName, reason }) => scene.onFault(`event for ${functionName}`, reason),
    ports: {
      endpoint: scene.endpoint,
      xrayDaemon: () => xray.address,
      credentialsFor: (configuration) => functionSession(credentials, configuration),
      writeLogs: functionLogWriter({ logs: logs.admin, metrics: cloudwatch.admin, authorise }),
      onTracedEnvironment: (configuration) => tracing.environmentStarted(configuration),
      onTrace: (header, configuration) => tracing.traceStarted(header, configuration),
    },
  });
  return { lambda, xray };
}

async function openWebSockets(scene: ServiceSurroundings, lambda: LambdaService): Promise<WebSocketService> {
  return await createWebSocketApis({
    dataDir: scene.folder.path("api-gateway-websocket"),
    onFault: (error) => scene.onFault("WebSocket API", error),
    functions: {
      invoke: (functionArn, payload) => lambda.runtime.invoke(functionReference(functionArn).functionName, { payload }),
      permits: (functionArn, sourceArn) =>
        lambda.permissions.allowsService(
          functionReference(functionArn).functionName,
          "apigateway.amazonaws.com",
          sourceArn,
        ),
      roleMayInvoke: (roleArn, functionArn) =>
        scene.acting.may(
          { roleArn, sessionName: "BackplaneAssumeRoleSession" },
          { action: "lambda:InvokeFunction", resource: functionArn },
        ),
    },
  });
}

async function openStepFunctions(
  scene: ServiceSurroundings,
  {
    lambda,
    dynamodb,
    dataAutomation,
  }: { lambda: LambdaService; dynamodb: DynamoDbService; dataAutomation: DataAutomationService },
): Promise<StepFunctionsService> {
  const acting = (roleArn: string) => ({ roleArn, sessionName: "states" });
  return await createStepFunctions({
    dataDir: scene.folder.path("step-functions"),
    maxConcurrentExecutions: scene.maxConcurrentExecutions,
    ports: {
      authorise: (roleArn, ask) => scene.acting.require(acting(roleArn), ask),
      invokeFunction: (functionArn, payload) =>
        lambda.runtime.invoke(functionReference(functionArn).functionName, { payload }),
      functionArn: (nameOrArn) => functionReference(nameOrArn).arn,
      dynamodb: () => dynamodb.module,
      dataAutomation: () => dataAutomation.module,
      callerOf: (roleArn) => scene.acting.callerOf(acting(roleArn)),
    },
  });
}
