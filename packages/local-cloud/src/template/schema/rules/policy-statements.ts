import { CONDITION_OPERATOR_NAMES, isActionPattern, isConditionOperator } from "@agentic-pm/iam";
import { isUncertain } from "../../certain-values.ts";
import { isJsonObject, type Json, type JsonObject } from "../../model.ts";
import type { Objection } from "../objection.ts";
import { object } from "./objections.ts";

/** What a role may do itself; who may take a role; what others may do with a resource. */
export type PolicyKind = "identity" | "trust" | "resource";

const MEMBERS = [
  "Sid",
  "Effect",
  "Principal",
  "NotPrincipal",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Condition",
];
/** A region of an ARN, written out or with wildcards. */
const REGION = /^$|[*?$]|^[a-z]{2}(-[a-z]+)+-\d$/;
const PRINCIPALS = ["AWS", "Service", "Federated", "CanonicalUser"];

/** One statement against the grammar of policies. */
export function statementObjections(statement: JsonObject, at: string, kind: PolicyKind): readonly Objection[] {
  return [
    ...Object.keys(statement)
      .filter((name) => !MEMBERS.includes(name))
      .map((name) => object(`${at}.${name}`, "a statement has no such member.", `Write one of ${MEMBERS.join(", ")}.`)),
    ...sidObjections(statement["Sid"], at, kind),
    ...effectObjections(statement["Effect"], at),
    ...pairObjections(statement, at, ["Action", "NotAction"], true),
    ...pairObjections(statement, at, ["Resource", "NotResource"], kind !== "trust"),
    ...principalObjections(statement, at, kind),
    ...textsOf(statement["Action"] ?? statement["NotAction"]).flatMap((action) => actionObjections(action, at)),
    ...textsOf(statement["Resource"] ?? statement["NotResource"]).flatMap((arn) => arnObjections(arn, at, kind)),
    ...(kind === "trust" && (statement["Resource"] ?? statement["NotResource"]) !== undefined
      ? [object(`${at}.Resource`, "a role's trust has no resource: it is about the role.", "Take it out.")]
      : []),
    ...conditionObjections(statement["Condition"], at),
  ];
}

function sidObjections(sid: Json | undefined, at: string, kind: PolicyKind): readonly Objection[] {
  if (sid === undefined || isUncertain(sid) || kind === "resource" || /^[a-zA-Z0-9]*$/.test(String(sid))) return [];
  return [object(`${at}.Sid`, `${JSON.stringify(sid)}: a Sid is letters and digits.`, "Rename it.")];
}

function effectObjections(effect: Json | undefined, at: string): readonly Objection[] {
  if (effect === "Allow" || effect === "Deny" || isUncertain(effect)) return [];
  const cause = effect === undefined ? "it is missing." : `${JSON.stringify(effect)} is no effect.`;
  return [object(`${at}.Effect`, cause, "Write Allow or Deny.")];
}

function pairObjections(
  statement: JsonObject,
  at: string,
  [one, other]: readonly [string, string],
  isNeeded: boolean,
): readonly Objection[] {
  const [has, hasOther] = [statement[one] !== undefined, statement[other] !== undefined];
  if (has && hasOther) return [object(`${at}.${one}`, `it cannot stand beside ${other}.`, `Take ${other} out.`)];
  if (has || hasOther || !isNeeded) return [];
  return [object(`${at}.${one}`, "it is missing.", `Give it ${one}.`)];
}

function principalObjections(statement: JsonObject, at: string, kind: PolicyKind): readonly Objection[] {
  const path = `${at}.Principal`;
  const principal = statement["Principal"] ?? statement["NotPrincipal"];
  if (kind === "identity") {
    if (principal === undefined) return [];
    return [object(path, "a role's own policy names nobody: it is about the role.", "Take it out.")];
  }
  if (principal === undefined) return [object(path, "it is missing.", "Say who may, e.g. AWS with a role's ARN.")];
  if (principal === "*" || isUncertain(principal)) return [];
  if (!isJsonObject(principal))
    return [object(path, "it is * or an object.", `Write one of ${PRINCIPALS.join(", ")}.`)];
  return Object.keys(principal)
    .filter((name) => !PRINCIPALS.includes(name))
    .map((name) => object(`${path}.${name}`, "there is no such principal.", `Write one of ${PRINCIPALS.join(", ")}.`));
}

function actionObjections(action: string, at: string): readonly Objection[] {
  if (isActionPattern(action)) return [];
  const cause = `${JSON.stringify(action)} is no action: it is service:action.`;
  return [object(`${at}.Action`, cause, "Write it as s3:GetObject.")];
}

function arnObjections(arn: string, at: string, kind: PolicyKind): readonly Objection[] {
  const [prefix, , , region = "", ...rest] = arn.split(":");
  // AWS completes a role's ARNs with wildcards; a bucket's name in the region's place is another matter.
  if (/^\*+$/.test(arn) || (prefix === "arn" && rest.length >= 2)) return [];
  if (kind === "identity" && prefix === "arn" && REGION.test(region)) return [];
  const cause = `${JSON.stringify(arn)} is no ARN.`;
  return [object(`${at}.Resource`, cause, "Write it as arn:aws:s3:::bucket/key, or *.")];
}

function conditionObjections(condition: Json | undefined, at: string): readonly Objection[] {
  if (condition === undefined || isUncertain(condition)) return [];
  if (!isJsonObject(condition)) return [object(`${at}.Condition`, "it is an object.", "Make it an object.")];
  return Object.entries(condition).flatMap(([operator, keys]) => {
    const path = `${at}.Condition.${operator}`;
    if (!isConditionOperator(operator)) {
      const base = operator.replace(/^For(All|Any)Values?:/i, "").replace(/IfExists$/i, "");
      const alike = CONDITION_OPERATOR_NAMES.find((each) =>
        each.toLowerCase().startsWith(base.toLowerCase().slice(0, 8)),
      );
      const remedy = `Write ${alike ?? "an operator of IAM, e.g. StringEquals"}.`;
      return [object(path, "there is no such operator.", remedy)];
    }
    if (isUncertain(keys) || isJsonObject(keys)) return [];
    return [object(path, "it holds keys and values.", "Make it an object, e.g. of aws:PrincipalArn.")];
  });
}

/** Texts that are known for certain, one or many. */
function textsOf(value: Json | undefined): readonly string[] {
  const list = Array.isArray(value) ? (value as readonly Json[]) : [value];
  return list.flatMap((each) => (typeof each === "string" && !isUncertain(each) ? [each] : []));
}
