import type { Deployment } from "../deployment.ts";
import { type Finding, objectTo } from "../finding.ts";
import { globsMeet } from "../glob.ts";
import { askControlTower } from "./control-tower.ts";
import { askNag } from "./nag.ts";
import type { RuleObjection, RulePack } from "./objection.ts";
import { type Suppression, SUPPRESSIONS } from "./suppressions.ts";

const FILE = "packages/iam-proof/src/rule-packs/suppressions.ts";

/** What a pack said, in numbers. */
export interface RulePackReport {
  readonly name: string;
  /** Rules that object to something, and to how many resources. */
  readonly rules: number;
  readonly objections: number;
  /** Objections with a written reason. */
  readonly suppressed: number;
  /** Why the pack was not asked; left out if it was. */
  readonly notAsked?: string;
}

export interface RulePackCheck {
  readonly findings: readonly Finding[];
  readonly packs: readonly RulePackReport[];
}

/** Everything that cdk-nag and AWS Control Tower object to without a written reason, and reasons without an objection. */
export async function checkRulePacks(deployment: Deployment): Promise<RulePackCheck> {
  return judge(deployment, await askRulePacks(deployment), SUPPRESSIONS);
}

/** Asks both packs, side by side. @throws AppError RULES_NOT_ASKED. */
export function askRulePacks({ templates, resources }: Deployment): Promise<readonly RulePack[]> {
  return Promise.all([askNag(templates), askControlTower(resources)]);
}

/** Their objections against the reasons not to follow them. A pack that was not asked makes no reason stale. */
export function judge(
  deployment: Deployment,
  packs: readonly RulePack[],
  suppressions: readonly Suppression[],
): RulePackCheck {
  const objections = packs.flatMap((pack) => pack.objections);
  const unexplained = objections.filter((each) => !suppressions.some((reason) => covers(reason, each)));
  const wereAllAsked = packs.every(({ notAsked }) => notAsked === undefined);
  return {
    findings: [
      ...unexplained.map((each) => finding(deployment, each)),
      ...(wereAllAsked ? stale(deployment, suppressions, objections) : []),
    ],
    packs: packs.map((pack) => report(pack, unexplained)),
  };
}

function report({ name, objections, notAsked }: RulePack, unexplained: readonly RuleObjection[]): RulePackReport {
  return {
    name,
    rules: new Set(objections.map(({ rule }) => rule)).size,
    objections: objections.length,
    suppressed: objections.filter((each) => !unexplained.includes(each)).length,
    ...(notAsked === undefined ? {} : { notAsked }),
  };
}

function finding({ resources }: Deployment, { rule, stackName, logicalId, demand }: RuleObjection): Finding {
  const known = resources.find((each) => each.stackName === stackName && each.logicalId === logicalId);
  const resource = known ?? { stackName, logicalId, type: "", properties: {}, physicalId: logicalId, arn: "" };
  return objectTo(resource, {
    kind: "published-rule",
    property: rule,
    cause: `${rule}: ${demand}`,
    remedy: `Do as it says, or write the reason in ${FILE}.`,
  });
}

/** Reasons that no objection meets, for each rule and each resource that they name. */
function stale(
  { resources }: Deployment,
  suppressions: readonly Suppression[],
  objections: readonly RuleObjection[],
): readonly Finding[] {
  const [first] = resources;
  if (first === undefined) return [];
  return suppressions.flatMap(({ rules, resources: places }) =>
    rules.flatMap((rule) =>
      places
        .filter((place) => !objections.some((each) => each.rule === rule && globsMeet(place, placeOf(each))))
        .map((place) => ({
          ...objectTo(first, {
            kind: "suppression-without-objection",
            property: rule,
            cause: `There is a reason not to follow ${rule} for ${place}, and the rule does not object to any such.`,
            remedy: `Take it out of ${FILE}.`,
          }),
          resource: place,
          file: FILE,
        })),
    ),
  );
}

function covers({ rules, resources }: Suppression, objection: RuleObjection): boolean {
  return rules.includes(objection.rule) && resources.some((place) => globsMeet(place, placeOf(objection)));
}

/** "agentic-pm-booking-dev" and "PlanQueue" → "booking/PlanQueue". */
function placeOf({ stackName, logicalId }: RuleObjection): string {
  return `${stackName.replace(/^agentic-pm-/, "").replace(/-[^-]+$/, "")}/${logicalId}`;
}
