import { existsSync } from "node:fs";
import { actingRoles } from "./cloud/acting-roles.ts";
import { applyStacks, makesDatabase } from "./cloud/apply-stacks.ts";
import { removeCloudFile, writeCloudFiles } from "./cloud/cloud-file.ts";
import { Closing } from "./cloud/closing.ts";
import { developerRole } from "./cloud/developer-role.ts";
import type { BootStep, CloudOptions, LocalCloud } from "./cloud/local-cloud.ts";
import { openServices, type CloudServices } from "./cloud/open-services.ts";
import { accountOwner, operatorRole } from "./cloud/operator-role.ts";
import { resourcePolicyOf } from "./cloud/resource-policies.ts";
import { readPackagedService, type ReadService } from "./cloud/packaged-service.ts";
import { CredentialStore, type SessionCredentials } from "./credentials/credential-store.ts";
import { RoleDirectory } from "./credentials/role-directory.ts";
import { DecisionLog } from "./gateway/decision-log.ts";
import { startGateway, type Gateway } from "./gateway/gateway.ts";
import { createCloudFormation, type CloudFormationService } from "./services/cloudformation/index.ts";
import { createEcr } from "./services/ecr/create-ecr.ts";
import { openDataFolder, type DataFolder } from "./state/data-folder.ts";
import { resourceHandlers } from "./template/handlers/index.ts";
import { StackEngine } from "./template/stack-engine.ts";
import type { ResourceRecord } from "./template/model.ts";
import { openStackStore } from "./template/stack-store.ts";

/**
 * Starts the local cloud on its data folder and deploys the packaged services into it.
 * @throws AppError DATA_FOLDER_IN_USE, DATA_FOLDER_UNUSABLE, PORT_IN_USE, SERVICE_NOT_PACKAGED, TEMPLATE_INVALID,
 * STACK_FAILED.
 */
export async function startCloud(options: CloudOptions): Promise<LocalCloud> {
  const closing = new Closing();
  try {
    return await boot(options, closing);
  } catch (error) {
    await closing.run().catch(() => undefined);
    throw error;
  }
}

interface Parts {
  readonly folder: DataFolder;
  readonly roles: RoleDirectory;
  readonly credentials: CredentialStore;
  readonly decisions: DecisionLog;
  readonly services: CloudServices;
  readonly gateway: Gateway;
  readonly engine: StackEngine;
  readonly cloudFormation: CloudFormationService;
  /** Hears of stacks that were deployed over the API; gives the function that ends that. */
  readonly onStacksChanged: (listener: () => void) => () => void;
}

async function boot(options: CloudOptions, closing: Closing): Promise<LocalCloud> {
  const startedAt = performance.now();
  const progress = (step: BootStep["step"], subject: string): void =>
    options.onProgress?.({ step, subject, atMs: Math.round(performance.now() - startedAt) });
  const packaged = [
    ...(options.templates ?? []).map((each) => ({ ...each, artefactsDir: "" })),
    ...options.services.map(readPackagedService),
  ];
  const appliedNow = new Set(packaged.map(({ stackName }) => stackName));
  const parts = await openParts({ ...options, packaged }, closing, progress);
  const { engine, roles, credentials, services } = parts;
  for (const { stackName } of engine.stacks()) {
    if (!appliedNow.has(stackName)) await engine.restoreStack(stackName);
  }
  await applyStacks(engine, packaged, (stackName) => progress("stack", stackName));
  const operatorCredentials = credentials.operatorKey(operatorRole(engine.stacks(), roles), options.operatorName);
  const cloud = cloudOf(parts, operatorCredentials, closing);
  await options.prepare?.(cloud);
  services.lambda.events.resume();
  services.stepFunctions.resume();
  services.dataAutomation.resume();
  services.scheduler.admin.start();
  services.secrets.rotations.start();
  services.eventBridge.bus.start();
  await services.webSockets.listen();
  const developer = credentials.operatorKey(developerRole(roles), "developer");
  const tellWhere = (): void =>
    writeCloudFiles(parts.folder, {
      endpoint: cloud.endpoint,
      exports: Object.assign({}, ...engine.stacks().map((stack) => stack.exports)) as Record<string, string>,
      webSockets: cloud.webSocketEndpoints(),
      credentials: operatorCredentials,
      developer,
    });
  tellWhere();
  closing.add(() => removeCloudFile(parts.folder));
  closing.add(parts.onStacksChanged(tellWhere));
  parts.cloudFormation.resume(appliedNow);
  progress("ready", cloud.endpoint);
  return cloud;
}

