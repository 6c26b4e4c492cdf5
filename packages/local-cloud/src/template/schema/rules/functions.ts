import { isUncertain } from "../../certain-values.ts";
import { isJsonObject, type Json, type JsonObject } from "../../model.ts";
import type { Objection, Rule } from "../objection.ts";
import { certainText, needsOneOf, object } from "./objections.ts";

const MOST_BYTES = 4_096;
/** Lambda sets these itself and takes them from nobody. */
const RESERVED = new Set([
  "_HANDLER",
  "_X_AMZN_TRACE_ID",
  "AWS_ACCESS_KEY_ID",
  "AWS_DEFAULT_REGION",
  "AWS_EXECUTION_ENV",
  "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
  "AWS_LAMBDA_FUNCTION_NAME",
  "AWS_LAMBDA_FUNCTION_VERSION",
  "AWS_LAMBDA_INITIALIZATION_TYPE",
  "AWS_LAMBDA_LOG_GROUP_NAME",
  "AWS_LAMBDA_LOG_STREAM_NAME",
  "AWS_LAMBDA_RUNTIME_API",
  "AWS_REGION",
  "AWS_SECRET_ACCESS_KEY",
  "AWS_SESSION_TOKEN",
  "LAMBDA_RUNTIME_DIR",
  "LAMBDA_TASK_ROOT",
]);

/** AWS::Lambda::Function. */
export const functionRule: Rule = (resource) => {
  const { properties } = resource;
  const isImage = properties["PackageType"] === "Image";
  return [
    ...(isImage ? [] : [...needsOneOf(resource, ["Handler"]), ...needsOneOf(resource, ["Runtime"])]),
    ...roleObjections(properties["Role"]),
    ...variableObjections(properties),
    ...vpcObjections(properties["VpcConfig"]),
    ...retryObjections(properties),
  ];
};

/** AWS::Lambda::Permission. */
export const permissionRule: Rule = ({ properties: { Action: action } }) => {
  const text = certainText(action);
  if (text === undefined || /^(lambda:([a-zA-Z]+|\*)|\*)$/.test(text)) return [];
  return [object("Action", `${JSON.stringify(text)} is no action of Lambda.`, "Write lambda:InvokeFunction.")];
};

function roleObjections(role: Json | undefined): readonly Objection[] {
  const text = certainText(role);
  if (text === undefined || /^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/.test(text)) return [];
  return [object("Role", `${JSON.stringify(text)} is no ARN of a role.`, "Use Fn::GetAtt with the role's Arn.")];
}

function variableObjections({ Environment: environment }: JsonObject): readonly Objection[] {
  const variables = isJsonObject(environment) ? environment["Variables"] : undefined;
  if (!isJsonObject(variables)) return [];
  const path = "Environment.Variables";
  const found = Object.entries(variables).flatMap(([name, value]) => {
    if (RESERVED.has(name)) return [object(`${path}.${name}`, "Lambda sets this variable itself.", "Rename it.")];
    if (!/^[a-zA-Z]\w+$/.test(name)) {
      const cause = "a variable's name is a letter, then letters, digits and underscores.";
      return [object(`${path}.${name}`, cause, "Rename it.")];
    }
    if (typeof value !== "object" || value === null) return [];
    return [object(`${path}.${name}`, "a variable's value is a text.", "Make it a text, e.g. of JSON.")];
  });
  if (isUncertain(JSON.stringify(variables).replaceAll("\\u0000", "\u0000"))) return found;
  const bytes = Object.entries(variables).reduce(
    (sum, [name, value]) => sum + Buffer.byteLength(name + String(value)),
    0,
  );
  if (bytes <= MOST_BYTES) return found;
  return [...found, object("Environment", `its variables have ${bytes} bytes; Lambda takes 4,096.`, "Shorten them.")];
}

function vpcObjections(vpc: Json | undefined): readonly Objection[] {
  if (!isJsonObject(vpc)) return [];
  const count = (name: string): number => {
    const list = vpc[name];
    return Array.isArray(list) ? list.length : list === undefined ? 0 : 1;
  };
  const [subnets, groups] = [count("SubnetIds"), count("SecurityGroupIds")];
  if (subnets > 0 === groups > 0) return [];
  const missing = subnets > 0 ? "SecurityGroupIds" : "SubnetIds";
  return [object(`VpcConfig.${missing}`, "subnets and security groups go together.", `Give it ${missing}.`)];
}

function retryObjections({ DeadLetterConfig: letters }: JsonObject): readonly Objection[] {
  const target = isJsonObject(letters) ? certainText(letters["TargetArn"]) : undefined;
  if (target === undefined || /^arn:aws[a-z-]*:(sqs|sns):/.test(target)) return [];
  return [
    object("DeadLetterConfig.TargetArn", "it is no queue and no topic.", "Name the ARN of an SQS queue or SNS topic."),
  ];
}
