import { isUncertain } from "../../certain-values.ts";
import { isJsonObject, type Json, type JsonObject } from "../../model.ts";
import type { Objection, Rule, RuledResource } from "../objection.ts";
import { statementObjections, type PolicyKind } from "./policy-statements.ts";
import { namedTwice, object, objectsOf } from "./objections.ts";

/** AWS counts a policy's characters without blanks. */
const MOST_MANAGED = 6_144;
const MOST_INLINE = 10_240;
const MOST_TRUST = 2_048;
const VERSIONS = new Set(["2012-10-17", "2008-10-17"]);

/** A policy document of a resource. */
interface PolicyPlace {
  readonly path: string;
  readonly document: Json | undefined;
  /** With every function resolved: its size counts. */
  readonly resolved: Json | undefined;
  readonly kind: PolicyKind;
  readonly most?: number;
  readonly mostSaying?: string;
}

/** AWS::IAM::Role: its trust, and its own policies, which share one limit. */
export const roleRule: Rule = (resource) => {
  const { properties, resolved } = resource;
  const policies = objectsOf(properties["Policies"]);
  const inline = objectsOf(resolved["Policies"]).map(([, policy]) => policy["PolicyDocument"]);
  const size = inline.reduce((sum: number, document) => sum + sizeOf(document), 0);
  return [
    ...documentObjections({
      path: "AssumeRolePolicyDocument",
      document: properties["AssumeRolePolicyDocument"],
      resolved: resolved["AssumeRolePolicyDocument"],
      kind: "trust",
      most: MOST_TRUST,
    }),
    ...policies.flatMap(([index, policy]) =>
      documentObjections({
        path: `Policies[${index}].PolicyDocument`,
        document: policy["PolicyDocument"],
        resolved: undefined,
        kind: "identity",
      }),
    ),
    ...namedTwice(properties["Policies"], "Policies", "PolicyName"),
    ...(size <= MOST_INLINE
      ? []
      : [
          object(
            "Policies",
            `they have ${count(size)} characters; a role's own policies may have ${count(MOST_INLINE)} together.`,
            "Shorten them, or move a part into a managed policy.",
          ),
        ]),
  ];
};

/** AWS::IAM::ManagedPolicy, a permission boundary too. */
export const managedPolicyRule: Rule = ({ properties, resolved }) =>
  documentObjections({
    path: "PolicyDocument",
    document: properties["PolicyDocument"],
    resolved: resolved["PolicyDocument"],
    kind: "identity",
    most: MOST_MANAGED,
  });

/** A policy of a resource, under the property that holds it. */
export function resourcePolicyRule(path: string, most: number): Rule {
  return ({ properties, resolved }: RuledResource) =>
    properties[path] === undefined
      ? []
      : documentObjections({
          path,
          document: properties[path],
          resolved: resolved[path],
          kind: "resource",
          most,
        });
}

function documentObjections({ path, document, resolved, kind, most }: PolicyPlace): readonly Objection[] {
  if (!isJsonObject(document)) return [];
  const size = most === undefined ? 0 : sizeOf(resolved);
  return [
    ...memberObjections(document, path),
    ...statementsOf(document, path, kind),
    ...(most === undefined || size <= most
      ? []
      : [
          object(
            path,
            `the policy has ${count(size)} characters; AWS takes ${count(most)} at most.`,
            "Shorten it: fewer statements, wildcards with a reason, or a part in a policy of its own.",
          ),
        ]),
  ];
}

function memberObjections(document: JsonObject, path: string): readonly Objection[] {
  const unknown = Object.keys(document).filter((name) => !["Version", "Id", "Statement"].includes(name));
  const version = document["Version"];
  return [
    ...unknown.map((name) => object(`${path}.${name}`, "a policy has no such member.", "Take it out.")),
    ...(version === undefined || isUncertain(version) || VERSIONS.has(String(version))
      ? []
      : [object(`${path}.Version`, `${JSON.stringify(version)} is no version.`, `Write "2012-10-17".`)]),
  ];
}

function statementsOf(document: JsonObject, path: string, kind: PolicyKind): readonly Objection[] {
  const written = document["Statement"];
  const place = `${path}.Statement`;
  if (written === undefined || (Array.isArray(written) && written.length === 0)) {
    return [object(place, "a policy needs a statement.", "Give it Statement.")];
  }
  if (isUncertain(written)) return [];
  const list = Array.isArray(written) ? (written as readonly Json[]) : [written];
  const found = list.flatMap((statement, index) => {
    const at = Array.isArray(written) ? `${place}[${index}]` : place;
    if (isJsonObject(statement)) return statementObjections(statement, at, kind);
    return isUncertain(statement) ? [] : [object(at, "a statement is an object.", "Make it an object.")];
  });
  return [...found, ...namedTwice(list, place, "Sid")];
}

function sizeOf(document: Json | undefined): number {
  return document === undefined ? 0 : JSON.stringify(document).length;
}

function count(number: number): string {
  return number.toLocaleString("en-US");
}