async function openParts(
  options: CloudOptions & { readonly packaged: readonly ReadService[] },
  closing: Closing,
  progress: (step: BootStep["step"], subject: string) => void,
): Promise<Parts> {
  const folder = await openDataFolder(options.dataDir);
  closing.add(() => folder.close());
  const roles = new RoleDirectory(folder.path("iam"));
  closing.add(() => roles.close());
  const credentials = new CredentialStore(folder.path("credentials.jsonl"), options.clock);
  closing.add(() => credentials.close());
  const decisions = new DecisionLog(folder.path("iam", "usage.jsonl"), process.env["AGENTIC_PM_USAGE"]);
  closing.add(() => decisions.close());
  const store = await openStackStore(folder.path("cloudformation"));
  closing.add(() => store.close());
  let gateway: Gateway | undefined;
  const onFault = options.onFault ?? (() => undefined);
  const acting = actingRoles(roles, decisions);
  const policyOf = (resourceArn: string) => resourcePolicyOf(allRecords(engine), resourceArn);
  const services = await openServices({
    folder,
    cacheDir: options.cacheDir,
    makesDatabase: makesDatabase(options.packaged, existsSync(folder.path("rds-data", "clusters.json"))),
    roles,
    credentials,
    acting,
    model: options.model,
    ...(options.chromiumPath === undefined ? {} : { chromiumPath: options.chromiumPath }),
    maxConcurrentExecutions: options.maxConcurrentExecutions ?? 8,
    limits: options.limits ?? {},
    sessionToken: options.sessionToken,
    now: () => (options.clock ?? Date).now(),
    endpoint: () => gateway?.endpoint ?? "",
    resourcePolicyOf: policyOf,
    onFault,
  });
  const stackListeners = new Set<() => void>();
  const cloudFormation = await createCloudFormation({
    basePath: folder.path("cloudformation"),
    engine: () => engine,
    s3: services.s3.admin,
    require: (role, ask) => acting.require(role, ask),
    resourcePolicyOf: policyOf,
    onChanged: () => stackListeners.forEach((listener) => listener()),
  });
  closing.add(() => services.xray.close());
  progress("services", folder.root);
  // Data Automation answers behind Bedrock, whose signing name it has.
  const { dataAutomation: _dataAutomation, eventBridge: _eventBridge, xray: _xray, ...served } = services;
  gateway = await startGateway({
    modules: [...Object.values(served).map(({ module }) => module), cloudFormation.module, createEcr().module],
    credentials,
    roles,
    decisions,
    network: services.lambda.network,
    port: options.port ?? 0,
    onFault: (error) => onFault("gateway", error),
  });
  const listening = gateway;
  closing.add(() => listening.close());
  // First nothing new begins, then the workers end, then the services that they call.
  closing.add(() => services.lambda.stop());
  closing.add(() => services.stepFunctions.stop());
  closing.add(() => services.scheduler.admin.stop());
  closing.add(() => services.secrets.rotations.stop());
  closing.add(() => services.dataAutomation.stop());
  closing.add(() => services.eventBridge.stop());
  closing.add(() => services.webSockets.stop());
  closing.add(() => cloudFormation.stop());
  progress("gateway", listening.endpoint);
  const engine = new StackEngine({
    store,
    handlers: resourceHandlers(adminsOf(roles, services)),
    dynamicValues: {
      secret: async (secretId) => services.secrets.admin.readSecretString(secretId),
      parameter: async (name) => services.ssm.admin.readParameter(name) ?? "",
    },
  });
  const onStacksChanged = (listener: () => void) => {
    stackListeners.add(listener);
    return () => void stackListeners.delete(listener);
  };
  return {
    folder,
    roles,
    credentials,
    decisions,
    services,
    gateway: listening,
    engine,
    cloudFormation,
    onStacksChanged,
  };
}

