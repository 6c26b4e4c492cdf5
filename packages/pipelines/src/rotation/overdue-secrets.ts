/** What is known of a secret without reading it. */
export interface SecretAge {
  readonly Name?: string | undefined;
  readonly CreatedDate?: Date | undefined;
  readonly LastChangedDate?: Date | undefined;
  readonly LastRotatedDate?: Date | undefined;
  readonly RotationRules?: { readonly AutomaticallyAfterDays?: number | undefined } | undefined;
}

export interface OverdueSecret {
  readonly name: string;
  readonly ageDays: number;
  readonly allowedDays: number;
}

const DAY = 86_400_000;
/** For secrets that people rotate: the requirements' 90 days. */
const ALLOWED_DAYS = 90;
/** Rotation may be a few days late before anyone is called. */
const GRACE_DAYS = 7;

/** The secrets of ours whose value is older than its rotation allows, oldest first. A secret without a date is overdue. */
export function overdueSecrets(secrets: readonly SecretAge[], now: Date): readonly OverdueSecret[] {
  return secrets
    .filter(({ Name }) => Name?.startsWith("/agentic-pm/") === true)
    .map((secret) => ({
      name: secret.Name ?? "",
      ageDays: ageInDays(secret, now),
      allowedDays: (secret.RotationRules?.AutomaticallyAfterDays ?? ALLOWED_DAYS) + GRACE_DAYS,
    }))
    .filter(({ ageDays, allowedDays }) => ageDays > allowedDays)
    .toSorted((one, other) => other.ageDays - one.ageDays);
}

function ageInDays({ LastRotatedDate, LastChangedDate, CreatedDate }: SecretAge, now: Date): number {
  const newest = LastRotatedDate ?? LastChangedDate ?? CreatedDate;
  return newest === undefined ? Number.POSITIVE_INFINITY : Math.floor((now.getTime() - newest.getTime()) / DAY);
}
