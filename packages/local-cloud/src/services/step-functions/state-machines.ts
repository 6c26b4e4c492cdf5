import { randomUUID } from "node:crypto";
import { arn } from "../../gateway/account.ts";
import { AwsError } from "../../gateway/aws-error.ts";
import { checkDefinition } from "./definition/check-definition.ts";
import type { ExecutionEngine } from "./execution-engine.ts";
import type { ExecutionRecord, StateMachineRecord } from "./execution-record.ts";

export interface StateMachineInput {
  readonly name: string;
  readonly roleArn: string;
  readonly definition: string;
  readonly type?: "STANDARD" | "EXPRESS";
}

/** Step Functions takes at most 256 KiB of input. */
const MAX_INPUT_BYTES = 262_144;

/** The machines of the account, and the rules by which executions of them begin. */
export class StateMachines {
  readonly #machines = new Map<string, StateMachineRecord>();
  readonly #engine: ExecutionEngine;

  constructor(engine: ExecutionEngine) {
    this.#engine = engine;
  }

  /** Creates or changes a machine. @throws AppError STATE_MACHINE_INVALID, STATE_MACHINE_UNSUPPORTED. */
  put(input: StateMachineInput): StateMachineRecord {
    checkDefinition(input.name, input.definition);
    return this.restore(input);
  }

  /** Puts back a machine whose definition was checked in an earlier run: checking takes a while. */
  restore(input: StateMachineInput): StateMachineRecord {
    const stateMachineArn = arn("states", `stateMachine:${input.name}`);
    const known = this.#machines.get(stateMachineArn);
    const record: StateMachineRecord = {
      stateMachineArn,
      name: input.name,
      roleArn: input.roleArn,
      type: input.type ?? "STANDARD",
      definition: input.definition,
      creationDate: known?.creationDate ?? Date.now(),
    };
    this.#machines.set(stateMachineArn, record);
    return record;
  }

  delete(stateMachineArn: string): void {
    this.#machines.delete(stateMachineArn);
  }

  list(): readonly StateMachineRecord[] {
    return [...this.#machines.values()];
  }

  /** @throws AwsError StateMachineDoesNotExist. */
  get(stateMachineArn: string): StateMachineRecord {
    const machine = this.#machines.get(stateMachineArn);
    if (machine === undefined) {
      throw new AwsError("StateMachineDoesNotExist", `State Machine Does Not Exist: '${stateMachineArn}'`);
    }
    return machine;
  }

  /**
   * Starts an execution. The same name and input again, while it runs, is the same execution.
   * @throws AwsError ExecutionAlreadyExists, InvalidExecutionInput, InvalidName, StateMachineDoesNotExist.
   */
  start(request: { stateMachineArn: string; name?: string; input?: string }): ExecutionRecord {
    const machine = this.get(request.stateMachineArn);
    const { name, input } = checkedStart(request);
    const kind = machine.type === "EXPRESS" ? "express" : "execution";
    const suffix = machine.type === "EXPRESS" ? `:${randomUUID()}` : "";
    const executionArn = arn("states", `${kind}:${machine.name}:${name}${suffix}`);
    const known = this.#engine.find(executionArn);
    if (known === undefined) return this.#engine.start(machine, { executionArn, name, input });
    if (known.status === "RUNNING" && known.input === input) return known;
    throw new AwsError("ExecutionAlreadyExists", `Execution Already Exists: '${executionArn}'`);
  }

  /** Runs an Express machine and waits for its end. @throws AwsError StateMachineTypeNotSupported and as `start`. */
  async startSynchronously(request: {
    stateMachineArn: string;
    name?: string;
    input?: string;
  }): Promise<ExecutionRecord> {
    const machine = this.get(request.stateMachineArn);
    if (machine.type !== "EXPRESS") {
      throw new AwsError(
        "StateMachineTypeNotSupported",
        "This operation is not supported by this type of state machine",
      );
    }
    const { name, input } = checkedStart(request);
    const record: ExecutionRecord = {
      executionArn: arn("states", `express:${machine.name}:${name}:${randomUUID()}`),
      stateMachineArn: machine.stateMachineArn,
      name,
      definitionHash: "",
      roleArn: machine.roleArn,
      input,
      status: "RUNNING",
      startedAt: Date.now(),
    };
    return await this.#engine.runSynchronously(record, machine.definition);
  }
}

function checkedStart(request: { name?: string; input?: string }): { name: string; input: string } {
  const name = request.name ?? randomUUID();
  const input = request.input ?? "{}";
  if (!/^[^\s\p{Cc}<>{}[\]?*"#%\\^|~`$&,;:/]{1,80}$/u.test(name)) {
    throw new AwsError("InvalidName", `Invalid Name: '${name}'`);
  }
  if (Buffer.byteLength(input) > MAX_INPUT_BYTES) {
    throw new AwsError(
      "InvalidExecutionInput",
      `Invalid State Machine Execution Input: more than ${MAX_INPUT_BYTES} bytes`,
    );
  }
  try {
    JSON.parse(input);
  } catch (error) {
    throw new AwsError("InvalidExecutionInput", `Invalid State Machine Execution Input: '${String(error)}'`);
  }
  return { name, input };
}
