import { includedResources } from "./conditions.ts";
import { planChange } from "./change-plan.ts";
import { dependencyOrder } from "./dependency-order.ts";
import { exportsInUse } from "./exports-in-use.ts";
import { resolveProperties } from "./intrinsics.ts";
import { canonicalJson, type JsonObject, type ResourceRecord, type StackRecord, type Template } from "./model.ts";
import { nameProblem, TakenNames } from "./name-problems.ts";
import { resolveOutputs } from "./outputs.ts";
import { onePerPlace, problemOf, type PlanProblem } from "./plan-problem.ts";
import { predictedScope } from "./predicted-scope.ts";
import type { ReadCode, ResourceHandler } from "./resource-handler.ts";
import { resourceProblems, ruledResources } from "./resource-problems.ts";
import type { RuledResource } from "./schema/index.ts";
import type * as Schema from "./schema/index.ts";
import type { Scope } from "./scope.ts";

export type { PlanProblem } from "./plan-problem.ts";

/** What a change set says about one resource. */
export interface PlannedChange {
  readonly action: "Add" | "Modify" | "Remove";
  readonly logicalId: string;
  readonly type: string;
  /** "" where it is not there yet. */
  readonly physicalId: string;
  readonly replacement: boolean;
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
  readonly #names: TakenNames;

  constructor(request: PlanRequest, template: Template, ports: PlanPorts) {
    this.#request = request;
    this.#template = template;
    this.#ports = ports;
    this.#names = new TakenNames(ports.allResources);
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
    for (const name of Object.keys(this.#template.Conditions)) {
      this.#attempt(`Conditions.${name}`, () => this.#scope.conditionHolds(name));
    }
    for (const subject of Object.keys(active)) {
      for (const { property: path, cause, remedy } of shapes.checkAttributes(subject, this.#template.Resources)) {
        this.#problems.push({ subject, path, cause, remedy });
      }
    }
    const all = ruledResources(active, this.#resolved(active), this.#scope);
    for (const resource of all) await this.#resource(resource, all, shapes);
    this.#outputAttributes(shapes);
    for (const record of this.#previous.values()) {
      if (active[record.logicalId] !== undefined) continue;
      const { logicalId, type, physicalId } = record;
      this.#changes.push({ action: "Remove", logicalId, type, physicalId, replacement: false });
    }
    const changesOutputs = this.#attempt("Outputs", () => this.#outputs()) ?? false;
    return { changes: this.#changes, problems: onePerPlace(this.#problems), changesOutputs };
  }

  /** Each resource whose functions can be resolved; the others are problems. */
  #resolved(active: Template["Resources"]): ReadonlyMap<string, JsonObject> {
    const resolved = new Map<string, JsonObject>();
    for (const [subject, { Properties: written = {} }] of Object.entries(active)) {
      const found = this.#attempt(subject, () =>
        resolveProperties(written, this.#scope, { subject, path: "Properties" }),
      );
      if (found !== undefined) resolved.set(subject, found);
    }
    return resolved;
  }

  #outputAttributes({ checkAttributesIn }: typeof Schema): void {
    for (const [name, { Value: value }] of Object.entries(this.#template.Outputs)) {
      for (const { cause, remedy } of checkAttributesIn(value, this.#template.Resources)) {
        this.#problems.push({ subject: `Outputs.${name}`, path: "Value", cause, remedy });
      }
    }
  }

  async #resource(resource: RuledResource, all: readonly RuledResource[], shapes: typeof Schema): Promise<void> {
    const { logicalId, type, resolved: properties } = resource;
    const handler = this.#ports.handlers.get(type);
    const isKnownType = handler !== undefined;
    const found = resourceProblems(resource, { all, isKnownType }, shapes);
    this.#problems.push(...found);
    if (handler !== undefined) {
      const wanted = { stackName: this.#request.stackName, logicalId, type, properties };
      this.#object(this.#names.claim(handler, wanted));
      if (found.length === 0) await this.#change(handler, wanted);
    } else if (found.length === 0) {
      const cause = `${type} is not a type this cloud knows.`;
      this.#problems.push({ subject: logicalId, path: "Type", cause, remedy: "Deploy it to AWS, or add a handler." });
    }
  }

  async #change(
    handler: ResourceHandler,
    wanted: { stackName: string; logicalId: string; type: string; properties: JsonObject },
  ): Promise<void> {
    const { stackName, logicalId, type, properties } = wanted;
    const previous = this.#previous.get(logicalId);
    const { artefactsDir, readCode } = this.#request;
    const request = { stackName, logicalId, type, properties, artefactsDir, readCode };
    const prepared = await this.#attemptLater(logicalId, async () => (await handler.prepare?.(request)) ?? properties);
    if (prepared === undefined) return;
    if (previous === undefined) {
      this.#problems.push(...this.#names.takenBy(handler, wanted));
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
    if (plan.kind === "update" || plan.kind === "replace") {
      this.#object(nameProblem(handler, { ...plan, previous, properties: prepared }));
      const replacement = plan.kind === "replace";
      this.#changes.push({ action: "Modify", logicalId, type, physicalId, replacement });
    }
  }

  #object(problem: PlanProblem | undefined): void {
    if (problem !== undefined) this.#problems.push(problem);
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
