/** A password of an Entra application, as Graph shows it. */
export interface ApplicationPassword {
  readonly keyId: string;
  readonly displayName: string | null;
  /** The first three characters of its text. */
  readonly hint: string | null;
}

const DAY_MS = 86_400_000;
/**
 * How long a password is good for, at most: its 90 days until the next rotation, and 30 more. So what was replaced ends
 * by itself, and what should have been replaced and was not goes on for a month in which somebody can see to it.
 */
const LIFETIME_DAYS = 120;

/** The name that ties a password to the secret's version: a step that is repeated finds what it has done by it. */
export function passwordName(version: string): string {
  return `agentic-pm ${version}`;
}

/** The day on which a password that is made now ends, as Graph takes it. */
export function endOfPassword(now: Date): string {
  return new Date(now.getTime() + LIFETIME_DAYS * DAY_MS).toISOString();
}

/**
 * The passwords that an application is to lose: all but the current secret's and the previous one's. The application is
 * ours alone, so one that we did not make is nobody's. The first secret was typed in by hand, and its password bears no
 * name of ours; it is known by the characters that it begins with.
 */
export function outdatedPasswords(
  passwords: readonly ApplicationPassword[],
  kept: { readonly current: string; readonly previous: string | undefined; readonly previousText: string | undefined },
): readonly ApplicationPassword[] {
  const { current, previous, previousText } = kept;
  const names = new Set([passwordName(current), ...(previous === undefined ? [] : [passwordName(previous)])]);
  const isNamed = (password: ApplicationPassword): boolean => names.has(password.displayName ?? "");
  const previousIsNamed = passwords.some(
    ({ displayName }) => previous !== undefined && displayName === passwordName(previous),
  );
  const isTypedIn = ({ displayName, hint }: ApplicationPassword): boolean =>
    !previousIsNamed &&
    previousText !== undefined &&
    displayName?.startsWith("agentic-pm ") !== true &&
    hint === previousText.slice(0, 3);
  return passwords.filter((password) => !isNamed(password) && !isTypedIn(password));
}
