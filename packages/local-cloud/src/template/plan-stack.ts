import { isAppError } from "@agentic-pm/errors";
import { includedResources } from "./conditions.ts";
import { AwsError } from "../gateway/aws-error.ts";
import { planChange } from "./change-plan.ts";
import { dependencyOrder } from "./dependency-order.ts";
import { exportsInUse } from "./exports-in-use.ts";
import { resolveProperties } from "./intrinsics.ts";
import { canonicalJson, type JsonObject, type ResourceRecord, type StackRecord, type Template } from "./model.ts";
import { resolveOutputs } from "./outputs.ts";
import { predictedScope } from "./predicted-scope.ts";
import type { ReadCode, ResourceHandler } from "./resource-handler.ts";
import type * as Schema from "./schema/index.ts";
import type { Scope } from "./scope.ts";

/** What a change set says about one resource. */
export interface PlannedChange {
  readonly action: "Add" | "Modify" | "Remove";
  readonly logicalId: string;
  readonly type: string;
  /** "" where it is not there yet. */
  readonly physicalId: string;
  readonly replacement: boolean;
}

/** What keeps a template from being applied, and what to do about it. */
export interface PlanProblem {
  /** The resource's logical id, or the section and name, e.g. "Outputs.Table". */
  readonly subject: string;
  /** The property's path inside it. */
  readonly path: string;
  readonly cause: string;
  readonly remedy: string;
}

export interface StackPlan {
  readonly changes: readonly PlannedChange[];
  readonly problems: readonly PlanProblem[];
  /** True where outputs or exports change, though no resource does. */
  readonly changesOutputs: boolean;
}

export interface PlanRequest {
  readonly stackName: string;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly artefactsDir: string;
  readonly readCode?: ReadCode;
}

/** What is there already. */
export interface PlanPorts {
  readonly handlers: ReadonlyMap<string, ResourceHandler>;
  readonly stacks: readonly StackRecord[];
  readonly allResources: readonly {
    readonly stackName: string;
    readonly resources: ReadonlyMap<string, ResourceRecord>;
  }[];
}

/** Compares a template with what is there, and with all that AWS checks before it changes anything. */
export async function planStack(request: PlanRequest, template: Template, ports: PlanPorts): Promise<StackPlan> {
  return await new Planning(request, template, ports).plan();
}

class Planning {
  readonly #request: PlanRequest;
  readonly #template: Template;
  readonly #ports: PlanPorts;
  readonly #previous: ReadonlyMap<string, ResourceRecord>;
  readonly #scope: Scope;
  readonly #problems: PlanProblem[] = [];
  readonly #changes: PlannedChange[] = [];

  constructor(request: PlanRequest, template: Template, ports: PlanPorts) {
    this.#request = request;
    this.#template = template;
    this.#ports = ports;
    const { stackName, parameters = {} } = request;
    this.#previous = ports.allResources.find((each) => each.stackName === stackName)?.resources ?? new Map();
    const importValue = (name: string): string | undefined =>
      ports.stacks.find(({ exports }) => Object.hasOwn(exports, name))?.exports[name];
    this.#scope = predictedScope(template, { stackName, parameters, importValue, existing: this.#previous });
  }

