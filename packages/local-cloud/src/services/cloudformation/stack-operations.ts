import { AwsError } from "../../gateway/aws-error.ts";
import { required, type QueryOperation, type QueryOutput } from "../../gateway/query-module.ts";
import type { Caller } from "../../gateway/service-module.ts";
import { isJsonObject } from "../../template/model.ts";
import { describeEvent, describeResource, describeStack, isoTime } from "./describe.ts";
import { passAsks, passedRole, roleOf, stackAsk, type OperationPorts } from "./operation-ports.ts";
import { neededCapability } from "./required-capabilities.ts";
import type { StackEntry, StackEvent } from "./stack-book.ts";
import { parsedTemplate, stackInput, templateBody, texts, validationError } from "./stack-form.ts";
import { describeProblems } from "./stacks.ts";

const PAGE = 100;

/** Stacks: made, changed, removed and told of. */
export function stackOperations(ports: OperationPorts): Readonly<Record<string, QueryOperation>> {
  const { stacks } = ports;
  const { book, changes, engine } = stacks.ports;
  const onStack = (
    operation: string,
    run: (entry: StackEntry, form: URLSearchParams) => QueryOutput,
  ): QueryOperation => ({
    asks: (form) => [stackAsk(ports, operation, form)],
    run: (form) => run(stacks.get(required(form, "StackName")), form),
  });
  const resourcesOf = (entry: StackEntry): readonly QueryOutput[] => {
    const last = lastEvents(book.events(entry.stackId));
    return [...engine().resourcesOf(entry.stackName).values()].map((record) =>
      describeResource(record, last.get(record.logicalId)),
    );
  };
  return {
    ValidateTemplate: {
      asks: (form) => [{ action: "cloudformation:ValidateTemplate", resource: "*" }, ...ports.templateAsks(form)],
      run: async (form) => await validateTemplate(form, ports),
    },
    CreateStack: {
      asks: (form) => [stackAsk(ports, "CreateStack", form), ...passAsks(form), ...ports.templateAsks(form)],
      run: (form, caller) => createStack(form, caller, ports),
    },
    UpdateStack: {
      asks: (form) => [stackAsk(ports, "UpdateStack", form), ...passAsks(form), ...ports.templateAsks(form)],
      run: (form, caller) => updateStack(form, caller, ports),
    },
    ContinueUpdateRollback: {
      asks: (form) => [stackAsk(ports, "ContinueUpdateRollback", form), ...passAsks(form)],
      run: (form, caller) => {
        const entry = { ...stacks.get(required(form, "StackName")), ...passedRole(form) };
        changes.continueRollback(entry, roleOf(caller, entry));
        return {};
      },
    },
    DeleteStack: {
      asks: (form) => [stackAsk(ports, "DeleteStack", form), ...passAsks(form)],
      run: (form, caller) => {
        const entry = stacks.find(required(form, "StackName"));
        // Deleting what is not there is no error.
        if (entry === undefined || entry.status === "DELETE_COMPLETE") return {};
        requireDeletable(entry, ports);
        changes.beginDelete(entry, roleOf(caller, { ...entry, ...passedRole(form) }));
        return {};
      },
    },
    DescribeStacks: {
      asks: (form) => [stackAsk(ports, "DescribeStacks", form)],
      run: (form) => {
        const name = form.get("StackName");
        const found =
          name === null ? stacks.all().filter(({ status }) => status !== "DELETE_COMPLETE") : [stacks.get(name)];
        return { Stacks: found.map((entry) => describeStack(entry, recordOf(entry, ports))) };
      },
    },
    ListStacks: {
      asks: () => [{ action: "cloudformation:ListStacks", resource: "*" }],
      run: (form) => {
        const filter = texts(form, "StackStatusFilter");
        const found = stacks.all().filter(({ status }) => filter.length === 0 || filter.includes(status));
        return { StackSummaries: found.map((entry) => summaryOf(entry)) };
      },
    },
    DescribeStackEvents: onStack("DescribeStackEvents", ({ stackId }, form) => {
      const events = book.events(stackId);
      const from = Number(form.get("NextToken") ?? 0);
      const next = from + PAGE < events.length ? String(from + PAGE) : undefined;
      return { StackEvents: events.slice(from, from + PAGE).map(describeEvent), NextToken: next };
    }),
    DescribeStackResource: onStack("DescribeStackResource", (entry, form) => {
      const logicalId = required(form, "LogicalResourceId");
      const detail = resourcesOf(entry).find((each) => each["LogicalResourceId"] === logicalId);
      if (detail === undefined) {
        throw validationError(`Resource ${logicalId} does not exist for stack ${entry.stackName}`);
      }
      return { StackResourceDetail: { ...detail, StackId: entry.stackId, StackName: entry.stackName } };
    }),
    DescribeStackResources: onStack("DescribeStackResources", (entry, form) => {
      const logicalId = form.get("LogicalResourceId");
      const found = resourcesOf(entry).filter((each) => logicalId === null || each["LogicalResourceId"] === logicalId);
      const { stackId: StackId, stackName: StackName } = entry;
      return { StackResources: found.map((each) => ({ ...each, StackId, StackName })) };
    }),
    ListStackResources: onStack("ListStackResources", (entry) => ({ StackResourceSummaries: resourcesOf(entry) })),
    GetTemplate: onStack("GetTemplate", ({ input }) => {
      // Before the first change set is executed there is no template; here, nor of what was applied without this API.
      if (input.templateBody === "") return {};
      return { TemplateBody: input.templateBody, StagesAvailable: ["Original", "Processed"] };
    }),
    SetStackPolicy: onStack("SetStackPolicy", (entry, form) => {
      const body = required(form, "StackPolicyBody");
      if (!isJsonObject(parsedTemplate(body)))
        throw validationError("Error validating stack policy: Invalid stack policy");
      book.put({ ...entry, policy: body });
      return {};
    }),
    GetStackPolicy: onStack("GetStackPolicy", ({ policy }) => ({ StackPolicyBody: policy })),
    UpdateTerminationProtection: onStack("UpdateTerminationProtection", (entry, form) => {
      book.put({ ...entry, terminationProtection: form.get("EnableTerminationProtection") === "true" });
      return { StackId: entry.stackId };
    }),
    ListExports: {
      asks: () => [{ action: "cloudformation:ListExports", resource: "*" }],
      run: () => ({
        Exports: engine()
          .stacks()
          .flatMap(({ stackId, exports }) =>
            Object.entries(exports).map(([Name, Value]) => ({ ExportingStackId: stackId, Name, Value })),
          ),
      }),
    },
    ListImports: {
      asks: () => [{ action: "cloudformation:ListImports", resource: "*" }],
      run: (form) => {
        const name = required(form, "ExportName");
        const importers = engine()
          .stacks()
          .filter(({ imports = [] }) => imports.includes(name));
        if (importers.length === 0) throw validationError(`Export '${name}' is not imported by any stack.`);
        return { Imports: importers.map(({ stackName }) => stackName) };
      },
    },
  };
}

