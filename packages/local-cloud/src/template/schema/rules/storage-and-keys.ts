import { isJsonObject, type JsonObject } from "../../model.ts";
import type { Objection, Rule } from "../objection.ts";
import { certainNumber, certainText, excludesEachOther, needsOneOf, object, objectsOf } from "./objections.ts";

/** What a lifecycle rule may do. */
const LIFECYCLE_ACTIONS = [
  "AbortIncompleteMultipartUpload",
  "ExpirationDate",
  "ExpirationInDays",
  "ExpiredObjectDeleteMarker",
  "NoncurrentVersionExpiration",
  "NoncurrentVersionExpirationInDays",
  "NoncurrentVersionTransition",
  "NoncurrentVersionTransitions",
  "Transition",
  "Transitions",
];
const USAGES: readonly (readonly [spec: RegExp, usages: readonly string[]])[] = [
  [/^HMAC_/, ["GENERATE_VERIFY_MAC"]],
  [/^SYMMETRIC_DEFAULT$/, ["ENCRYPT_DECRYPT"]],
  [/^RSA_/, ["ENCRYPT_DECRYPT", "SIGN_VERIFY"]],
  [/^ECC_NIST_/, ["SIGN_VERIFY", "KEY_AGREEMENT"]],
  [/^ECC_/, ["SIGN_VERIFY"]],
  [/^ML_DSA_/, ["SIGN_VERIFY"]],
];

/** AWS::S3::Bucket. */
export const bucketRule: Rule = ({ properties }) => {
  const lifecycle = properties["LifecycleConfiguration"];
  const rules = isJsonObject(lifecycle) ? objectsOf(lifecycle["Rules"]) : [];
  return [
    ...bucketNameObjections(certainText(properties["BucketName"])),
    ...rules.flatMap(([index, rule]) =>
      LIFECYCLE_ACTIONS.some((action) => rule[action] !== undefined)
        ? []
        : [
            object(
              `LifecycleConfiguration.Rules[${index}]`,
              "the rule does nothing.",
              `Give it an action, e.g. ExpirationInDays.`,
            ),
          ],
    ),
  ];
};

function bucketNameObjections(name: string | undefined): readonly Objection[] {
  if (name === undefined) return [];
  const why =
    name.length < 3 || name.length > 63
      ? "it has to have 3 to 63 characters"
      : /[A-Z]/.test(name)
        ? "it may have no capitals"
        : /^\d+\.\d+\.\d+\.\d+$/.test(name)
          ? "it looks like an address"
          : name.includes("..")
            ? "it has two dots in a row"
            : /^[a-z0-9][a-z0-9.-]*[a-z0-9]$/.test(name)
              ? /^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3)$/.test(name)
                ? "AWS keeps such names for itself"
                : undefined
              : "it is lower case letters, digits, dots and hyphens, with a letter or digit at both ends";
  if (why === undefined) return [];
  return [object("BucketName", `${JSON.stringify(name)} is no bucket's name: ${why}.`, "Rename it.")];
}

/** AWS::KMS::Key. */
export const keyRule: Rule = ({ properties }) => {
  const spec = certainText(properties["KeySpec"] ?? "SYMMETRIC_DEFAULT");
  const usage = certainText(properties["KeyUsage"] ?? "ENCRYPT_DECRYPT");
  const usages = USAGES.find(([pattern]) => pattern.test(spec ?? ""))?.[1] ?? [];
  const isSymmetric = spec === "SYMMETRIC_DEFAULT";
  return [
    ...(usage === undefined || usages.length === 0 || usages.includes(usage)
      ? []
      : [object("KeyUsage", `${usage} does not go with KeySpec ${spec}.`, `Write one of ${usages.join(", ")}.`)]),
    ...(spec === undefined || isSymmetric || String(properties["EnableKeyRotation"]) !== "true"
      ? []
      : [object("EnableKeyRotation", `keys of KeySpec ${spec} do not rotate.`, "Take it out.")]),
    ...lockOut(properties),
  ];
};

