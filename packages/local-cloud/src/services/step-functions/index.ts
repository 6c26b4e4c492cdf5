import type { ServiceModule } from "../../gateway/service-module.ts";
import { arn } from "../../gateway/account.ts";
import type { Json } from "../../template/model.ts";
import { ExecutionEngine } from "./execution-engine.ts";
import type { ExecutionStatusChange } from "./execution-record.ts";
import { openExecutionStore } from "./execution-store.ts";
import { lastCall } from "./last-call.ts";
import { stepFunctionsModule } from "./operations.ts";
import { StateMachines } from "./state-machines.ts";
import type { TaskPorts } from "./task-calls.ts";

export type { ExecutionRecord, ExecutionStatusChange, StateMachineRecord } from "./execution-record.ts";
export type { StateMachineInput } from "./state-machines.ts";
export type { TaskPorts } from "./task-calls.ts";

export interface StepFunctionsOptions {
  readonly dataDir: string;
  /** What tasks call; `startExecution` is the service's own. */
  readonly ports: Omit<TaskPorts, "startExecution">;
  /** Executions that work at a time. */
  readonly maxConcurrentExecutions: number;
  /** What the seconds of Wait and Retry are multiplied by; 1, as in the cloud, if left out. Time-outs stay as written. */
  readonly pauseScale?: number;
}

export interface StepFunctionsService {
  readonly module: ServiceModule;
  readonly admin: StateMachines;
  /** Takes up what an earlier run left; call it once machines and functions are there. Gives how many those are. */
  resume(): number;
  onStatusChange(listener: (change: ExecutionStatusChange) => void): () => void;
  /** What the newest execution that reached a state called there, and with what; undefined where none did. */
  lastCall(machineName: string, stateName: string): Json | undefined;
  /** Stops working; what runs is taken up by the next start. */
  stop(): void;
}

/** Step Functions on aws-local-stepfunctions, with executions that survive a kill. */
export async function createStepFunctions(options: StepFunctionsOptions): Promise<StepFunctionsService> {
  const store = await openExecutionStore(options.dataDir);
  const ports: TaskPorts = {
    ...options.ports,
    startExecution: (request) => {
      const { executionArn, startedAt } = machines.start(request);
      return { executionArn, startDate: startedAt };
    },
  };
  const { maxConcurrentExecutions: maxConcurrent, pauseScale = 1 } = options;
  const engine = new ExecutionEngine({ store, ports, maxConcurrent, pauseScale });
  const machines: StateMachines = new StateMachines(engine);
  let stopped = false;
  const stop = (): void => {
    if (!stopped) engine.close();
    stopped = true;
  };
  return {
    module: stepFunctionsModule(machines, engine, async () => stop()),
    admin: machines,
    resume: () => engine.resume(),
    onStatusChange: (listener) => engine.onStatusChange(listener),
    lastCall: (machineName, stateName) => lastCall(engine, arn("states", `stateMachine:${machineName}`), stateName),
    stop,
  };
}