async function validateTemplate(form: URLSearchParams, { stacks, s3 }: OperationPorts): Promise<QueryOutput> {
  const template = parsedTemplate(await templateBody(form, s3));
  const outline = await stacks.outline(template);
  const capability = neededCapability(template);
  return {
    Parameters: Object.entries(outline).map(([ParameterKey, parameter]) => ({
      ParameterKey,
      DefaultValue: parameter.Default === undefined ? undefined : String(parameter.Default),
      NoEcho: "false",
    })),
    Description: isJsonObject(template) ? String(template["Description"] ?? "") : "",
    Capabilities: capability === undefined ? [] : [capability],
    CapabilitiesReason:
      capability === undefined ? undefined : `The following resource(s) require capabilities: [${capability}]`,
  };
}

async function createStack(
  form: URLSearchParams,
  caller: Caller,
  { stacks, s3 }: OperationPorts,
): Promise<QueryOutput> {
  const stackName = required(form, "StackName");
  const found = stacks.find(stackName);
  if (found !== undefined) throw new AwsError("AlreadyExistsException", `Stack [${stackName}] already exists`);
  const input = stackInput(form, await templateBody(form, s3));
  const passed = passedRole(form);
  const role = roleOf(caller, passed);
  const { problems } = await stacks.plan(stackName, input, role);
  if (problems.length > 0) throw validationError(describeProblems(problems));
  const terminationProtection = form.get("EnableTerminationProtection") === "true";
  const made = { ...stacks.newEntry(stackName, input), ...passed, terminationProtection };
  const entry = stacks.ports.changes.begin("CREATE", made, { input, role });
  return { StackId: entry.stackId };
}

async function updateStack(
  form: URLSearchParams,
  caller: Caller,
  { stacks, s3 }: OperationPorts,
): Promise<QueryOutput> {
  const entry = { ...stacks.get(required(form, "StackName")), ...passedRole(form) };
  stacks.requireChangeable(entry);
  const input = stackInput(form, await templateBody(form, s3, entry.input.templateBody), entry.input);
  const role = roleOf(caller, entry);
  const { problems, changes, changesOutputs } = await stacks.plan(entry.stackName, input, role);
  if (problems.length > 0) throw validationError(describeProblems(problems));
  const isSameTags = JSON.stringify(input.tags) === JSON.stringify(entry.input.tags);
  if (changes.length === 0 && !changesOutputs && isSameTags) throw validationError("No updates are to be performed.");
  stacks.ports.book.obsoleteChangeSets(entry.stackId);
  stacks.ports.changes.begin("UPDATE", entry, { input, role });
  return { StackId: entry.stackId };
}

/** @throws AwsError ValidationError. */
function requireDeletable(entry: StackEntry, { stacks }: OperationPorts): void {
  const { stackId, stackName, status, terminationProtection } = entry;
  if (terminationProtection === true) {
    throw validationError(`Stack [${stackName}] cannot be deleted while TerminationProtection is enabled`);
  }
  if (entry.change !== undefined)
    throw validationError(`Stack:${stackId} is in ${status} state and can not be deleted.`);
  for (const [name, importers] of stacks.ports.engine().exportsInUse(stackName)) {
    throw validationError(`Export ${name} cannot be deleted as it is in use by ${importers.join(" and ")}`);
  }
}

function recordOf({ stackName, status }: StackEntry, { stacks }: OperationPorts) {
  if (status === "DELETE_COMPLETE") return undefined;
  return stacks.ports
    .engine()
    .stacks()
    .find((stack) => stack.stackName === stackName);
}

function summaryOf(entry: StackEntry): QueryOutput {
  return {
    StackId: entry.stackId,
    StackName: entry.stackName,
    CreationTime: isoTime(entry.createdAt),
    LastUpdatedTime: entry.updatedAt === undefined ? undefined : isoTime(entry.updatedAt),
    DeletionTime: entry.deletedAt === undefined ? undefined : isoTime(entry.deletedAt),
    StackStatus: entry.status,
    StackStatusReason: entry.reason,
  };
}

/** The latest event of each resource, of events newest first. */
function lastEvents(events: readonly StackEvent[]): ReadonlyMap<string, StackEvent> {
  return new Map(events.toReversed().map((event) => [event.logicalId, event]));
}
