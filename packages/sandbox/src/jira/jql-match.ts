import { fail, ok, type Result } from "@agentic-pm/errors";
import { jqlInstant } from "./jira-time.ts";
import type { JqlExpression, JqlQuery, JqlValue } from "./jql-parse.ts";
import type { JiraIssue, JiraProject } from "./jira-types.ts";
import { statusNamed } from "./workflow.ts";

type Test = (issue: JiraIssue) => boolean;
type Compiled = Result<Test, "JQL_UNSUPPORTED">;
type Clause = Extract<JqlExpression, { kind: "clause" }>;

export interface JqlScope {
  readonly project: JiraProject;
  readonly now: Date;
  readonly currentUser: string;
  readonly keyExists: (key: string) => boolean;
}

export interface CompiledJql {
  readonly matches: Test;
  readonly compare: (left: JiraIssue, right: JiraIssue) => number;
}

/** Turns a parsed query into a test and an order, or says like Jira which field or value does not exist. */
export function compileJql(query: JqlQuery, scope: JqlScope): Result<CompiledJql, "JQL_UNSUPPORTED"> {
  if (query.where === undefined) {
    return unsupported("Unbounded JQL queries are not allowed here. Please add a search restriction to your query.");
  }
  const matches = compile(query.where, scope);
  if (!matches.ok) return matches;
  for (const { field } of query.orderBy) {
    if (ORDER.get(field.toLowerCase()) === undefined) return unsupported(`Not able to sort using field '${field}'.`);
  }
  const orders = query.orderBy.length > 0 ? query.orderBy : [{ field: "created", descending: true }];
  const compare = (left: JiraIssue, right: JiraIssue): number => {
    for (const { field, descending } of orders) {
      const sortKey = ORDER.get(field.toLowerCase());
      const difference = sortKey === undefined ? 0 : compareValues(sortKey(left), sortKey(right));
      if (difference !== 0) return descending ? -difference : difference;
    }
    return Number(left.id) - Number(right.id);
  };
  return ok({ matches: matches.value, compare });
}

const PRIORITIES = ["Lowest", "Low", "Medium", "High", "Highest"];

// Maps, not objects: a field called "constructor" has to be as unknown as any other.
const ORDER: ReadonlyMap<string, (issue: JiraIssue) => string | number> = new Map<
  string,
  (issue: JiraIssue) => string | number
>([
  ["updated", (issue) => issue.updated],
  ["created", (issue) => issue.created],
  ["key", (issue) => Number(issue.id)],
  ["issuekey", (issue) => Number(issue.id)],
  ["id", (issue) => Number(issue.id)],
  ["priority", (issue) => PRIORITIES.indexOf(issue.priority)],
  ["duedate", (issue) => issue.dueDate ?? "9999"],
  ["due", (issue) => issue.dueDate ?? "9999"],
  ["status", (issue) => statusNamed(issue.status).id],
  ["rank", (issue) => Number(issue.id)],
]);

function compareValues(left: string | number, right: string | number): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function compile(expression: JqlExpression, scope: JqlScope): Compiled {
  switch (expression.kind) {
    case "clause":
      return compileClause(expression, scope);
    case "not": {
      const part = compile(expression.part, scope);
      return part.ok ? ok((issue) => !part.value(issue)) : part;
    }
    case "and":
    case "or": {
      const tests: Test[] = [];
      for (const part of expression.parts) {
        const compiled = compile(part, scope);
        if (!compiled.ok) return compiled;
        tests.push(compiled.value);
      }
      return ok((issue) => (expression.kind === "and" ? tests.every((t) => t(issue)) : tests.some((t) => t(issue))));
    }
  }
}

function compileClause(clause: Clause, scope: JqlScope): Compiled {
  const field = clause.field.toLowerCase();
  const instant = INSTANTS.get(field);
  if (instant !== undefined) return compileInstant(clause, instant, scope);
  const read = SETS.get(field);
  if (read === undefined) {
    return unsupported(`Field '${clause.field}' does not exist or you do not have permission to view it.`);
  }
  if (clause.operator === "is" || clause.operator === "is not") return compileEmpty(clause, read);
  const isNegative = clause.operator === "!=" || clause.operator === "not in";
  if (!isNegative && clause.operator !== "=" && clause.operator !== "in") return wrongOperator(clause);
  const wanted = new Set<string>();
  for (const value of clause.values) {
    const known = resolveValue(field, { clause, value, scope });
    if (!known.ok) return known;
    for (const each of known.value) wanted.add(each.toLowerCase());
  }
  return ok((issue) => {
    const has = read(issue).some((each) => wanted.has(each.toLowerCase()));
    // In Jira an empty field satisfies neither `= x` nor `!= x`.
    return isNegative ? read(issue).length > 0 && !has : has;
  });
}

