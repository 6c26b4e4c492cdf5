import { type NamedTemplate, packagedTemplates, resolveTemplates } from "@agentic-pm/local-cloud";
import { packageServices } from "@agentic-pm/packaging";
import { beforeAll, describe, expect, jest, test } from "@jest/globals";
import { type PackagedBundle, packagedBundles } from "../bundles/packaged-bundle.ts";
import { type DatabaseGrant, databaseGrants, readsTainted } from "./database-grants.ts";
import { legsTable, violationOf } from "./legs-table.ts";
import { CAPABILITIES, WEIGHED_AND_LEFT_OUT } from "./legs.ts";
import { rolesOf } from "./role-policies.ts";
import { evidence, legsOfRoles, type RoleLegs, ruleOfTwo } from "./rule-of-two.ts";

jest.setTimeout(60_000);

interface Plain {
  [key: string]: Plain | Plain[] | string | string[];
}
type Change = (resources: Record<string, { Type: string; Properties?: Plain }>) => void;

let ruled: readonly RoleLegs[];
let templates: readonly NamedTemplate[];
let grants: readonly DatabaseGrant[];

beforeAll(async () => {
  // Read once: a test that looked again later could meet a service that is being packaged by somebody else.
  const services = await packageServices();
  templates = packagedTemplates(services);
  grants = databaseGrants(packagedBundles(services));
  ruled = ruleOfTwo(services);
}, 120_000);

/** The rule on the packaged templates with something changed in one of them. */
function changed(stack: string, change: Change, given = grants): readonly RoleLegs[] {
  const copies = structuredClone(templates);
  const body = copies.find(({ stackName }) => stackName.startsWith(`agentic-pm-${stack}-`))?.template;
  change((body as { Resources: Parameters<Change>[0] }).Resources);
  return legsOfRoles(resolveTemplates(copies), given);
}

/** Adds a statement to the policy of a role or to a boundary. */
function plant(resources: Parameters<Change>[0], name: string, statement: Plain): void {
  const found = Object.values(resources).find(({ Properties }) =>
    JSON.stringify(Properties?.["RoleName"] ?? Properties?.["ManagedPolicyName"] ?? "").includes(name),
  );
  const inline = (found?.Properties?.["Policies"] as Plain[] | undefined)?.[0];
  const document = (inline ?? found?.Properties)?.["PolicyDocument"] as Plain | undefined;
  if (document === undefined) throw new Error(`nothing is called ${name}`);
  (document["Statement"] as Plain[]).push(statement);
}

const legsOf = (roles: readonly RoleLegs[], name: string) => {
  const found = roles.find(({ role }) => role === `agentic-pm-dev-${name}`);
  if (found === undefined) throw new Error(`no role ${name}`);
  return found;
};
const has = ({ legs }: RoleLegs) => [legs.untrusted, legs.secrets, legs.effects].map((leg) => leg.length > 0);

/** Every role, and which of the three it has. */
const CLASSIFIED = [
  { name: "intake", legs: [true, true, false] },
  { name: "sanitise", legs: [true, false, false] },
  { name: "recommend", legs: [true, false, false] },
  { name: "decide", legs: [true, false, true] },
  { name: "execute", legs: [false, true, true] },
  { name: "undo", legs: [false, true, true] },
  { name: "operator", legs: [true, false, true] },
  { name: "signal-workflow", legs: [false, false, true] },
  { name: "action-workflow", legs: [false, false, true] },
  { name: "undo-workflow", legs: [false, false, true] },
  { name: "intake-schedule", legs: [false, false, false] },
  { name: "migrate", legs: [true, false, false] },
  { name: "rotate-graph-secret", legs: [false, true, true] },
  { name: "rotate-graph-reader", legs: [true, true, false] },
  { name: "flow-logs", legs: [false, false, false] },
  { name: "authorizer", legs: [false, false, false] },
  { name: "connection-manager", legs: [true, false, true] },
  { name: "response-sender", legs: [false, false, true] },
  { name: "session-ender", legs: [false, false, true] },
  { name: "sanitise-request", legs: [true, false, false] },
  { name: "embed-and-retrieve", legs: [true, false, false] },
  { name: "reason-and-plan", legs: [true, false, false] },
  { name: "index-policy", legs: [true, false, false] },
  { name: "search-options", legs: [true, false, true] },
  { name: "re-quote", legs: [true, false, true] },
  { name: "portal-login", legs: [false, true, true] },
  { name: "booking-executor", legs: [true, false, true] },
  { name: "close-booking", legs: [false, false, true] },
  { name: "policy-ingestion-workflow", legs: [true, false, false] },
  { name: "policy-uploaded", legs: [false, false, false] },
  { name: "booking-plan-workflow", legs: [false, false, true] },
  { name: "booking-execute-workflow", legs: [false, false, true] },
  { name: "booking-sweep-workflow", legs: [false, false, true] },
  { name: "booking-sweep-schedule", legs: [false, false, false] },
];

