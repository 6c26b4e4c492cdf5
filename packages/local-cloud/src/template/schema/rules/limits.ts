import { isUncertain } from "../../certain-values.ts";
import type { Json } from "../../model.ts";
import type { Objection, Rule } from "../objection.ts";
import { object } from "./objections.ts";

/** What a property's value may be, where AWS's published schema of the type does not say it. */
interface Limit {
  readonly pattern?: RegExp;
  readonly longest?: number;
  readonly shortest?: number;
  readonly least?: number;
  readonly most?: number;
  readonly allowed?: readonly string[];
  /** What to write, where a pattern alone would not tell. */
  readonly form?: string;
}

const ROLE_NAME = { pattern: /^[\w+=,.@-]+$/, longest: 64 };
const LIMITS: Readonly<Record<string, Readonly<Record<string, Limit>>>> = {
  "AWS::CloudWatch::Alarm": {
    ComparisonOperator: {
      allowed: [
        "GreaterThanOrEqualToThreshold",
        "GreaterThanThreshold",
        "LessThanThreshold",
        "LessThanOrEqualToThreshold",
        "LessThanLowerOrGreaterThanUpperThreshold",
        "LessThanLowerThreshold",
        "GreaterThanUpperThreshold",
      ],
    },
    Statistic: { allowed: ["SampleCount", "Average", "Sum", "Minimum", "Maximum"] },
    TreatMissingData: { allowed: ["breaching", "notBreaching", "ignore", "missing"] },
    EvaluationPeriods: { least: 1 },
  },
  "AWS::DynamoDB::Table": {
    TableName: { pattern: /^[a-zA-Z0-9_.-]+$/, shortest: 3, longest: 255 },
    BillingMode: { allowed: ["PROVISIONED", "PAY_PER_REQUEST"] },
    TableClass: { allowed: ["STANDARD", "STANDARD_INFREQUENT_ACCESS"] },
  },
  "AWS::Events::Rule": {
    Name: { pattern: /^[.\-_A-Za-z0-9]+$/, longest: 64 },
    State: { allowed: ["ENABLED", "DISABLED", "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"] },
  },
  "AWS::IAM::ManagedPolicy": { ManagedPolicyName: { pattern: /^[\w+=,.@-]+$/, longest: 128 } },
  "AWS::IAM::Role": {
    RoleName: ROLE_NAME,
    MaxSessionDuration: { least: 3_600, most: 43_200 },
    Path: { pattern: /^\/(.+\/)?$/, longest: 512 },
  },
  "AWS::Lambda::Function": {
    FunctionName: {
      pattern: /^(arn:aws[a-z-]*:lambda:.+|[a-zA-Z0-9-_]{1,64})$/,
      form: "1 to 64 letters, digits, hyphens and underscores",
    },
    Handler: { pattern: /^\S+$/, longest: 128 },
    MemorySize: { least: 128, most: 10_240 },
    Timeout: { least: 1, most: 900 },
    ReservedConcurrentExecutions: { least: 0 },
    Description: { longest: 256 },
    PackageType: { allowed: ["Zip", "Image"] },
    Runtime: {
      pattern:
        /^(nodejs\d+\.x|python3\.\d+|java\d+(\.al2)?|dotnet\d+|dotnetcore\d\.\d|ruby\d\.\d|provided(\.al\d+)?|go1\.x)$/,
      form: "a runtime that Lambda has, e.g. nodejs24.x",
    },
  },
  "AWS::Logs::LogGroup": { LogGroupName: { pattern: /^[.\-_/#A-Za-z0-9]+$/, longest: 512 } },
  "AWS::RDS::DBCluster": { DBClusterIdentifier: { pattern: /^[a-zA-Z][a-zA-Z0-9]*(-[a-zA-Z0-9]+)*$/, longest: 63 } },
  "AWS::SNS::Topic": { TopicName: { pattern: /^[\w-]+(\.fifo)?$/, longest: 256 }, DisplayName: { longest: 100 } },
  "AWS::SQS::Queue": { QueueName: { pattern: /^[\w-]+(\.fifo)?$/, longest: 80 } },
  "AWS::SecretsManager::Secret": { Name: { pattern: /^[\w/+=.@-]+$/, longest: 512 } },
  "AWS::StepFunctions::StateMachine": {
    StateMachineName: {
      pattern: /^[^\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}]+$/u,
      longest: 80,
      form: "it without blanks, brackets, wildcards and special characters",
    },
  },
};
/** Members of lists of objects. */
const MEMBER_LIMITS: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, Limit>>>>>> = {
  "AWS::DynamoDB::Table": { AttributeDefinitions: { AttributeType: { allowed: ["S", "N", "B"] } } },
};

/** Names, limits and enumerations that AWS documents beside its schemas. */
export const limitsRule: Rule = ({ type, properties }) => [
  ...Object.entries(LIMITS[type] ?? {}).flatMap(([name, limit]) => breaches(properties[name], name, limit)),
  ...Object.entries(MEMBER_LIMITS[type] ?? {}).flatMap(([list, members]) => {
    const written = properties[list];
    return (Array.isArray(written) ? (written as readonly { [key: string]: Json }[]) : []).flatMap((each, index) =>
      Object.entries(members).flatMap(([name, limit]) => breaches(each[name], `${list}[${index}].${name}`, limit)),
    );
  }),
];

/** Lists of ids hold each once. */
export const idsRule: Rule = ({ properties }) =>
  Object.entries(properties).flatMap(([name, value]) => {
    if (!name.endsWith("Ids") || !Array.isArray(value)) return [];
    const certain = (value as readonly Json[]).filter((each) => typeof each === "string" && !isUncertain(each));
    if (new Set(certain).size === certain.length) return [];
    return [object(name, "one of its members is there twice.", "Name each once.")];
  });

function breaches(value: Json | undefined, path: string, limit: Limit): readonly Objection[] {
  if (value === undefined || value === null || typeof value === "object" || isUncertain(value)) return [];
  const text = String(value);
  const { pattern, allowed, longest = Infinity, shortest = 0, least = -Infinity, most = Infinity, form } = limit;
  const shown = JSON.stringify(text.slice(0, 60));
  if (allowed !== undefined && !allowed.includes(text)) {
    return [object(path, `${shown} is not an allowed value.`, `Write one of ${allowed.join(", ")}.`)];
  }
  if (text.length > longest || text.length < shortest) {
    const range = shortest === 0 ? `at most ${longest}` : `${shortest} to ${longest}`;
    return [object(path, `it has ${text.length} characters.`, `Make it ${range} characters.`)];
  }
  if (Number(text) < least || Number(text) > most) {
    const range = most === Infinity ? `${least} or more` : `${least} to ${most}`;
    return [object(path, `${shown} is out of range.`, `Make it ${range}.`)];
  }
  if (pattern === undefined || pattern.test(text)) return [];
  return [object(path, `${shown} does not fit.`, `Write ${form ?? `it so that it fits ${pattern.source}`}.`)];
}
