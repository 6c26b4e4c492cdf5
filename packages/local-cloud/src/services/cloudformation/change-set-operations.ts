import { randomUUID } from "node:crypto";
import { arn } from "../../gateway/account.ts";
import { AwsError } from "../../gateway/aws-error.ts";
import { required, type QueryOperation, type QueryOutput } from "../../gateway/query-module.ts";
import type { Caller } from "../../gateway/service-module.ts";
import type { StackPlan } from "../../template/stack-engine.ts";
import type { ChangeSet, StackEntry } from "./stack-book.ts";
import { stackInput, templateBody, validationError } from "./stack-form.ts";
import { describeInput, optional } from "./describe.ts";
import { passAsks, passedRole, roleOf, stackAsk, type OperationPorts } from "./operation-ports.ts";
import { describeProblems } from "./stacks.ts";

const NO_CHANGES =
  "The submitted information didn't contain changes. Submit different information to create a change set.";

/** Change sets: made and checked at once, executed later. */
export function changeSetOperations(ports: OperationPorts): Readonly<Record<string, QueryOperation>> {
  const { stacks } = ports;
  const { book, changes } = stacks.ports;
  return {
    CreateChangeSet: {
      asks: (form) => [stackAsk(ports, "CreateChangeSet", form), ...passAsks(form), ...ports.templateAsks(form)],
      run: (form, caller) => createChangeSet(form, caller, ports),
    },
    DescribeChangeSet: {
      asks: (form) => [changeSetAsk(ports, "DescribeChangeSet", form)],
      run: (form) => describeChangeSet(changeSetOf(form, ports)),
    },
    ListChangeSets: {
      asks: (form) => [stackAsk(ports, "ListChangeSets", form)],
      run: (form) => ({
        Summaries: book.changeSetsOf(stacks.get(required(form, "StackName")).stackId).map(summaryOf),
      }),
    },
    DeleteChangeSet: {
      asks: (form) => [changeSetAsk(ports, "DeleteChangeSet", form)],
      run: (form) => {
        const entry = stackOf(form, ports);
        const changeSet = book.changeSet(required(form, "ChangeSetName"), entry?.stackId);
        // A change set that is not there is no error.
        if (changeSet !== undefined) book.removeChangeSet(changeSet.id);
        return {};
      },
    },
    ExecuteChangeSet: {
      asks: (form) => [changeSetAsk(ports, "ExecuteChangeSet", form)],
      run: (form, caller) => {
        const changeSet = changeSetOf(form, ports);
        const { executionStatus, input, kind, name, stackId, serviceRoleArn } = changeSet;
        if (executionStatus !== "AVAILABLE") {
          const cause = `ChangeSet [${name}] cannot be executed in its current execution status of [${executionStatus}]`;
          throw new AwsError("InvalidChangeSetStatus", cause);
        }
        const entry = { ...stacks.get(stackId), ...(serviceRoleArn === undefined ? {} : { serviceRoleArn }) };
        if (kind === "UPDATE") stacks.requireChangeable(entry);
        else requireReviewed(entry, name);
        book.executed(changeSet);
        const role = roleOf(caller, entry);
        changes.begin(kind, { ...entry, changeSetId: changeSet.id }, { input, role });
        return {};
      },
    },
  };
}

async function createChangeSet(form: URLSearchParams, caller: Caller, ports: OperationPorts): Promise<QueryOutput> {
  const { stacks, s3 } = ports;
  const { book, now } = stacks.ports;
  const stackName = required(form, "StackName");
  const name = required(form, "ChangeSetName");
  const kind = form.get("ChangeSetType") === "CREATE" ? "CREATE" : "UPDATE";
  const found = stacks.find(stackName);
  const existing = found?.status === "REVIEW_IN_PROGRESS" ? undefined : found;
  if (kind === "UPDATE" && existing === undefined) throw validationError(`Stack [${stackName}] does not exist`);
  if (kind === "CREATE" && existing !== undefined) {
    throw validationError(
      `Stack [${stackName}] already exists and cannot be created again with the changeSet [${name}].`,
    );
  }
  if (existing !== undefined) stacks.requireChangeable(existing);
  const input = stackInput(form, await templateBody(form, s3, existing?.input.templateBody), existing?.input);
  const passed = passedRole(form);
  const role = roleOf(caller, { ...existing, ...passed });
  const plan = await stacks.plan(existing?.stackName ?? stackName, input, role);
  const entry = found ?? book.put(stacks.newEntry(stackName, input));
  if (found === undefined) tellReview(entry, ports);
  if (book.changeSet(name, entry.stackId) !== undefined) {
    throw new AwsError("AlreadyExistsException", `ChangeSet ${name} cannot be created since it already exists.`);
  }
  const reason = reasonAgainst(plan, { existing, tags: JSON.stringify(input.tags) });
  const id = arn("cloudformation", `changeSet/${name}/${randomUUID()}`);
  book.putChangeSet({
    id,
    name,
    kind,
    stackId: entry.stackId,
    stackName: entry.stackName,
    ...(reason === undefined
      ? { status: "CREATE_COMPLETE", executionStatus: "AVAILABLE" }
      : { status: "FAILED", executionStatus: "UNAVAILABLE", reason }),
    createdAt: now(),
    input,
    changes: plan.changes,
    ...passed,
  });
  return { Id: id, StackId: entry.stackId };
}

