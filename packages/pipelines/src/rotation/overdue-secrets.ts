/** What is known of a secret without reading it. */
export interface SecretAge {
  readonly name: string;
  /** When the version was made that is current; undefined where the secret has no value yet. */
  readonly currentSince: Date | undefined;
  readonly rotatedAfterDays: number | undefined;
}

export interface OverdueSecret {
  readonly name: string;
  readonly ageDays: number;
  readonly allowedDays: number;
  readonly remedy: string;
}

const DAY = 86_400_000;
/** For secrets that people rotate: the requirements' 90 days. */
const ALLOWED_DAYS = 90;
/** Rotation may be a few days late before anyone is called. */
const GRACE_DAYS = 7;

/**
 * The secrets of ours whose value is older than its rotation allows, oldest first. The age is the current version's: a
 * change of the secret's policy or description makes no value younger. A secret without a value has none to renew.
 */
export function overdueSecrets(secrets: readonly SecretAge[], now: Date): readonly OverdueSecret[] {
  return secrets
    .filter(({ name }) => isOurs(name))
    .flatMap(({ name, currentSince, rotatedAfterDays = ALLOWED_DAYS }) => {
      if (currentSince === undefined) return [];
      const ageDays = Math.floor((now.getTime() - currentSince.getTime()) / DAY);
      return [{ name, ageDays, allowedDays: rotatedAfterDays + GRACE_DAYS, remedy: remedyFor(name) }];
    })
    .filter(({ ageDays, allowedDays }) => ageDays > allowedDays)
    .toSorted((one, other) => other.ageDays - one.ageDays);
}

/** True for a secret that this product made. */
export function isOurs(name: string): boolean {
  return name.startsWith("/agentic-pm/");
}

function remedyFor(name: string): string {
  if (name === "/agentic-pm/database/master") return "Renew it as docs/runbooks/secrets.md says: RDS has to be told.";
  if (name.startsWith("/agentic-pm/database/")) {
    return "As the account's administrator: node scripts/bootstrap.mjs rotate-database STAGE";
  }
  if (name.startsWith("/agentic-pm/graph/")) return `agentic-pm secrets rotate ${name}; its schedule should have.`;
  return "Make a new one where it is from, and put it: docs/runbooks/secrets.md.";
}