function allRecords(engine: StackEngine): ResourceRecord[] {
  return engine.stacks().flatMap(({ stackName }) => [...engine.resourcesOf(stackName).values()]);
}

function adminsOf(roles: RoleDirectory, services: CloudServices): Parameters<typeof resourceHandlers>[0] {
  return {
    roles,
    agentCore: services.agentCore.admin,
    cloudwatch: services.cloudwatch.admin,
    database: services.database.admin,
    dynamodb: services.dynamodb.admin,
    eventBus: services.eventBridge.bus,
    kms: services.kms.admin,
    lambda: services.lambda,
    logs: services.logs.admin,
    novaAct: services.novaAct.admin,
    s3: services.s3.admin,
    scheduler: services.scheduler.admin,
    secrets: services.secrets.admin,
    sns: services.sns.admin,
    ssm: services.ssm.admin,
    stepFunctions: services.stepFunctions,
    webSockets: services.webSockets.admin,
  };
}

function sessionKeys({ accessKeyId, secretAccessKey, sessionToken }: SessionCredentials) {
  return { accessKeyId, secretAccessKey, sessionToken };
}

function cloudOf(parts: Parts, operatorCredentials: LocalCloud["operatorCredentials"], closing: Closing): LocalCloud {
  const { credentials, decisions, engine, gateway, roles, services } = parts;
  const records = () => allRecords(engine);
  return {
    endpoint: gateway.endpoint,
    operatorCredentials,
    secrets: {
      put: (secretId, secretString) => services.secrets.admin.putSecretString(secretId, secretString),
      read: (secretId) => services.secrets.admin.readSecretString(secretId),
      find: (secretId) => services.secrets.admin.findSecretString(secretId),
    },
    sessionOf: (roleName, sessionName = "local-session") =>
      sessionKeys(credentials.issueRoleSession(roles.find(roleName)?.arn ?? roleName, sessionName)),
    ownerSession: () => sessionKeys(credentials.issueRoleSession(accountOwner(roles), "owner")),
    invoke: async (functionName, payload) => {
      const result = await services.lambda.runtime.invoke(functionName, { payload: JSON.stringify(payload) ?? "null" });
      const { functionError, logTail } = result;
      const answer: unknown = JSON.parse(result.payload);
      return { payload: answer, logTail, ...(functionError === undefined ? {} : { functionError }) };
    },
    onDecisionDenied: (listener) => decisions.onDenied(listener),
    onExecution: (listener) => services.stepFunctions.onStatusChange(listener),
    onLog: (listener) =>
      services.logs.admin.onAppend((logGroup, logStream, events) => {
        for (const { timestamp, message } of events) listener({ logGroup, logStream, timestamp, message });
      }),
    decisions,
    stacks: () => engine.stacks(),
    resourcesOf: (stackName) => engine.resourcesOf(stackName),
    output: (name) => engine.stacks().find((stack) => name in stack.outputs)?.outputs[name],
    webSocketEndpoints: () => services.webSockets.endpoints(),
    inertTypes: () => engine.inertTypes(),
    tables: () => records().flatMap(({ type, physicalId }) => (type === "AWS::DynamoDB::Table" ? [physicalId] : [])),
    memory: () => ({
      rssBytes: process.memoryUsage().rss,
      environments: services.lambda.runtime.environments(),
    }),
    traceSegments: () => services.xray.received(),
    close: () => closing.run(),
  };
}
