import type { Statement } from "@agentic-pm/iam";
import { type Finding, objectTo } from "../finding.ts";
import { globsMeet } from "../glob.ts";
import { type PolicyUse, statementsOf, texts } from "../policy-uses.ts";
import type { IamFacts } from "./iam-facts.ts";

/**
 * Every action exists; in what grants, every action fits one of the statement's resources and every resource one of its
 * actions. An action without resource types is allowed on "*" only, so on an ARN it grants nothing.
 */
export async function checkActions(policies: readonly PolicyUse[], facts: IamFacts): Promise<readonly Finding[]> {
  const findings = policies.flatMap((use) =>
    statementsOf(use.document).map((each) => checkStatement(use, each, facts)),
  );
  return (await Promise.all(findings)).flat();
}

async function checkStatement(use: PolicyUse, statement: Statement, facts: IamFacts): Promise<readonly Finding[]> {
  const actions = [...texts(statement.Action), ...texts(statement.NotAction)].filter((action) => action !== "*");
  const known = await Promise.all(actions.map(async (action) => ({ action, facts: await facts(action) })));
  const unknown = known
    .filter((each) => each.facts.length === 0)
    .map(({ action }) =>
      objection(use, statement, {
        kind: "unknown-action",
        property: "Action",
        cause: `AWS has no action ${action}, so the statement grants or denies nothing by it.`,
        remedy: `Write the action as in AWS's service authorization reference, or take ${action} out.`,
      }),
    );
  if (use.effect !== "grants" || statement.NotAction !== undefined || actions.length !== texts(statement.Action).length)
    return unknown;
  return [...unknown, ...checkResources(use, statement, known)];
}

interface KnownAction {
  readonly action: string;
  readonly facts: Awaited<ReturnType<IamFacts>>;
}

function checkResources(use: PolicyUse, statement: Statement, known: readonly KnownAction[]): readonly Finding[] {
  const resources = texts(statement.Resource).map((resource) => resource.replaceAll(/\$\{[^}]*\}/g, "*"));
  const fits = (each: KnownAction, resource: string): boolean =>
    resource === "*" || each.facts.some(({ arns }) => arns.some((arn) => globsMeet(arn, resource)));
  const idle = known.filter((each) => each.facts.length > 0 && !resources.some((resource) => fits(each, resource)));
  const pointless = resources.filter(
    (resource) => !known.some((each) => each.facts.length === 0 || fits(each, resource)),
  );
  return [
    ...idle.map(({ action, facts }) =>
      objection(use, statement, {
        kind: "wrong-resource",
        property: "Resource",
        cause: `${action} cannot be allowed on any of ${resources.join(", ")}.`,
        remedy: `Give it a resource of a type that it knows: ${arnsOf(facts)}.`,
      }),
    ),
    ...pointless.map((resource) =>
      objection(use, statement, {
        kind: "wrong-resource",
        property: "Resource",
        cause: `None of ${texts(statement.Action).join(", ")} can be allowed on ${resource}.`,
        remedy: "Take the resource out, or name it as AWS does.",
      }),
    ),
  ];
}

function arnsOf(facts: KnownAction["facts"]): string {
  const arns = [...new Set(facts.flatMap((each) => each.arns))];
  return arns.length === 0 ? '"*", for it has no resource types' : arns.join(", ");
}

function objection(
  use: PolicyUse,
  statement: Statement,
  what: Pick<Finding, "kind" | "property" | "cause" | "remedy">,
): Finding {
  const property = `${use.property}.Statement.${what.property}`;
  return objectTo(use.resource, { ...what, property, role: use.owner, sid: statement.Sid });
}