describe("the Rule of Two over the packaged templates", () => {
  test("no role has all three", () => {
    expect(ruled.filter(({ violates }) => violates).map(violationOf)).toEqual([]);
  });

  test.each(CLASSIFIED)("$name has untrusted input, integration secrets, effects: $legs", ({ name, legs }) => {
    expect(has(legsOf(ruled, name))).toEqual(legs);
  });

  test("knows every role that the templates hold, so a new one has to be given its place", () => {
    const roles = ruled.map(({ role }) => role.replace("agentic-pm-dev-", ""));
    expect(roles.toSorted()).toEqual(CLASSIFIED.map(({ name }) => name).toSorted());
  });

  test("names, for each leg, the statement that gives it", () => {
    const rows = legsTable(ruled);
    expect(rows).toContainEqual([
      "agentic-pm-dev-sanitise",
      expect.stringContaining("ReadRawSignalToSanitise"),
      "-",
      "-",
    ]);
    expect(rows.find(([role]) => role === "agentic-pm-dev-execute")?.[3]).toContain("ActAtVendorsWithWriteTokens");
  });

  test("counts booking-executor's pages, its model and its payments, each by its statement", () => {
    const row = legsTable(ruled).find(([role]) => role === "agentic-pm-dev-booking-executor");
    expect(row?.[1]).toContain("StepThroughPortalPages");
    expect(row?.[2]).toBe("-");
    expect(row?.[3]).toContain("PayOnce");
  });

  test("every capability on a named resource finds that resource, so a renamed table is not overlooked", () => {
    const resources = resolveTemplates(templates);
    const open = [...CAPABILITIES, ...WEIGHED_AND_LEFT_OUT];
    const [anybody] = rolesOf(resources);
    if (anybody === undefined) throw new Error("no role");
    const everything = {
      ...anybody,
      named: ["arn:aws:any"],
      ask: () => ({ allowed: true, outcome: "Allow", reason: "" }) as const,
    };
    expect(open.filter((each) => evidence(everything, each, resources).length === 0).map(({ why }) => why)).toEqual([]);
  });

  test("what was weighed and left out is still what some role has", () => {
    const resources = resolveTemplates(templates);
    const roles = rolesOf(resources);
    const unused = WEIGHED_AND_LEFT_OUT.filter(
      (each) => !roles.some((role) => evidence(role, each, resources).length > 0),
    );
    expect(unused).toEqual([]);
  });
});

