import { packagedTemplates, resolveTemplates, type ResolvedResource } from "@agentic-pm/local-cloud";
import { packagedBundles, type PackagedFolder } from "../bundles/packaged-bundle.ts";
import { type DatabaseGrant, databaseGrants, readsTainted } from "./database-grants.ts";
import { CAPABILITIES, type Capability, type Leg } from "./legs.ts";
import { type AskableRole, rolesOf } from "./role-policies.ts";

/** A permission that a role has, and the statement that gives it. */
export interface LegEvidence {
  readonly action: string;
  readonly resource: string;
  readonly sid: string;
  readonly policy: string;
  readonly why: string;
}

/** What a role may do at most, by leg; empty lists where it lacks the leg. */
export interface RoleLegs {
  readonly role: string;
  readonly legs: Readonly<Record<Leg, readonly LegEvidence[]>>;
  /** True if it has all three. */
  readonly violates: boolean;
}

/**
 * The Rule of Two over the packaged templates: no role reads strangers' text, holds integration secrets and causes
 * effects at once. Conditions on an Allow are taken as met, so this is what a role may do at most.
 * @throws AppError SERVICE_NOT_PACKAGED, TEMPLATE_INVALID, GRANTS_UNREADABLE, POLICY_UNKNOWN.
 */
export function ruleOfTwo(services: readonly PackagedFolder[]): readonly RoleLegs[] {
  const grants = databaseGrants(packagedBundles(services, "migrate"));
  return legsOfRoles(resolveTemplates(packagedTemplates(services)), grants);
}

/** The same, for resources that are resolved already. */
export function legsOfRoles(
  resources: readonly ResolvedResource[],
  grants: readonly DatabaseGrant[],
): readonly RoleLegs[] {
  const capabilities = [...CAPABILITIES, ...databaseCapabilities(resources, grants)];
  return rolesOf(resources).map((role) => {
    const evidenceOf = (leg: Leg) =>
      capabilities.filter((each) => each.leg === leg).flatMap((each) => evidence(role, each, resources));
    const legs = {
      untrusted: evidenceOf("untrusted"),
      secrets: evidenceOf("secrets"),
      effects: evidenceOf("effects"),
    };
    return { role: role.name, legs, violates: Object.values(legs).every((found) => found.length > 0) };
  });
}

/** Every permission of the capability that the role has. */
export function evidence(
  role: AskableRole,
  { actions, on, why }: Omit<Capability, "leg">,
  resources: readonly ResolvedResource[],
): LegEvidence[] {
  const targets = on === "*" ? role.named : targetsOf(on, resources);
  return targets.flatMap((resource) =>
    actions.flatMap((action) => {
      const { allowed, sid = "", policy = "" } = role.ask(action, resource);
      return allowed ? [{ action, resource, sid, policy, why }] : [];
    }),
  );
}

function targetsOf(on: Exclude<Capability["on"], "*">, resources: readonly ResolvedResource[]): string[] {
  if ("arn" in on) return [on.arn];
  return resources
    .filter((resource) => resource.type === on.type && on.name.test(nameOf(resource)))
    .flatMap(({ arn }) => (on.suffixes ?? [""]).map((suffix) => `${arn}${suffix}`));
}

function nameOf({ type, physicalId, properties }: ResolvedResource): string {
  if (type === "AWS::SecretsManager::Secret") return String(properties["Name"]);
  return physicalId.slice(physicalId.lastIndexOf(":") + 1);
}

/** A database password gives what the migrations grant its Postgres role. */
function databaseCapabilities(
  resources: readonly ResolvedResource[],
  grants: readonly DatabaseGrant[],
): readonly Capability[] {
  return resources
    .filter(({ type }) => type === "AWS::SecretsManager::Secret")
    .flatMap(({ properties }) => /^\/agentic-pm\/database\/([\w-]+)$/.exec(String(properties["Name"]))?.[1] ?? [])
    .filter((secretName) => readsTainted(postgresRole(secretName), grants))
    .map((secretName) => ({
      leg: "untrusted",
      actions: ["secretsmanager:GetSecretValue"],
      on: { type: "AWS::SecretsManager::Secret", name: new RegExp(`^/agentic-pm/database/${secretName}$`) },
      why: `the Postgres role ${postgresRole(secretName)} reads strangers' text, or what was made of it`,
    }));
}

/** Secrets are named as functions are, Postgres roles with underscores. */
function postgresRole(secretName: string): string {
  return secretName.replaceAll("-", "_");
}
