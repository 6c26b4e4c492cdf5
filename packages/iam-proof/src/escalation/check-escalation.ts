import type { AskableRole } from "@agentic-pm/boundary-checks";
import { authorize, compilePolicies, type NamedPolicy } from "@agentic-pm/iam";
import type { ResolvedResource } from "@agentic-pm/local-cloud";
import type { Deployment } from "../deployment.ts";
import { type Finding, objectTo } from "../finding.ts";
import { globsMeet } from "../glob.ts";
import { statementsOf, texts } from "../policy-uses.ts";
import { ESCALATION_PATHS, type EscalationPath } from "./paths.ts";

/** Somebody whose permissions are tried: a role as packaged, or anybody at all within a boundary. */
interface Trial {
  readonly name: string;
  readonly resource: ResolvedResource;
  /** What may allow at all: an action that no statement names need not be asked for. */
  readonly policies: readonly NamedPolicy[];
  readonly ask: (action: string, resource: string) => { readonly allowed: boolean; readonly sid?: string };
  readonly remedy: string;
}

const MANAGED = "AWS::IAM::ManagedPolicy";
const ACCOUNT = "111122223333";
/** Things of the account that no template holds. */
const OTHERS = [
  "*",
  `arn:aws:iam::${ACCOUNT}:role/administrator`,
  `arn:aws:iam::${ACCOUNT}:user/administrator`,
  `arn:aws:iam::${ACCOUNT}:group/administrators`,
  `arn:aws:iam::${ACCOUNT}:policy/any`,
  `arn:aws:ec2:us-east-1:${ACCOUNT}:instance/i-0123456789abcdef0`,
  `arn:aws:lambda:us-east-1:${ACCOUNT}:function:any`,
  `arn:aws:cloudformation:us-east-1:${ACCOUNT}:stack/any/any`,
];

/**
 * Replays every known path on every role as packaged, and on every boundary as if its role's policy allowed everything:
 * no role can go a path, and none could if somebody widened its policy. Conditions on an Allow are taken as met.
 * @throws AppError IAM_POLICY_MALFORMED.
 */
export function checkEscalation(deployment: Deployment): readonly Finding[] {
  const arns = [...new Set(deployment.resources.map(({ arn }) => arn).filter((arn) => arn.startsWith("arn:")))];
  const trials = [...deployment.roles.map(ofRole), ...ofBoundaries(deployment)];
  return trials.flatMap((trial) => {
    const held = holdings(trial, [...OTHERS, ...arns, ...named(trial.policies)]);
    return ESCALATION_PATHS.flatMap((each) => {
      const steps = each.actions.map((action) => held(action));
      return steps.includes(undefined) ? [] : [finding(trial, each, steps)];
    });
  });
}

function ofRole({ name, resource, identity, ask }: AskableRole): Trial {
  const remedy = "Take one of these actions out of the role: nothing that runs here needs them together.";
  return { name, resource, policies: identity, ask, remedy };
}

/** Each boundary in use, as if it were all that somebody is allowed: a policy that allows everything, within it. */
function ofBoundaries({ roles, resources }: Deployment): readonly Trial[] {
  const boundaries = new Map(roles.map(({ boundary }) => [boundary?.name, boundary]));
  return [...boundaries.values()].flatMap((boundary) => {
    const resource = resources.find(({ type, logicalId }) => type === MANAGED && logicalId === boundary?.name);
    if (boundary === undefined || resource === undefined) return [];
    const compiled = compilePolicies({ identity: [atMost(boundary)] });
    const arn = `arn:aws:iam::${ACCOUNT}:role/anybody`;
    const principal = { arn, accountId: ACCOUNT };
    const context = { "aws:PrincipalArn": arn };
    const ask: Trial["ask"] = (action, target) =>
      authorize(compiled, { principal, action, resource: target, context, resourcePolicyIsRequired: false });
    const remedy =
      "Take one of these actions out of the boundary, so that no role within it can ever have them together.";
    return [{ name: boundary.name, resource, policies: [boundary], ask, remedy }];
  });
}

function atMost({ name, document }: NamedPolicy): NamedPolicy {
  const statements = statementsOf(document).map(({ Condition: condition, ...rest }) =>
    rest.Effect === "Allow" || condition === undefined ? rest : { ...rest, Condition: condition },
  );
  return { name, document: { ...document, Statement: statements } };
}

/** Tells which statement lets somebody do an action to anything at all; undefined if none does. */
function holdings(trial: Trial, resources: readonly string[]): (action: string) => string | undefined {
  const known = new Map<string, string | undefined>();
  return (action) => {
    if (!known.has(action))
      known.set(action, mayBeNamed(trial.policies, action) ? firstSid(trial, action, resources) : undefined);
    return known.get(action);
  };
}

function firstSid({ ask }: Trial, action: string, resources: readonly string[]): string | undefined {
  for (const resource of resources) {
    const { allowed, sid = "a statement without Sid" } = ask(action, resource);
    if (allowed) return sid;
  }
  return undefined;
}

function mayBeNamed(policies: readonly NamedPolicy[], action: string): boolean {
  return policies.some(({ document }) =>
    statementsOf(document).some(
      (statement) =>
        statement.Effect === "Allow" &&
        (statement.NotAction !== undefined ||
          texts(statement.Action).some((pattern) => globsMeet(pattern.toLowerCase(), action.toLowerCase()))),
    ),
  );
}

/** What the policies name, wildcards filled in. */
function named(policies: readonly NamedPolicy[]): readonly string[] {
  return policies.flatMap(({ document }) =>
    statementsOf(document).flatMap(({ Resource: resource }) =>
      texts(resource).map((each) => each.replaceAll(/[*?]/g, "x")),
    ),
  );
}

function finding(trial: Trial, { name, actions }: EscalationPath, steps: readonly (string | undefined)[]): Finding {
  const by = actions.map((action, index) => `${action} (${steps[index] ?? ""})`).join(", ");
  return objectTo(trial.resource, {
    kind: "escalation-path",
    role: trial.name,
    sid: steps[0],
    property: "Policies",
    cause: `${trial.name} can help itself to more permissions, "${name}": it holds ${by}.`,
    remedy: trial.remedy,
  });
}