describe("a planted permission", () => {
  const order: Plain = {
    Sid: "PlantedOrder",
    Effect: "Allow",
    Action: "dynamodb:PartiQLInsert",
    Resource: { "Fn::Sub": "arn:aws:dynamodb:us-east-1:${AWS::AccountId}:table/agentic-pm-actions-dev" },
  };

  test("that lets intake order actions breaks the rule, and role and statement are named", () => {
    const intake = legsOf(
      changed("executor", (resources) => plant(resources, "-intake", order)),
      "intake",
    );
    expect(intake.violates).toBe(true);
    expect(violationOf(intake)).toMatch(/^agentic-pm-dev-intake has all three: .*effects by PlantedOrder/);
  });

  test("under a condition counts as one without: the condition might be met", () => {
    const conditional = { ...order, Condition: { StringEquals: { "aws:PrincipalTag/team": "pm" } } };
    const roles = changed("executor", (resources) => plant(resources, "-intake", conditional));
    expect(legsOf(roles, "intake").violates).toBe(true);
  });

  test("by a wildcard is found as well", () => {
    const wildcard = { ...order, Action: "dynamodb:*", Resource: "*" };
    const roles = changed("executor", (resources) => plant(resources, "-intake", wildcard));
    expect(legsOf(roles, "intake").legs.effects.map(({ sid }) => sid)).toContain("PlantedOrder");
  });

  test("to read the write tokens is worth nothing to decide while the secret's own policy denies it", () => {
    const token: Plain = {
      Sid: "PlantedToken",
      Effect: "Allow",
      Action: "secretsmanager:GetSecretValue",
      Resource: { "Fn::ImportValue": "agentic-pm-dev-JiraWriteSecretArn" },
    };
    const plantToken: Change = (resources) => plant(resources, "-decide", token);
    expect(has(legsOf(changed("executor", plantToken), "decide"))).toEqual([true, false, true]);
    const copies = structuredClone(templates);
    for (const { template } of copies) {
      const { Resources } = template as { Resources: Parameters<Change>[0] };
      delete Resources["JiraWriteSecretPolicy"];
      if (Resources["DecideLambdaFunction"] !== undefined) plantToken(Resources);
    }
    const decide = legsOf(legsOfRoles(resolveTemplates(copies), grants), "decide");
    expect(violationOf(decide)).toContain("secrets by PlantedToken");
    expect(decide.violates).toBe(true);
  });

  test("outside the tier's boundary is worth nothing, until the boundary allows it", () => {
    const publish: Plain = { Sid: "PlantedPublish", Effect: "Allow", Action: "sns:Publish", Resource: "*" };
    const inRole: Change = (resources) => plant(resources, "-intake", publish);
    expect(legsOf(changed("executor", inRole), "intake").violates).toBe(false);
    const copies = structuredClone(templates);
    for (const { template } of copies) {
      const { Resources } = template as { Resources: Parameters<Change>[0] };
      if (Resources["IntakeLambdaFunction"] !== undefined) inRole(Resources);
      if (Resources["ExecutorBoundary"] !== undefined) plant(Resources, "executor-boundary", publish);
    }
    const intake = legsOf(legsOfRoles(resolveTemplates(copies), grants), "intake");
    expect(intake.legs.effects.map(({ sid }) => sid)).toContain("PlantedPublish");
  });

  test("that lets booking-executor read the portal's login breaks the rule, once boundary and secret allow it too", () => {
    const login: Plain = {
      Sid: "PlantedLogin",
      Effect: "Allow",
      Action: "secretsmanager:GetSecretValue",
      Resource: { "Fn::ImportValue": "agentic-pm-dev-PortalSecretArn" },
    };
    const copies = structuredClone(templates);
    const executor = () => legsOf(legsOfRoles(resolveTemplates(copies), grants), "booking-executor");
    for (const { template } of copies) {
      const { Resources } = template as { Resources: Parameters<Change>[0] };
      if (Resources["BookingDashexecutorLambdaFunction"] !== undefined) plant(Resources, "-booking-executor", login);
    }
    expect(executor().violates).toBe(false);
    for (const { template } of copies) {
      delete (template as { Resources: Parameters<Change>[0] }).Resources["PortalSecretPolicy"];
    }
    expect(executor().violates).toBe(false);
    for (const { template } of copies) {
      const { Resources } = template as { Resources: Parameters<Change>[0] };
      const boundaryLogin = { ...login, Resource: { Ref: "PortalSecret" } };
      if (Resources["BookingBoundary"] !== undefined) plant(Resources, "-booking-boundary", boundaryLogin);
    }
    expect(violationOf(executor())).toContain("secrets by PlantedLogin");
    expect(executor().violates).toBe(true);
  });

  test("that gives the reader's rotation the sender's rotator breaks the rule, once boundary and secret allow it too", () => {
    const rotator: Plain = {
      Sid: "PlantedRotator",
      Effect: "Allow",
      Action: "secretsmanager:GetSecretValue",
      Resource: { Ref: "GraphRotationSecret" },
    };
    const inRole: Change = (resources) => plant(resources, "-rotate-graph-reader", rotator);
    const inBoundary: Change = (resources) => plant(resources, "-reader-rotation-boundary", rotator);
    const ofSecret: Change = (resources) => delete resources["GraphRotationSecretPolicy"];
    const violates = (...changes: readonly Change[]) => {
      const roles = changed("platform", (resources) => changes.forEach((change) => change(resources)));
      return legsOf(roles, "rotate-graph-reader").violates;
    };
    expect([violates(inRole, inBoundary), violates(inRole, ofSecret)]).toEqual([false, false]);
    expect(violates(inRole, inBoundary, ofSecret)).toBe(true);
  });

  test("in the database counts like one in a role", () => {
    const more = [...grants, { privilege: "select", table: "pm.recommendation", databaseRole: "execute" }];
    expect(
      legsOf(
        changed("executor", () => {}, more),
        "execute",
      ).violates,
    ).toBe(true);
  });

  test("in a policy that no template holds cannot be judged, so it is refused", () => {
    const attach: Change = (resources) => {
      const role = Object.values(resources).find(({ Type }) => Type === "AWS::IAM::Role");
      if (role?.Properties !== undefined)
        role.Properties["ManagedPolicyArns"] = ["arn:aws:iam::aws:policy/AdministratorAccess"];
    };
    expect(() => changed("executor", attach)).toThrow(expect.objectContaining({ code: "POLICY_UNKNOWN" }));
  });
});

test("a column of a tainted table counts like the table", () => {
  const code = "`grant select (booking_id, body) on travel.plan to somebody`";
  const read = databaseGrants([{ functionName: "migrate", code } as PackagedBundle]);
  expect(readsTainted("somebody", read)).toBe(true);
});

test("migrations without grants cannot be judged", () => {
  expect(() => databaseGrants([])).toThrow(expect.objectContaining({ code: "GRANTS_UNREADABLE" }));
});
