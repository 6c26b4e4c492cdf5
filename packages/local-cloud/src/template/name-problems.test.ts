import { describe, expect, test } from "@jest/globals";
import { planChange } from "./change-plan.ts";
import { inertHandlers } from "./handlers/inert.ts";
import { scheduleHandler } from "./handlers/schedules.ts";
import type { JsonObject } from "./model.ts";
import { nameProblem } from "./name-problems.ts";
import type { ResourceHandler } from "./resource-handler.ts";

const schedules = scheduleHandler({ registerSchedule: () => ({ arn: "a" }) } as never);
const filters = inertHandlers().find(({ types }) => types.includes("AWS::Logs::MetricFilter"));

/** What is said against a change, or which change it is. */
function change(handler: ResourceHandler | undefined, before: JsonObject, properties: JsonObject): string {
  if (handler === undefined) throw new Error("there is no handler");
  const [type = ""] = handler.types;
  const previous = { type, logicalId: "X", physicalId: "x", properties: before, attributes: {} };
  const record = { ...previous, deletionPolicy: "Delete", dependsOn: [] };
  const plan = planChange(handler, { type, properties }, record);
  if (plan.kind !== "update" && plan.kind !== "replace") return plan.kind;
  const problem = nameProblem(handler, { ...plan, previous: record, properties });
  return problem === undefined ? plan.kind : `${problem.path}: ${problem.cause} ${problem.remedy}`;
}

describe("a schedule", () => {
  test.each<[string, JsonObject, JsonObject]>([
    ["by its name", { Name: "x" }, { Name: "x", GroupName: "b" }],
    ["by a generated name", { GroupName: "a" }, { GroupName: "b" }],
    ["back to the default group", { Name: "x", GroupName: "a" }, { Name: "x" }],
  ])("does not move to another group %s: AWS does not find it there", (_how, before, after) => {
    expect(change(schedules, before, after)).toMatch(
      /^GroupName: .*identifier 'x' was not found\. Give it another Name/,
    );
  });

  test("moves under another name, as a new one", () => {
    expect(change(schedules, { Name: "x" }, { Name: "y", GroupName: "b" })).toBe("replace");
  });

  test("may say the default group's name", () => {
    expect(change(schedules, { Name: "x" }, { Name: "x", GroupName: "default" })).toBe("update");
  });
});

describe("a metric filter", () => {
  test("moves to another log group under its name, as a new one", () => {
    expect(change(filters, { FilterName: "x", LogGroupName: "a" }, { FilterName: "x", LogGroupName: "b" })).toBe(
      "replace",
    );
  });
});
