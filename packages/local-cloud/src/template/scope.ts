import { ACCOUNT_ID, PARTITION, REGION } from "../gateway/account.ts";
import { readPattern } from "./java-pattern.ts";
import type { Json, JsonObject, ResourceState, Template, TemplateParameter } from "./model.ts";
import { templateError } from "./template-error.ts";

/** What the functions of a template can look up. */
export interface Scope {
  readonly stackName: string;
  readonly mappings: JsonObject;
  readonly conditionHolds: (name: string) => boolean;
  /** Parameters and pseudo parameters by name. */
  readonly parameters: Readonly<Record<string, Json>>;
  /** Resources made so far. */
  readonly resources: ReadonlyMap<string, ResourceState>;
  readonly importValue: (name: string) => string | undefined;
}

/** Parameters and pseudo parameters of a stack. @throws AppError TEMPLATE_INVALID for a parameter without a value. */
export function parameterValues(
  stack: { readonly stackName: string; readonly stackId: string },
  template: Template,
  given: Readonly<Record<string, string>>,
): Readonly<Record<string, Json>> {
  const { stackName, stackId } = stack;
  const values: Record<string, Json> = {
    "AWS::AccountId": ACCOUNT_ID,
    "AWS::NotificationARNs": [],
    "AWS::Partition": PARTITION,
    "AWS::Region": REGION,
    "AWS::StackId": stackId,
    "AWS::StackName": stackName,
    "AWS::URLSuffix": "amazonaws.com",
  };
  for (const [name, parameter] of Object.entries(template.Parameters)) {
    const value = given[name] ?? parameter.Default;
    const place = { stackName, subject: `Parameters.${name}` };
    if (value === undefined) throw templateError(place, "the parameter has no value and no default");
    if (parameter.AllowedValues !== undefined && !parameter.AllowedValues.map(String).includes(String(value))) {
      throw templateError(place, `${JSON.stringify(value)} is not one of ${JSON.stringify(parameter.AllowedValues)}`);
    }
    const { AllowedPattern: pattern } = parameter;
    const form = pattern === undefined ? "foreign" : readPattern(pattern);
    if (form instanceof RegExp && !form.test(String(value))) {
      throw templateError(place, `${JSON.stringify(value)} does not match the pattern ${pattern}`);
    }
    if (parameter.Type === "Number" && !Number.isFinite(Number(value))) {
      throw templateError(place, `${JSON.stringify(value)} is no number`);
    }
    const bound = outOfBounds(parameter, value);
    if (bound !== undefined) throw templateError(place, `${JSON.stringify(value)} ${bound}`);
    const isList = parameter.Type === "CommaDelimitedList" || parameter.Type.startsWith("List<");
    values[name] = isList && typeof value === "string" ? value.split(",").map((part) => part.trim()) : value;
  }
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(template.Parameters, name)) {
      throw templateError({ stackName, subject: `Parameters.${name}` }, "the template has no such parameter");
    }
  }
  return values;
}

/** Which limit of a parameter a value breaks, if it breaks one. */
function outOfBounds(parameter: TemplateParameter, value: Json): string | undefined {
  const { MinValue: least, MaxValue: most, MinLength: shortest, MaxLength: longest, Type: type } = parameter;
  const length = String(value).length;
  if (type === "Number" && least !== undefined && Number(value) < Number(least))
    return `is less than MinValue ${least}`;
  if (type === "Number" && most !== undefined && Number(value) > Number(most)) return `is more than MaxValue ${most}`;
  if (shortest !== undefined && length < Number(shortest)) return `is shorter than MinLength ${shortest}`;
  if (longest !== undefined && length > Number(longest)) return `is longer than MaxLength ${longest}`;
  return undefined;
}