  async plan(): Promise<StackPlan> {
    const { stackName } = this.#request;
    const active = includedResources(this.#template, this.#scope);
    const known = new Set([...Object.keys(this.#template.Resources), ...Object.keys(this.#template.Parameters)]);
    dependencyOrder(stackName, active, known);
    const shapes = await import("./schema/index.ts");
    for (const logicalId of Object.keys(active)) await this.#resource(logicalId, active, shapes);
    for (const record of this.#previous.values()) {
      if (active[record.logicalId] !== undefined) continue;
      const { logicalId, type, physicalId } = record;
      this.#changes.push({ action: "Remove", logicalId, type, physicalId, replacement: false });
    }
    const changesOutputs = this.#attempt("Outputs", () => this.#outputs()) ?? false;
    return { changes: this.#changes, problems: this.#problems, changesOutputs };
  }

  async #resource(
    logicalId: string,
    active: Template["Resources"],
    { checkAttributes, checkSchema }: typeof Schema,
  ): Promise<void> {
    const resource = active[logicalId];
    if (resource === undefined) return;
    const { Type: type, Properties: written = {} } = resource;
    const handler = this.#ports.handlers.get(type);
    const raw = this.#attempt(logicalId, () =>
      resolveProperties(written, this.#scope, { subject: logicalId, path: "Properties" }),
    );
    const misfits = [
      ...(raw === undefined ? [] : checkSchema({ logicalId, type, properties: raw, written })),
      ...checkAttributes(logicalId, this.#template.Resources),
    ].filter(({ kind }) => kind !== "unknown-type" || handler === undefined);
    for (const { property, cause, remedy } of misfits) {
      this.#problems.push({ subject: logicalId, path: property, cause, remedy });
    }
    if (handler === undefined) {
      if (misfits.length > 0) return;
      const cause = `${type} is not a type this cloud knows.`;
      this.#problems.push({ subject: logicalId, path: "Type", cause, remedy: "Deploy it to AWS, or add a handler." });
    }
    if (handler !== undefined && raw !== undefined && misfits.length === 0) {
      await this.#change(handler, { logicalId, type, properties: raw });
    }
  }

  async #change(
    handler: ResourceHandler,
    { logicalId, type, properties }: { logicalId: string; type: string; properties: JsonObject },
  ): Promise<void> {
    const previous = this.#previous.get(logicalId);
    const { stackName, artefactsDir, readCode } = this.#request;
    const request = { stackName, logicalId, type, properties, artefactsDir, readCode };
    const prepared = await this.#attemptLater(logicalId, async () => (await handler.prepare?.(request)) ?? properties);
    if (prepared === undefined) return;
    if (previous === undefined) {
      this.#refuseTakenName(handler, { logicalId, type, properties });
      this.#changes.push({ action: "Add", logicalId, type, physicalId: "", replacement: false });
      return;
    }
    const { physicalId } = previous;
    if (previous.type !== type) {
      const cause = `Update of resource type is not permitted: it was a ${previous.type}.`;
      const remedy = "Give the new resource a logical id of its own.";
      this.#problems.push({ subject: logicalId, path: "Type", cause, remedy });
      return;
    }
    const plan = planChange(handler, { type, properties: prepared }, previous);
    if (plan.kind === "replace") this.#refuseSameName(handler, { previous, properties: prepared, plan });
    if (plan.kind === "update" || plan.kind === "replace") {
      const replacement = plan.kind === "replace";
      this.#changes.push({ action: "Modify", logicalId, type, physicalId, replacement });
    }
  }

  /** As CloudFormation says it, only before anything else has changed. */
  #refuseSameName(
    { nameProperty, update, immutable }: ResourceHandler,
    change: { previous: ResourceRecord; properties: JsonObject; plan: { readonly changed: readonly string[] } },
  ): void {
    const { previous, properties, plan } = change;
    if (nameProperty === undefined || update === undefined) return;
    const name = properties[nameProperty];
    if (name === undefined || name !== previous.properties[nameProperty]) return;
    const path = plan.changed.find((each) => immutable.includes(each)) ?? nameProperty;
    this.#problems.push({
      subject: previous.logicalId,
      path,
      cause: `CloudFormation cannot update a stack when a custom-named resource requires replacing: ${path} cannot change in place.`,
      remedy: `Rename ${JSON.stringify(name)} (${nameProperty}) and update the stack again, or take the change back.`,
    });
  }

  #refuseTakenName(
    { nameProperty }: ResourceHandler,
    { logicalId, type, properties }: { logicalId: string; type: string; properties: JsonObject },
  ): void {
    const name = nameProperty === undefined ? undefined : properties[nameProperty];
    if (nameProperty === undefined || typeof name !== "string") return;
    for (const { stackName, resources } of this.#ports.allResources) {
      for (const record of resources.values()) {
        const isSame = record.type === type && record.properties[nameProperty] === name;
        if (!isSame || (stackName === this.#request.stackName && record.logicalId === logicalId)) continue;
        const cause = `Resource of type '${type}' with identifier '${name}' already exists: ${record.logicalId} of stack ${stackName}.`;
        const remedy = `Give it another ${nameProperty}, or remove the other first.`;
        this.#problems.push({ subject: logicalId, path: nameProperty, cause, remedy });
      }
    }
  }

  #outputs(): boolean {
    const { stackName } = this.#request;
    const { outputs, exports } = resolveOutputs(this.#template, this.#scope);
    const own = this.#ports.stacks.find((stack) => stack.stackName === stackName);
    for (const name of Object.keys(exports)) {
      const owner = this.#ports.stacks.find((each) => each !== own && Object.hasOwn(each.exports, name));
      if (owner === undefined) continue;
      const cause = `Export with name ${name} is already exported by stack ${owner.stackName}.`;
      this.#problems.push({
        subject: this.#outputOf(name),
        path: "Export.Name",
        cause,
        remedy: "Give it another name.",
      });
    }
    for (const [name, importers] of exportsInUse(stackName, this.#ports.stacks)) {
      if (Object.hasOwn(exports, name)) continue;
      const cause = `Export ${name} cannot be deleted as it is in use by ${importers.join(" and ")}.`;
      const remedy = `Deploy ${importers.join(" and ")} without that import first.`;
      this.#problems.push({ subject: "Outputs", path: "Export.Name", cause, remedy });
    }
    return canonicalJson({ outputs, exports }) !== canonicalJson({ outputs: own?.outputs, exports: own?.exports });
  }

  /** The output that makes an export. */
  #outputOf(exportName: string): string {
    const found = Object.entries(this.#template.Outputs).find(([, output]) =>
      JSON.stringify(output.Export ?? {}).includes(exportName),
    );
    return found === undefined ? "Outputs" : `Outputs.${found[0]}`;
  }

  #attempt<Value>(subject: string, work: () => Value): Value | undefined {
    try {
      return work();
    } catch (error) {
      this.#problems.push(problemOf(subject, error));
      return undefined;
    }
  }

  async #attemptLater<Value>(subject: string, work: () => Promise<Value>): Promise<Value | undefined> {
    try {
      return await work();
    } catch (error) {
      this.#problems.push(problemOf(subject, error));
      return undefined;
    }
  }
}

/** What a fault in the template says, without saying the place twice. @throws what is no fault of the template. */
function problemOf(subject: string, error: unknown): PlanProblem {
  if (error instanceof AwsError) return { subject, path: "", cause: `${error.code}: ${error.message}`, remedy: "" };
  if (!isAppError(error)) throw error;
  const details = error.details as { readonly subject?: string; readonly path?: string } | undefined;
  const { subject: named = subject, path = "" } = details ?? {};
  const cause = error.message.slice(error.message.indexOf(": ") + 2);
  return { subject: named, path: path.replace(/^Properties\.?/, ""), cause, remedy: error.remedy };
}