function reasonAgainst(
  { problems, changes, changesOutputs }: StackPlan,
  { existing, tags }: { existing: StackEntry | undefined; tags: string },
): string | undefined {
  if (problems.length > 0) return `Validation failed for ${problems.length} properties: ${describeProblems(problems)}`;
  if (existing === undefined || changes.length > 0 || changesOutputs) return undefined;
  return JSON.stringify(existing.input.tags) === tags ? NO_CHANGES : undefined;
}

/** @throws AwsError InvalidChangeSetStatus where the stack is made already, or gone. */
function requireReviewed({ stackId, status }: StackEntry, name: string): void {
  if (status === "REVIEW_IN_PROGRESS") return;
  const cause = `ChangeSet [${name}] cannot be executed: Stack:${stackId} is in ${status} state and can not be created.`;
  throw new AwsError("InvalidChangeSetStatus", cause);
}

function tellReview({ stackId, stackName }: StackEntry, { stacks }: OperationPorts): void {
  const type = "AWS::CloudFormation::Stack";
  const status = "REVIEW_IN_PROGRESS";
  stacks.ports.book.tell({ stackId, stackName, logicalId: stackName, physicalId: stackId, type, status });
}

function stackOf(form: URLSearchParams, { stacks }: OperationPorts): StackEntry | undefined {
  const stackName = form.get("StackName");
  if (stackName !== null) return stacks.get(stackName);
  const changeSet = stacks.ports.book.changeSet(required(form, "ChangeSetName"), undefined);
  return changeSet === undefined ? undefined : stacks.find(changeSet.stackId);
}

function changeSetOf(form: URLSearchParams, ports: OperationPorts): ChangeSet {
  const name = required(form, "ChangeSetName");
  const found = ports.stacks.ports.book.changeSet(name, stackOf(form, ports)?.stackId);
  if (found === undefined)
    throw new AwsError("ChangeSetNotFound", `ChangeSet [${name}] does not exist`, { status: 404 });
  return found;
}

function changeSetAsk(ports: OperationPorts, operation: string, form: URLSearchParams) {
  const changeSet = ports.stacks.ports.book.changeSet(form.get("ChangeSetName") ?? "", undefined);
  return stackAsk(ports, operation, form, changeSet?.stackId);
}

function summaryOf({
  id,
  name,
  stackId,
  stackName,
  status,
  reason,
  executionStatus,
  createdAt,
}: ChangeSet): QueryOutput {
  return {
    ChangeSetId: id,
    ChangeSetName: name,
    StackId: stackId,
    StackName: stackName,
    Status: status,
    StatusReason: reason,
    ExecutionStatus: executionStatus,
    CreationTime: new Date(createdAt).toISOString(),
  };
}

function describeChangeSet(changeSet: ChangeSet): QueryOutput {
  return {
    ...summaryOf(changeSet),
    ...describeInput(changeSet.input),
    Changes: changeSet.changes.map(({ action, logicalId, type, physicalId, replacement }) => ({
      Type: "Resource",
      ResourceChange: {
        Action: action,
        LogicalResourceId: logicalId,
        PhysicalResourceId: optional(physicalId),
        ResourceType: type,
        Replacement: action === "Modify" ? (replacement ? "True" : "False") : undefined,
        Scope: [],
        Details: [],
      },
    })),
  };
}
