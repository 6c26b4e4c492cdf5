import { isRecord, malformed } from "./malformed.ts";
import type { NamedPolicy, PolicyDocument, PolicySet } from "./policy-document.ts";
import { compileStatement, type CompiledStatement } from "./statement.ts";

/** The statements of all policies of one kind: every Deny, then every Allow. */
export interface CompiledLayer {
  readonly policies: readonly string[];
  readonly denies: readonly CompiledStatement[];
  readonly allows: readonly CompiledStatement[];
}

/** Policies parsed and ready to be asked; made by `compilePolicies`. */
export interface CompiledPolicies {
  readonly identity: CompiledLayer;
  readonly boundary: CompiledLayer | undefined;
  readonly session: CompiledLayer | undefined;
  readonly resource: CompiledLayer | undefined;
  /** From the organization's root down; every level has to allow. */
  readonly serviceControl: readonly CompiledLayer[];
  readonly resourceControl: readonly CompiledLayer[];
}

const VERSIONS = new Set(["2008-10-17", "2012-10-17"]);
const SID = /^[0-9A-Za-z]*$/;
const DOCUMENT_ELEMENTS = new Set(["Version", "Id", "Statement"]);

/** Resource policies already compiled, by the document they came from. */
const resourceLayers = new WeakMap<PolicyDocument, { readonly name: string; readonly layer: CompiledLayer }>();

/**
 * Parses policies once, for any number of decisions.
 * @throws AppError `IAM_POLICY_MALFORMED`, naming policy, Sid and element.
 */
export function compilePolicies(set: PolicySet): CompiledPolicies {
  const session = set.session ?? [];
  return {
    identity: compileLayer(set.identity, false),
    boundary: set.boundary && compileLayer([set.boundary], false),
    session: session.length === 0 ? undefined : compileLayer(session, false),
    resource: set.resource && compileResourcePolicy(set.resource),
    serviceControl: (set.serviceControl ?? []).map((level) => compileLayer(level, false)),
    resourceControl: (set.resourceControl ?? []).map((level) => compileLayer(level, true)),
  };
}

/**
 * The same policies with another resource policy, or with none. Cheap: a document is parsed the first time only,
 * so a document must not be changed in place afterwards.
 * @throws AppError `IAM_POLICY_MALFORMED`, naming policy, Sid and element.
 */
export function withResourcePolicy(compiled: CompiledPolicies, resource: NamedPolicy | undefined): CompiledPolicies {
  return { ...compiled, resource: resource && compileResourcePolicy(resource) };
}

function compileResourcePolicy(policy: NamedPolicy): CompiledLayer {
  const known = isRecord(policy.document) ? resourceLayers.get(policy.document) : undefined;
  if (known !== undefined && known.name === policy.name) return known.layer;
  const layer = compileLayer([policy], true);
  resourceLayers.set(policy.document, { name: policy.name, layer });
  return layer;
}

function compileLayer(policies: readonly NamedPolicy[], isResourcePolicy: boolean): CompiledLayer {
  const statements = policies.flatMap((policy) => compileDocument(policy, isResourcePolicy));
  return {
    policies: policies.map((policy) => policy.name),
    denies: statements.filter((statement) => statement.isDeny),
    allows: statements.filter((statement) => !statement.isDeny),
  };
}

function compileDocument(policy: NamedPolicy, isResourcePolicy: boolean): CompiledStatement[] {
  const document: unknown = policy.document;
  const inPolicy = { policy: policy.name };
  if (!isRecord(document)) throw malformed(inPolicy, "the document", "must be an object");
  for (const element of Object.keys(document)) {
    if (!DOCUMENT_ELEMENTS.has(element)) throw malformed(inPolicy, element, "is not an element of a policy");
  }
  const version = document["Version"] ?? "2008-10-17";
  if (typeof version !== "string" || !VERSIONS.has(version)) {
    throw malformed(inPolicy, "Version", "must be 2012-10-17 or 2008-10-17");
  }
  const raw = document["Statement"];
  if (raw === undefined) throw malformed(inPolicy, "Statement", "is missing");
  const statements: readonly unknown[] = Array.isArray(raw) ? raw : [raw];
  const sids = new Set<string>();
  return statements.map((statement, at) => {
    const sid = readSid(statement, at, policy.name);
    if (!isResourcePolicy && hasOddSid(statement))
      throw malformed({ ...inPolicy, sid }, "Sid", "must be letters and digits");
    if (sids.has(sid)) throw malformed({ ...inPolicy, sid }, "Sid", "is used twice in this policy");
    sids.add(sid);
    const place = { policy: policy.name, sid };
    return compileStatement(statement, {
      place,
      isResourcePolicy,
      hasVariables: version === "2012-10-17",
    });
  });
}

/** Resource policies leave it to their service what a Sid may be made of; the others do not. */
function hasOddSid(statement: unknown): boolean {
  const sid = isRecord(statement) ? statement["Sid"] : undefined;
  return typeof sid === "string" && !SID.test(sid);
}

function readSid(statement: unknown, at: number, policy: string): string {
  const sid = isRecord(statement) ? statement["Sid"] : undefined;
  if (sid === undefined || sid === "") return `Statement[${at}]`;
  if (typeof sid !== "string") throw malformed({ policy, sid: `Statement[${at}]` }, "Sid", "must be a text");
  return sid;
}
