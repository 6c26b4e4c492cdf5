import { AppError } from "@agentic-pm/errors";
import { dependantsFirst, removeObsolete, removeRecords, type RemovalPorts } from "./cleanup.ts";
import { conditionsOf, includedResources } from "./conditions.ts";
import { dependencyOrder } from "./dependency-order.ts";
import type { DynamicValues } from "./dynamic-references.ts";
import type { ResourceRecord, StackRecord, Template } from "./model.ts";
import { resolveOutputs } from "./outputs.ts";
import { parseTemplate } from "./parse-template.ts";
import { applyInOrder } from "./apply-in-order.ts";
import { exportsInUse, refuseChangedExports } from "./exports-in-use.ts";
import { planStack, type StackPlan } from "./plan-stack.ts";
import type { Permit } from "./resource-change.ts";
import type { ReadCode, ResourceHandler } from "./resource-handler.ts";
import type { ResourceWatch } from "./resource-watch.ts";
import { rollBack, type RollbackPorts } from "./rollback.ts";
import { parameterValues, type Scope } from "./scope.ts";
import { newStackId, type StackStore } from "./stack-store.ts";
import { templateError } from "./template-error.ts";

export type { Permit, ResourceChange } from "./resource-change.ts";
export type { PlannedChange, PlanProblem, StackPlan } from "./plan-stack.ts";

export interface ApplyRequest {
  readonly stackName: string;
  /** The packaged template, parsed from JSON. */
  readonly template: unknown;
  readonly parameters?: Readonly<Record<string, string>>;
  /** The folder with the zip files that the template's functions name. */
  readonly artefactsDir: string;
  /** The id of a stack that is to be made; one by chance unless told. */
  readonly stackId?: string;
  /** Reads uploaded code, where the template's functions name a bucket and not a file of the folder. */
  readonly readCode?: ReadCode;
  /** Hears of every step. With it, exports in use may not change, and what cannot be cleaned up is no failure. */
  readonly watch?: ResourceWatch;
  /**
   * Called when everything wanted is there and on record, outputs too, and only what is obsolete remains. From then on
   * there is no way back: an apply that is broken off is ended by `cleanUp`.
   */
  readonly onCleanup?: () => void;
  readonly permit?: Permit;
}

/** What a stack was before a change of it. */
export interface StackSnapshot {
  readonly stack?: StackRecord;
  readonly resources: readonly ResourceRecord[];
}

/** What the engine calls on. */
export interface EnginePorts {
  readonly handlers: readonly ResourceHandler[];
  readonly store: StackStore;
  readonly dynamicValues: DynamicValues;
}

/** Turns templates into resources, and later templates into changes of them. */
export class StackEngine {
  readonly #handlers: ReadonlyMap<string, ResourceHandler>;
  readonly #ports: EnginePorts;
  readonly #busy = new Set<string>();

  constructor(ports: EnginePorts) {
    this.#ports = ports;
    this.#handlers = new Map(ports.handlers.flatMap((handler) => handler.types.map((type) => [type, handler])));
  }