const SETS: ReadonlyMap<string, (issue: JiraIssue) => string[]> = new Map<string, (issue: JiraIssue) => string[]>([
  ["project", (issue) => [issue.key.split("-")[0] ?? ""]],
  ["key", (issue) => [issue.key, issue.id]],
  ["issuekey", (issue) => [issue.key, issue.id]],
  ["issue", (issue) => [issue.key, issue.id]],
  ["id", (issue) => [issue.key, issue.id]],
  ["sprint", (issue) => issue.sprintIds.map(String)],
  ["status", (issue) => [issue.status, statusNamed(issue.status).id]],
  ["statuscategory", (issue) => [statusNamed(issue.status).category.name, statusNamed(issue.status).category.key]],
  ["assignee", (issue) => (issue.assignee === null ? [] : [issue.assignee])],
  ["reporter", (issue) => [issue.reporter]],
  ["priority", (issue) => [issue.priority]],
  ["issuetype", (issue) => [issue.type]],
  ["type", (issue) => [issue.type]],
  ["labels", (issue) => [...issue.labels]],
  ["parent", (issue) => (issue.parentKey === null ? [] : [issue.parentKey])],
]);

const INSTANTS: ReadonlyMap<string, (issue: JiraIssue) => string | null> = new Map<
  string,
  (issue: JiraIssue) => string | null
>([
  ["updated", (issue) => issue.updated],
  ["created", (issue) => issue.created],
  ["resolved", (issue) => issue.resolved],
  ["duedate", (issue) => issue.dueDate],
  ["due", (issue) => issue.dueDate],
]);

interface Operand {
  readonly clause: Clause;
  readonly value: JqlValue;
  readonly scope: JqlScope;
}

/** The stored values that an operand stands for, or the vendor's complaint about one that does not exist. */
function resolveValue(field: string, operand: Operand): Result<string[], "JQL_UNSUPPORTED"> {
  const { clause, value, scope } = operand;
  const { text } = value;
  const unknown = () => unsupported(`The value '${text}' does not exist for the field '${clause.field}'.`);
  if (value.kind === "function") {
    if (field === "sprint") return sprintFunction(text, scope);
    const isPerson = field === "assignee" || field === "reporter";
    if (isPerson && text.toLowerCase() === "currentuser") return ok([scope.currentUser]);
    return unsupported(`Unable to find JQL function '${text}()'.`);
  }
  if (field === "project") {
    const { key, id, name } = scope.project;
    return [key, id, name].some((each) => each.toLowerCase() === text.toLowerCase()) ? ok([key]) : unknown();
  }
  if (["key", "issuekey", "issue", "id"].includes(field) && !scope.keyExists(text.toUpperCase())) {
    return unsupported(`An issue with key '${text}' does not exist for field '${clause.field}'.`);
  }
  if (field === "sprint") {
    const sprint = scope.project.sprints.find(({ id, name }) => String(id) === text || name === text);
    return sprint === undefined
      ? unsupported(`Sprint with name '${text}' does not exist or you do not have permission to view it.`)
      : ok([String(sprint.id)]);
  }
  return ok([text]);
}

function sprintFunction(name: string, { project }: JqlScope): Result<string[], "JQL_UNSUPPORTED"> {
  const state = { opensprints: "active", closedsprints: "closed", futuresprints: "future" }[name.toLowerCase()];
  if (state === undefined) return unsupported(`Unable to find JQL function '${name}()'.`);
  return ok(project.sprints.filter((sprint) => sprint.state === state).map(({ id }) => String(id)));
}

function compileEmpty(clause: Clause, read: (issue: JiraIssue) => string[]): Compiled {
  if (!["empty", "null"].includes(clause.values[0]?.text.toLowerCase() ?? "")) return wrongOperator(clause);
  return ok((issue) => (read(issue).length === 0) === (clause.operator === "is"));
}

function compileInstant(clause: Clause, read: (issue: JiraIssue) => string | null, scope: JqlScope): Compiled {
  const operand = clause.values[0];
  if (clause.values.length !== 1 || operand === undefined) return wrongOperator(clause);
  const { operator } = clause;
  if (operator === "is" || operator === "is not") {
    return ok((issue) => (read(issue) === null) === (operator === "is"));
  }
  const isNow = operand.kind === "function" && operand.text.toLowerCase() === "now";
  const bound = isNow ? scope.now.getTime() : jqlInstant(operand.text, scope.now);
  if (bound === undefined) {
    return unsupported(
      `Date value '${operand.text}' for field '${clause.field}' is invalid. Valid formats include: ` +
        `'yyyy/MM/dd HH:mm', 'yyyy-MM-dd HH:mm', 'yyyy/MM/dd', 'yyyy-MM-dd', or a period format e.g. '-5d'.`,
    );
  }
  const compare = COMPARE[operator];
  if (compare === undefined) return wrongOperator(clause);
  return ok((issue) => {
    const value = read(issue);
    return value !== null && compare(Date.parse(value), bound);
  });
}

const COMPARE: Readonly<Record<string, (left: number, right: number) => boolean>> = {
  "=": (left, right) => left === right,
  "!=": (left, right) => left !== right,
  ">": (left, right) => left > right,
  ">=": (left, right) => left >= right,
  "<": (left, right) => left < right,
  "<=": (left, right) => left <= right,
};

function wrongOperator({ operator, field }: Clause): ReturnType<typeof unsupported> {
  return unsupported(`The operator '${operator}' is not supported by the '${field}' field.`);
}

function unsupported(cause: string) {
  return fail("JQL_UNSUPPORTED", { cause, remedy: "Correct the query." });
}
