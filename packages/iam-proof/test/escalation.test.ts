import { describe, expect, test } from "@jest/globals";
import { iamFacts } from "../src/check/iam-facts.ts";
import type { Deployment } from "../src/deployment.ts";
import { checkEscalation } from "../src/escalation/check-escalation.ts";
import { ESCALATION_PATHS } from "../src/escalation/paths.ts";
import { planted, type Resources, statements } from "./small-template.ts";

const holding = (actions: readonly string[]) => (resources: Resources) => {
  for (const each of [...statements(resources, "Role"), ...statements(resources, "Boundary")])
    Object.assign(each, { Action: actions, Resource: "*" });
};

describe("the published ways to more privileges", () => {
  test("are more than fifty-nine, each with a name of its own and actions that no other has", () => {
    const actions = ESCALATION_PATHS.map((each) => each.actions.toSorted().join(" "));
    expect(ESCALATION_PATHS.length).toBeGreaterThanOrEqual(59);
    expect(new Set(ESCALATION_PATHS.map(({ name }) => name)).size).toBe(ESCALATION_PATHS.length);
    expect(new Set(actions).size).toBe(actions.length);
  });

  test("are made of actions that AWS has", async () => {
    const facts = iamFacts();
    const actions = [...new Set(ESCALATION_PATHS.flatMap((each) => each.actions))];
    const unknown = [];
    for (const action of actions) if ((await facts(action)).length === 0) unknown.push(action);
    // CodeStar was closed in 2024; accounts may still hold policies that name it.
    expect(unknown.filter((action) => !action.startsWith("codestar:"))).toEqual([]);
  });
});

describe.each(ESCALATION_PATHS.map(({ name, actions }) => ({ name, actions })))("$name", ({ name, actions }) => {
  const named = (deployment: Deployment) =>
    checkEscalation(deployment)
      .filter(({ cause }) => cause.includes(`"${name}"`))
      .map(({ resource }) => resource);

  test("is found in a role that holds its actions, and in the boundary that lets it", () => {
    expect(named(planted(holding(actions)))).toEqual(["Role", "Boundary"]);
  });

  test("is not found while one of its actions is missing", () => {
    expect(
      actions.filter(
        (missing) =>
          named(planted(holding([...actions, "s3:GetObject"].filter((each) => each !== missing)))).length > 0,
      ),
    ).toEqual([]);
  });
});