/** KMS refuses a policy under which nobody could change the policy again. */
function lockOut({ KeyPolicy: policy, BypassPolicyLockoutSafetyCheck: bypass }: JsonObject): readonly Objection[] {
  if (!isJsonObject(policy) || String(bypass) === "true") return [];
  const statements = objectsOf(Array.isArray(policy["Statement"]) ? policy["Statement"] : [policy["Statement"] ?? {}]);
  const isManageable = statements.some(([, { Effect: effect, Action: action, Principal: principal }]) => {
    const actions = (Array.isArray(action) ? action : [action]).map(String);
    const covers = actions.some((each) => /^(\*|kms:\*|kms:Put\*|kms:PutKeyPolicy)$/i.test(each));
    return effect === "Allow" && covers && principal !== undefined;
  });
  if (isManageable) return [];
  const cause = "The new key policy will not allow you to update the key policy in the future.";
  return [object("KeyPolicy", cause, "Add a statement that allows the account's root kms:*.")];
}

/** AWS::SecretsManager::Secret. */
export const secretRule: Rule = (resource) => {
  const generate = resource.properties["GenerateSecretString"];
  const found = [...excludesEachOther(resource, "SecretString", "GenerateSecretString")];
  if (!isJsonObject(generate)) return found;
  for (const [one, other] of [
    ["GenerateStringKey", "SecretStringTemplate"],
    ["SecretStringTemplate", "GenerateStringKey"],
  ] as const) {
    if (generate[one] === undefined || generate[other] !== undefined) continue;
    found.push(object(`GenerateSecretString.${other}`, `${one} needs it.`, `Give it ${other}.`));
  }
  const length = certainNumber(generate["PasswordLength"]);
  if (length !== undefined && (length < 1 || length > 4_096)) {
    found.push(
      object("GenerateSecretString.PasswordLength", `${length} is too much or too little.`, "Write one of 1 to 4096."),
    );
  }
  const text = certainText(generate["SecretStringTemplate"]);
  if (text !== undefined && !isJsonText(text)) {
    found.push(object("GenerateSecretString.SecretStringTemplate", "it is no JSON object.", "Write it as JSON."));
  }
  return found;
};

function isJsonText(text: string): boolean {
  try {
    return isJsonObject(JSON.parse(text));
  } catch {
    return false;
  }
}

/** AWS::CloudWatch::Alarm. */
export const alarmRule: Rule = (resource) => {
  const { properties } = resource;
  const period = certainNumber(properties["Period"]);
  return [
    ...needsOneOf(resource, ["MetricName", "Metrics"]),
    ...needsOneOf(resource, ["Threshold", "ThresholdMetricId"]),
    ...(resource.resolved["MetricName"] === undefined
      ? []
      : [
          ...needsOneOf(resource, ["Namespace"]),
          ...needsOneOf(resource, ["Period"]),
          ...needsOneOf(resource, ["Statistic", "ExtendedStatistic"]),
        ]),
    ...(period === undefined || [10, 20, 30].includes(period) || (period > 0 && period % 60 === 0)
      ? []
      : [object("Period", `${period} seconds is no period.`, "Write one of 10, 20, 30 or a multiple of 60.")]),
  ];
};

/** AWS::SNS::Subscription. */
export const subscriptionRule: Rule = ({ properties: { Protocol: protocol } }) => {
  const known = ["http", "https", "email", "email-json", "sms", "sqs", "application", "lambda", "firehose"];
  const text = certainText(protocol);
  if (text === undefined || known.includes(text)) return [];
  return [object("Protocol", `${JSON.stringify(text)} is no protocol.`, `Write one of ${known.join(", ")}.`)];
};

/** AWS::RDS::DBCluster. */
export const clusterRule: Rule = ({ properties }) => {
  const days = certainNumber(properties["BackupRetentionPeriod"]);
  const password = certainText(properties["MasterUserPassword"]);
  const scaling = properties["ServerlessV2ScalingConfiguration"];
  const [least, most] = isJsonObject(scaling)
    ? [certainNumber(scaling["MinCapacity"]), certainNumber(scaling["MaxCapacity"])]
    : [undefined, undefined];
  return [
    ...(days === undefined || (days >= 1 && days <= 35)
      ? []
      : [object("BackupRetentionPeriod", `${days} days.`, "Write one of 1 to 35.")]),
    ...(password === undefined || (password.length >= 8 && !/["/@ ]/.test(password))
      ? []
      : [
          object(
            "MasterUserPassword",
            'too short, or with / @ " or a blank.',
            "Make it 8 characters or more without them.",
          ),
        ]),
    ...(least === undefined || most === undefined || least <= most
      ? []
      : [
          object(
            "ServerlessV2ScalingConfiguration.MinCapacity",
            `${least} is more than MaxCapacity, ${most}.`,
            "Make it MaxCapacity or less.",
          ),
        ]),
  ];
};