  /** Types that are recorded only: nothing behind them is simulated. */
  inertTypes(): readonly string[] {
    return [...this.#handlers].filter(([, handler]) => handler.inert === true).map(([type]) => type);
  }

  stacks(): readonly StackRecord[] {
    return this.#ports.store.stacks();
  }

  resourcesOf(stackName: string): ReadonlyMap<string, ResourceRecord> {
    return this.#ports.store.resources(stackName);
  }

  /**
   * Creates the stack, or changes it by the difference to what was applied before. The same template again does nothing.
   * @throws AppError TEMPLATE_INVALID before anything is touched; STACK_FAILED naming the resource that failed.
   */
  async applyStack(request: ApplyRequest): Promise<StackRecord> {
    const { stackName } = request;
    const template = parseTemplate(stackName, request.template);
    this.#checkTypes(stackName, template);
    return await this.#exclusively(stackName, () => this.#apply(request, template));
  }

  /**
   * What an apply would change. Nothing is touched.
   * @throws AppError TEMPLATE_INVALID for a template that cannot be read at all.
   */
  async plan(request: ApplyRequest): Promise<StackPlan> {
    const template = parseTemplate(request.stackName, request.template);
    const stacks = this.stacks();
    const { store } = this.#ports;
    const allResources = stacks.map(({ stackName }) => ({ stackName, resources: store.resources(stackName) }));
    return await planStack(request, template, { handlers: this.#handlers, stacks, allResources });
  }

  /**
   * Reads a template as far as that needs no stack: its outline, its references, its circles; gives its parameters.
   * @throws AppError TEMPLATE_INVALID.
   */
  outline(body: unknown): Template["Parameters"] {
    const stackName = "template";
    const template = parseTemplate(stackName, body);
    dependencyOrder(stackName, template.Resources, knownNames(template));
    return template.Parameters;
  }

  /** Ends an apply that was broken off after its `onCleanup`: removes what it still had to remove, and nothing else. */
  async cleanUp(request: ApplyRequest): Promise<void> {
    const { stackName, stackId = newStackId(stackName), parameters = {} } = request;
    const template = parseTemplate(stackName, request.template);
    const stack = { stackName, stackId, made: this.resourcesOf(stackName), imports: new Set<string>() };
    const wanted = includedResources(template, this.#scopeOf(stack, template, parameters));
    await this.#exclusively(stackName, () => this.#cleanUp(request, wanted));
  }

  /** What the stack is now, to be put back by `rollBack`. */
  snapshot(stackName: string): StackSnapshot {
    const { store } = this.#ports;
    const stack = store.stack(stackName);
    return { ...(stack === undefined ? {} : { stack }), resources: [...store.resources(stackName).values()] };
  }

  /**
   * Puts a stack back to what it was: an update's resources to the former ones, a new stack's away.
   * @throws AppError RESOURCE_NOT_PUT_BACK, RESOURCES_NOT_REMOVED.
   */
  async rollBack(
    stackName: string,
    before: StackSnapshot,
    ports: Pick<RollbackPorts, "watch" | "permit" | "onCleanup">,
  ): Promise<void> {
    const { store, dynamicValues } = this.#ports;
    await this.#exclusively(stackName, async () => {
      await rollBack(stackName, before.resources, { ...ports, store, handlers: this.#handlers, dynamicValues });
      if (before.stack === undefined) store.removeStack(stackName);
      else store.putStack(before.stack);
    });
  }

  /** Puts back, after a start, what a stack's resources keep in memory only. */
  async restoreStack(stackName: string): Promise<void> {
    const records = dependantsFirst([...this.#ports.store.resources(stackName).values()]).toReversed();
    for (const record of records) await this.#handlers.get(record.type)?.restore?.(record, "");
  }

  /** The stacks that use an export of this one, by the export's name. */
  exportsInUse(stackName: string): ReadonlyMap<string, readonly string[]> {
    return exportsInUse(stackName, this.stacks());
  }

  /**
   * Removes the stack and its resources, those with DeletionPolicy Retain excepted. Unknown stacks are no error.
   * @throws AppError RESOURCES_NOT_REMOVED; what hindered the first, where nobody watches.
   */
  async deleteStack(stackName: string, ports: Pick<RemovalPorts, "watch" | "permit"> = {}): Promise<void> {
    const { store } = this.#ports;
    await this.#exclusively(stackName, async () => {
      const replaced = new Set(store.replaced(stackName));
      await removeRecords(stackName, [...replaced, ...store.resources(stackName).values()], {
        ...ports,
        handlers: this.#handlers,
        // Of one logical id one may go while the other stays: only what is gone is forgotten.
        remove: (record) => {
          if (replaced.has(record)) store.removeReplaced(stackName, record);
          else store.removeResource(stackName, record.logicalId);
        },
      });
      store.removeStack(stackName);
    });
  }

  async #apply(request: ApplyRequest, template: Template): Promise<StackRecord> {
    const { stackName } = request;
    const { store } = this.#ports;
    const before = store.stack(stackName);
    const stackId = before?.stackId ?? request.stackId ?? newStackId(stackName);
    const made = new Map<string, ResourceRecord>();
    const imports = new Set<string>();
    const scope = this.#scopeOf({ stackName, stackId, made, imports }, template, request.parameters ?? {});
    const active = includedResources(template, scope);
    const order = dependencyOrder(stackName, active, knownNames(template));
    const base = { stackName, stackId, outputs: before?.outputs ?? {}, exports: before?.exports ?? {} };
    if (before?.status !== "COMPLETE") {
      store.putStack({ ...base, status: before === undefined ? "CREATE_IN_PROGRESS" : "UPDATE_IN_PROGRESS" });
    }
    const context = { ...this.#ports, handlers: this.#handlers, request, scope, previous: store.resources(stackName) };
    try {
      await applyInOrder(active, order, context, made);
      const { outputs, exports } = resolveOutputs(template, scope);
      this.#refuseForeignExports(stackName, exports);
      if (request.watch !== undefined) refuseChangedExports(base, exports, this.stacks());
      const used = imports.size === 0 ? {} : { imports: [...imports].toSorted() };
      const record: StackRecord = { ...base, outputs, exports, ...used, status: "COMPLETE" };
      if (JSON.stringify(record) !== JSON.stringify(store.stack(stackName))) store.putStack(record);
      request.onCleanup?.();
      await this.#cleanUp(request, active);
      return record;
    } catch (error) {
      store.putStack({ ...base, status: "FAILED" });
      throw error;
    }
  }

  /** A resource that cannot be removed is told of, and tried again with the next change; a deploy is done all the same. */
  async #cleanUp({ stackName, watch, permit }: ApplyRequest, wanted: Template["Resources"]): Promise<void> {
    const { store } = this.#ports;
    const gone = [...store.resources(stackName).values()].filter(({ logicalId }) => !Object.hasOwn(wanted, logicalId));
    try {
      await removeObsolete(stackName, gone, { store, handlers: this.#handlers, watch, permit });
    } catch (error) {
      if (watch === undefined) throw error;
    }
  }

  #scopeOf(
    stack: {
      stackName: string;
      stackId: string;
      made: ReadonlyMap<string, ResourceRecord>;
      imports: Set<string>;
    },
    template: Template,
    given: Readonly<Record<string, string>>,
  ): Scope {
    const base = {
      stackName: stack.stackName,
      mappings: template.Mappings,
      parameters: parameterValues(stack, template, given),
      resources: stack.made,
      importValue: (name: string) => {
        stack.imports.add(name);
        return this.#exported(name);
      },
    };
    return { ...base, conditionHolds: conditionsOf(template.Conditions, base) };
  }

  #exported(name: string): string | undefined {
    return this.stacks().find((stack) => Object.hasOwn(stack.exports, name))?.exports[name];
  }

  #refuseForeignExports(stackName: string, exports: Readonly<Record<string, string>>): void {
    for (const name of Object.keys(exports)) {
      const owner = this.stacks().find((stack) => stack.stackName !== stackName && Object.hasOwn(stack.exports, name));
      if (owner !== undefined) {
        throw templateError({ stackName, subject: "Outputs" }, `export ${name} already belongs to ${owner.stackName}`);
      }
    }
  }

  #checkTypes(stackName: string, template: Template): void {
    for (const [subject, resource] of Object.entries(template.Resources)) {
      if (!this.#handlers.has(resource.Type)) {
        throw templateError({ stackName, subject, path: "Type" }, `${resource.Type} is not a type this cloud knows`);
      }
    }
  }

  async #exclusively<Value>(stackName: string, work: () => Promise<Value>): Promise<Value> {
    if (this.#busy.has(stackName)) {
      throw new AppError("STACK_BUSY", {
        cause: `Stack ${stackName} is being changed already.`,
        remedy: "Wait until that change is done.",
      });
    }
    this.#busy.add(stackName);
    try {
      return await work();
    } finally {
      this.#busy.delete(stackName);
    }
  }
}

function knownNames(template: Template): ReadonlySet<string> {
  return new Set([...Object.keys(template.Resources), ...Object.keys(template.Parameters)]);
}
