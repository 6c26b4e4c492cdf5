import * as z from "zod";
import { jsonModule, jsonOperation, type JsonOperation } from "../../gateway/json-module.ts";
import type { Ask, ServiceModule } from "../../gateway/service-module.ts";
import type { ExecutionEngine } from "./execution-engine.ts";
import type { ExecutionRecord, StateMachineRecord } from "./execution-record.ts";
import type { StateMachines } from "./state-machines.ts";

const PAGE = 100;

/** The Step Functions API, as far as it is answered here. */
export function stepFunctionsModule(
  machines: StateMachines,
  engine: ExecutionEngine,
  close: () => Promise<void>,
): ServiceModule {
  return jsonModule({
    signingName: "states",
    protocol: "json-1.0",
    operations: { ...machineOperations(machines), ...executionOperations(machines, engine) },
    close,
  });
}

const machineArn = z.object({ stateMachineArn: z.string().min(1) });
const executionArn = z.object({ executionArn: z.string().min(1) });
const startInput = machineArn.extend({ name: z.string().optional(), input: z.string().optional() });
const page = z.object({ maxResults: z.number().int().min(0).max(1_000).optional(), nextToken: z.string().optional() });

function machineOperations(machines: StateMachines): Record<string, JsonOperation> {
  return {
    DescribeStateMachine: jsonOperation(machineArn, {
      asks: (input) => ask("DescribeStateMachine", input.stateMachineArn),
      run: (input) => describeMachine(machines.get(input.stateMachineArn)),
    }),
    ListStateMachines: jsonOperation(page, {
      asks: () => ask("ListStateMachines", "*"),
      run: (input) => paged("stateMachines", machines.list().map(summariseMachine), input),
    }),
    StartExecution: jsonOperation(startInput, {
      asks: (input) => ask("StartExecution", input.stateMachineArn),
      run: (input) => {
        const { executionArn: started, startedAt } = machines.start(given(input));
        return { executionArn: started, startDate: startedAt / 1_000 };
      },
    }),
    StartSyncExecution: jsonOperation(startInput, {
      asks: (input) => ask("StartSyncExecution", input.stateMachineArn),
      run: async (input) => describeExecution(await machines.startSynchronously(given(input))),
    }),
  };
}

function executionOperations(machines: StateMachines, engine: ExecutionEngine): Record<string, JsonOperation> {
  return {
    DescribeExecution: jsonOperation(executionArn, {
      asks: (input) => ask("DescribeExecution", input.executionArn),
      run: (input) => describeExecution(engine.get(input.executionArn)),
    }),
    ListExecutions: jsonOperation(machineArn.extend({ ...page.shape, statusFilter: z.string().optional() }), {
      asks: (input) => ask("ListExecutions", input.stateMachineArn),
      run: (input) => {
        machines.get(input.stateMachineArn);
        const found = engine.list(input.stateMachineArn, input.statusFilter);
        return paged("executions", found.map(summariseExecution), input);
      },
    }),
    GetExecutionHistory: jsonOperation(executionArn.extend({ ...page.shape, reverseOrder: z.boolean().optional() }), {
      asks: (input) => ask("GetExecutionHistory", input.executionArn),
      run: (input) => {
        engine.get(input.executionArn);
        const events = engine.history(input.executionArn);
        return paged("events", input.reverseOrder === true ? events.toReversed() : events, input);
      },
    }),
    StopExecution: jsonOperation(executionArn.extend({ error: z.string().optional(), cause: z.string().optional() }), {
      asks: (input) => ask("StopExecution", input.executionArn),
      run: ({ executionArn: stopped, ...reason }) => ({
        stopDate: (engine.stop(stopped, given(reason)).stoppedAt ?? Date.now()) / 1_000,
      }),
    }),
  };
}

function ask(operation: string, resource: string): readonly Ask[] {
  return [{ action: `states:${operation}`, resource }];
}

function describeMachine(machine: StateMachineRecord): Record<string, unknown> {
  const { definition, roleArn } = machine;
  return {
    ...summariseMachine(machine),
    status: "ACTIVE",
    definition,
    roleArn,
    loggingConfiguration: { level: "OFF" },
  };
}

function summariseMachine({ stateMachineArn, name, type, creationDate }: StateMachineRecord): Record<string, unknown> {
  return { stateMachineArn, name, type, creationDate: creationDate / 1_000 };
}

function describeExecution(record: ExecutionRecord): Record<string, unknown> {
  const { input, output, error, cause } = record;
  return { ...summariseExecution(record), input, ...given({ output, error, cause }) };
}

function summariseExecution(record: ExecutionRecord): Record<string, unknown> {
  const { executionArn: found, stateMachineArn, name, status, startedAt, stoppedAt } = record;
  const stopDate = stoppedAt === undefined ? undefined : stoppedAt / 1_000;
  return { executionArn: found, stateMachineArn, name, status, startDate: startedAt / 1_000, ...given({ stopDate }) };
}

function paged(
  member: string,
  items: readonly unknown[],
  input: { maxResults?: number | undefined; nextToken?: string | undefined },
): Record<string, unknown> {
  const from = Number(input.nextToken ?? 0);
  const to = from + (input.maxResults || PAGE);
  return { [member]: items.slice(from, to), ...(to < items.length ? { nextToken: String(to) } : {}) };
}

/** Leaves out members that are undefined. */
function given<Input extends object>(input: Input): { [Key in keyof Input]: Exclude<Input[Key], undefined> } {
  const members = Object.entries(input).filter(([, value]) => value !== undefined);
  return Object.fromEntries(members) as { [Key in keyof Input]: Exclude<Input[Key], undefined> };
}
