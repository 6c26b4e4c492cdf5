import { AppError, isAppError } from "@agentic-pm/errors";
import { planChange } from "./change-plan.ts";
import { resolveDynamicReferences, type DynamicValues } from "./dynamic-references.ts";
import { resolveProperties } from "./intrinsics.ts";
import {
  canonicalJson,
  type JsonObject,
  type ResourceRecord,
  type ResourceState,
  type TemplateResource,
} from "./model.ts";
import { nameProblem } from "./name-problems.ts";
import type { Permit } from "./resource-change.ts";
import type { ReadCode, ResourceHandler, ResourceRequest } from "./resource-handler.ts";
import { unwatched, type ResourceStatus, type ResourceWatch } from "./resource-watch.ts";
import type { Scope } from "./scope.ts";
import type { StackStore } from "./stack-store.ts";
import { templateError } from "./template-error.ts";

export interface ResourceContext {
  readonly request: {
    readonly stackName: string;
    readonly artefactsDir: string;
    readonly readCode?: ReadCode | undefined;
    readonly watch?: ResourceWatch | undefined;
    readonly permit?: Permit | undefined;
  };
  readonly scope: Scope;
  readonly handlers: ReadonlyMap<string, ResourceHandler>;
  readonly store: StackStore;
  readonly dynamicValues: DynamicValues;
  /** The resources as the stack was applied before. */
  readonly previous: ReadonlyMap<string, ResourceRecord>;
}

/** Creates, keeps, updates or replaces one resource and records it. */
export async function applyResource(
  logicalId: string,
  wanted: { readonly resource: TemplateResource; readonly dependsOn: readonly string[] },
  context: ResourceContext,
): Promise<ResourceRecord> {
  const { stackName, artefactsDir, readCode } = context.request;
  const { Type: type, Properties: properties = {}, DeletionPolicy: deletionPolicy = "Delete" } = wanted.resource;
  const { UpdateReplacePolicy: replacePolicy = "Delete" } = wanted.resource;
  const handler = context.handlers.get(type);
  if (handler === undefined) throw templateError({ stackName, subject: logicalId, path: "Type" }, `unknown: ${type}`);
  const previous = context.previous.get(logicalId);
  const verb = previous === undefined ? "CREATE" : "UPDATE";
  try {
    const raw = resolveProperties(properties, context.scope, { subject: logicalId, path: "Properties" });
    const unprepared = { stackName, logicalId, type, properties: raw, artefactsDir, readCode };
    const prepared = (await handler.prepare?.(unprepared)) ?? raw;
    const state = await change(handler, { ...unprepared, properties: prepared }, { previous, context, replacePolicy });
    const { physicalId, attributes } = state;
    const { dependsOn } = wanted;
    const record = { logicalId, type, properties: prepared, deletionPolicy, dependsOn, physicalId, attributes };
    if (canonicalJson(record) !== canonicalJson(previous)) context.store.putResource(stackName, record);
    if (state !== previous) tell(context, { logicalId, type, physicalId }, `${verb}_COMPLETE`);
    return record;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    tell(context, { logicalId, type, physicalId: previous?.physicalId ?? "" }, `${verb}_FAILED`, reason);
    throw located(stackName, `${logicalId} (${type})`, error);
  }
}

function tell(
  { request: { watch = unwatched } }: ResourceContext,
  subject: { readonly logicalId: string; readonly type: string; readonly physicalId: string },
  status: ResourceStatus,
  reason?: string,
): void {
  watch({ ...subject, status, ...(reason === undefined ? {} : { reason }) });
}

async function change(
  handler: ResourceHandler,
  request: ResourceRequest,
  known: {
    readonly previous: ResourceRecord | undefined;
    readonly context: ResourceContext;
    readonly replacePolicy: string;
  },
): Promise<ResourceState> {
  const { previous, context } = known;
  const plan = planChange(handler, request, previous);
  if (previous !== undefined && plan.kind === "keep") {
    await handler.restore?.(previous, request.artefactsDir);
    return previous;
  }
  const { logicalId, type, properties } = request;
  if (previous !== undefined && (plan.kind === "update" || plan.kind === "replace") && type === previous.type) {
    const problem = nameProblem(handler, { ...plan, previous, properties });
    if (problem !== undefined) {
      const { cause, remedy, ...place } = problem;
      throw templateError({ stackName: request.stackName, ...place }, cause, remedy);
    }
  }
  const physicalId = previous?.physicalId ?? "";
  const verb = previous === undefined ? "CREATE" : "UPDATE";
  tell(context, { logicalId, type, physicalId }, `${verb}_IN_PROGRESS`, plan.kind === "replace" ? REPLACES : undefined);
  context.request.permit?.({
    stackName: request.stackName,
    kind: plan.kind === "update" ? "update" : "create",
    previous: previous?.properties,
    type,
    logicalId,
    physicalId,
    properties,
  });
  // Kept properties hold the reference, never the secret that it stands for.
  const resolved = await resolveDynamicReferences(properties, context.dynamicValues);
  const complete = { ...request, properties: resolved as JsonObject };
  if (previous !== undefined && plan.kind === "update") {
    const updated = await handler.update?.(complete, previous);
    if (updated !== undefined) return { ...updated };
  }
  if (previous === undefined) return await handler.create(complete);
  const state = await handler.create(complete);
  if (state.physicalId !== previous.physicalId) {
    context.store.putReplaced(request.stackName, { ...previous, deletionPolicy: known.replacePolicy });
  }
  return { ...state };
}

const REPLACES = "Requested update requires the creation of a new physical resource; hence creating one.";

function located(stackName: string, subject: string, error: unknown): AppError {
  if (isAppError(error)) return error;
  return new AppError("STACK_FAILED", {
    cause: `stack ${stackName}, ${subject}: ${error instanceof Error ? error.message : String(error)}`,
    remedy: "Correct the resource in the service's serverless.yml and package again.",
    details: { stackName, subject },
    error,
  });
}
