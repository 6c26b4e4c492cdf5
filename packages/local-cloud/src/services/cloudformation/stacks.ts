import { isAppError } from "@agentic-pm/errors";
import type { Template } from "../../template/model.ts";
import type { PlanProblem, StackEngine, StackPlan } from "../../template/stack-engine.ts";
import { newStackId } from "../../template/stack-store.ts";
import { requireCapabilities } from "./required-capabilities.ts";
import type { StackBook, StackEntry, StackInput } from "./stack-book.ts";
import { parsedTemplate, validationError } from "./stack-form.ts";
import type { ChangingRole, StackChanges } from "./stack-changes.ts";

export interface StacksPorts {
  readonly book: StackBook;
  readonly changes: StackChanges;
  readonly engine: () => StackEngine;
  readonly readCode: (role: ChangingRole, bucket: string, key: string) => Promise<Buffer>;
  readonly now: () => number;
}

const NAME = /^[a-zA-Z][-a-zA-Z0-9]{0,127}$/;
const EMPTY: StackInput = { templateBody: "", parameters: {}, tags: [], capabilities: [] };

/** Finds stacks, those that were applied at the start included, and says what may be done with them. */
export class Stacks {
  readonly ports: StacksPorts;

  constructor(ports: StacksPorts) {
    this.ports = ports;
  }

  find(nameOrId: string): StackEntry | undefined {
    return this.ports.book.find(nameOrId) ?? this.#applied().find((entry) => isCalled(entry, nameOrId));
  }

  /** @throws AwsError ValidationError. */
  get(nameOrId: string): StackEntry {
    const entry = this.find(nameOrId);
    if (entry === undefined) throw validationError(`Stack with id ${nameOrId} does not exist`);
    return entry;
  }

  /** Every stack, the latest first. */
  all(): readonly StackEntry[] {
    const booked = this.ports.book.entries();
    const names = new Set(
      booked.filter(({ status }) => status !== "DELETE_COMPLETE").map(({ stackName }) => stackName),
    );
    const others = this.#applied().filter(({ stackName }) => !names.has(stackName));
    return [...booked, ...others].toSorted((a, b) => b.createdAt - a.createdAt);
  }

  /** A new stack, under review until its change set is executed. @throws AwsError ValidationError. */
  newEntry(stackName: string, input: StackInput): StackEntry {
    if (!NAME.test(stackName)) {
      throw validationError(
        `1 validation error detected: Value '${stackName}' at 'stackName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*`,
      );
    }
    const { now } = this.ports;
    return { stackId: newStackId(stackName), stackName, status: "REVIEW_IN_PROGRESS", createdAt: now(), input };
  }

  /** What AWS finds wrong before it looks at resources. @throws AwsError ValidationError, InsufficientCapabilities. */
  async plan(stackName: string, input: StackInput, role: ChangingRole): Promise<StackPlan> {
    const template = parsedTemplate(input.templateBody);
    requireCapabilities(template, input.capabilities);
    const { engine, readCode } = this.ports;
    try {
      return await engine().plan({
        stackName,
        template,
        parameters: input.parameters,
        artefactsDir: "",
        readCode: (bucket, key) => readCode(role, bucket, key),
      });
    } catch (error) {
      if (isAppError(error)) throw validationError(`Template error: ${error.message}. ${error.remedy}`);
      throw error;
    }
  }

  /** The parameters of a template whose outline is right. @throws AwsError ValidationError. */
  async outline(template: unknown): Promise<Template["Parameters"]> {
    try {
      return this.ports.engine().outline(template);
    } catch (error) {
      if (isAppError(error)) throw validationError(`Template format error: ${error.message}. ${error.remedy}`);
      throw error;
    }
  }

  /** @throws AwsError ValidationError where another change is under way, or none can be made. */
  requireChangeable({ stackId, status }: StackEntry): void {
    const isSettled = /^(CREATE|UPDATE|UPDATE_ROLLBACK|IMPORT)_COMPLETE$/.test(status) || status === "UPDATE_FAILED";
    if (!isSettled) throw validationError(`Stack:${stackId} is in ${status} state and can not be updated.`);
  }

  #applied(): readonly StackEntry[] {
    return this.ports
      .engine()
      .stacks()
      .map(({ stackId, stackName, status }) => ({
        stackId,
        stackName,
        status: status === "COMPLETE" ? "CREATE_COMPLETE" : status === "FAILED" ? "UPDATE_FAILED" : status,
        createdAt: 0,
        input: EMPTY,
      }));
  }
}

/** Problems as one text: resource, property, cause and remedy of each. */
export function describeProblems(problems: readonly PlanProblem[]): string {
  return problems
    .map(({ subject, path, cause, remedy }) => {
      const place = path === "" ? subject : `${subject}, ${path}`;
      return `${place}: ${cause}${remedy === "" ? "" : ` ${remedy}`}`;
    })
    .join(" | ");
}

function isCalled({ stackName, stackId }: StackEntry, nameOrId: string): boolean {
  return stackName === nameOrId || stackId === nameOrId;
}
