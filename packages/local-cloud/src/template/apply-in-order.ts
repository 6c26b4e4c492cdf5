import { AppError, isAppError } from "@agentic-pm/errors";
import { applyResource, type ResourceContext } from "./apply-resource.ts";
import type { ResourceRecord, Template } from "./model.ts";

/**
 * Creates, changes or keeps every resource; each waits for those it depends on, and for no others.
 * @throws AppError STACK_FAILED, TEMPLATE_INVALID of the first that failed, once none is under way any more.
 */
export async function applyInOrder(
  active: Template["Resources"],
  order: ReadonlyMap<string, readonly string[]>,
  context: ResourceContext,
  made: Map<string, ResourceRecord>,
): Promise<void> {
  const started = new Map<string, Promise<void>>();
  for (const [logicalId, dependencies] of order) {
    const apply = async (): Promise<void> => {
      await Promise.all(dependencies.map((dependency) => started.get(dependency)));
      const resource = active[logicalId];
      if (resource === undefined) return;
      made.set(logicalId, await applyResource(logicalId, { resource, dependsOn: dependencies }, context));
    };
    started.set(logicalId, apply());
  }
  const results = await Promise.allSettled(started.values());
  const failure = results.find((result) => result.status === "rejected");
  if (failure !== undefined) throw asAppError(context.request.stackName, failure.reason);
}

function asAppError(stackName: string, error: unknown): AppError {
  if (isAppError(error)) return error;
  return new AppError("STACK_FAILED", {
    cause: `stack ${stackName}: ${error instanceof Error ? error.message : String(error)}`,
    remedy: "Correct the template and apply it again: what was made stays and is taken up.",
    error,
  });
}
