import { isAppError } from "@agentic-pm/errors";
import { AwsError } from "../../../gateway/aws-error.ts";
import { compilePattern } from "../../../services/eventbridge/event-pattern.ts";
import { parseExpression } from "../../../services/scheduler/schedule-expression.ts";
import { checkDefinition } from "../../../services/step-functions/definition/check-definition.ts";
import { isUncertain } from "../../certain-values.ts";
import { isJsonObject, type Json, type JsonObject } from "../../model.ts";
import type { Objection, Rule } from "../objection.ts";
import { certainText, namedTwice, needsOneOf, object } from "./objections.ts";

const OPERATORS = ["prefix", "suffix", "wildcard", "equals-ignore-case", "anything-but", "numeric", "exists", "cidr"];

/** AWS::StepFunctions::StateMachine: its definition is read as it will be run. */
export const machineRule: Rule = (resource) => {
  const { resolved } = resource;
  const missing = needsOneOf(resource, ["DefinitionString", "Definition", "DefinitionS3Location", "DefinitionUri"]);
  const path = resolved["Definition"] === undefined ? "DefinitionString" : "Definition";
  const definition = resolved[path];
  if (definition === undefined || isUncertain(definition)) return missing;
  const text = substituted(typeof definition === "string" ? definition : JSON.stringify(definition), resolved);
  const fault = faultOf(() => checkDefinition(resource.logicalId, text));
  return fault === undefined
    ? missing
    : [...missing, object(path, fault.cause, fault.remedy ?? "Correct the definition.")];
};

function substituted(text: string, { DefinitionSubstitutions: substitutions }: JsonObject): string {
  if (!isJsonObject(substitutions)) return text;
  return Object.entries(substitutions).reduce(
    (filled, [name, value]) => filled.replaceAll(`\${${name}}`, String(value)),
    text,
  );
}

/** AWS::Scheduler::Schedule. */
export const scheduleRule: Rule = ({ properties }) => {
  const window = properties["FlexibleTimeWindow"];
  const isFlexible = isJsonObject(window) && window["Mode"] === "FLEXIBLE";
  const zone = certainText(properties["ScheduleExpressionTimezone"]) ?? "UTC";
  const isZone = faultOf(() => Intl.DateTimeFormat("en", { timeZone: zone })) === undefined;
  return [
    ...(isZone
      ? []
      : [
          object(
            "ScheduleExpressionTimezone",
            `${JSON.stringify(zone)} is no time zone.`,
            "Write one of the IANA names, e.g. Europe/Vienna.",
          ),
        ]),
    ...expressionObjections(properties["ScheduleExpression"], isZone ? zone : "UTC"),
    ...(isFlexible && window["MaximumWindowInMinutes"] === undefined
      ? [object("FlexibleTimeWindow.MaximumWindowInMinutes", "a flexible window has a length.", "Give it 1 to 1440.")]
      : []),
  ];
};

/** AWS::Events::Rule. */
export const eventRuleRule: Rule = (resource) => {
  const { properties } = resource;
  const pattern = properties["EventPattern"];
  return [
    ...needsOneOf(resource, ["EventPattern", "ScheduleExpression"]),
    ...expressionObjections(properties["ScheduleExpression"], "UTC"),
    ...(isJsonObject(pattern) ? patternObjections(pattern, "EventPattern") : []),
    ...namedTwice(properties["Targets"], "Targets", "Id"),
  ];
};

function expressionObjections(value: Json | undefined, zone: string): readonly Objection[] {
  const text = certainText(value);
  if (text === undefined || faultOf(() => parseExpression(text, zone)) === undefined) return [];
  const remedy = text.startsWith("cron")
    ? "Write cron with six fields (minutes hours day month weekday year), one of day and weekday as a question mark."
    : "Write rate(1 minute), rate(5 minutes), cron(0 9 ? * MON-FRI *) or at(2030-01-31T09:00:00).";
  return [object("ScheduleExpression", `${JSON.stringify(text)} is no schedule.`, remedy)];
}

function patternObjections(pattern: JsonObject, path: string): readonly Objection[] {
  return Object.entries(pattern).flatMap(([key, wanted]) => {
    const at = `${path}.${key}`;
    if (isUncertain(wanted)) return [];
    if (isJsonObject(wanted)) return patternObjections(wanted, at);
    if (!Array.isArray(wanted)) return [object(at, "the values that fit are a list.", "Make it a list.")];
    if (wanted.length === 0) return [object(at, "an empty list fits nothing.", "Give it a value.")];
    if (key === "$or") return [];
    return (wanted as readonly Json[]).flatMap((each, index) => {
      if (!isJsonObject(each) || isUncertain(JSON.stringify(each))) return [];
      const fault = faultOf(() => compilePattern({ [key]: [each] }));
      if (fault === undefined) return [];
      const isKnown = Object.keys(each).every((operator) => OPERATORS.includes(operator));
      const remedy = isKnown ? "Correct what the operator takes." : `Use one of ${OPERATORS.join(", ")}.`;
      return [object(`${at}[${index}]`, fault.cause, remedy)];
    });
  });
}

function faultOf(work: () => unknown): { readonly cause: string; readonly remedy?: string } | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (isAppError(error)) return { cause: error.message, remedy: error.remedy };
    if (error instanceof AwsError || error instanceof RangeError) return { cause: error.message };
    throw error;
  }
}
