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

/** A version of a secret whose password is to stay, with the text of it where it is known. */
export interface KeptVersion {
  readonly version: string;
  readonly text: string | undefined;
}

/**
 * The passwords that an application is to lose: all but those of the versions that are kept, the current one and the
 * previous. The application is ours alone, so one that we did not make is nobody's. A password that was typed in by hand
 * bears no name of ours; it is known by the characters that it begins with.
 */
export function outdatedPasswords(
  passwords: readonly ApplicationPassword[],
  kept: readonly KeptVersion[],
): readonly ApplicationPassword[] {
  const isOf = (name: string | null, { version }: KeptVersion): boolean => name === passwordName(version);
  const typedIn = kept.filter((each) => !passwords.some(({ displayName }) => isOf(displayName, each)));
  return passwords.filter(({ displayName, hint }) => {
    if (kept.some((each) => isOf(displayName, each))) return false;
    const isOurs = displayName?.startsWith("agentic-pm ") === true;
    return isOurs || !typedIn.some(({ text }) => text !== undefined && text.slice(0, 3) === hint);
  });
}
