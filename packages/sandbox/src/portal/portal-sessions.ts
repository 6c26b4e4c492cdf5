import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { Journal } from "../journal/journal.ts";
import type { JournalEntry } from "../journal/journal-events.ts";

const SESSION_MS = 60 * 60 * 1000;
const LOCKOUT_MS = 15 * 60 * 1000;
/** So many wrong passwords in a row lock an account for a quarter of an hour. */
export const MOST_WRONG_PASSWORDS = 5;

export interface PortalAccount {
  readonly username: string;
  readonly password: string;
  /** The company whose stored card pays. */
  readonly company: string;
}

export type LoginOutcome =
  | { readonly kind: "signedIn"; readonly cookie: string }
  | { readonly kind: "wrong" }
  | { readonly kind: "locked" };

/**
 * Who is signed in. A visitor has a random cookie from the first page on; a login replaces it, so that a cookie that
 * somebody planted is worth nothing. Form tokens are signed over the cookie, and need no memory.
 */
export class PortalSessions {
  readonly #accounts: readonly PortalAccount[];
  readonly #journal: Journal;
  readonly #clock: () => Date;
  readonly #signingKey: string;
  readonly #open = new Map<string, { account: string; expiresAt: number }>();
  readonly #failures = new Map<string, { count: number; lastAt: number }>();

  constructor(
    accounts: readonly PortalAccount[],
    signingKey: string,
    { journal, clock }: { journal: Journal; clock: () => Date },
  ) {
    this.#accounts = accounts;
    this.#signingKey = signingKey;
    this.#journal = journal;
    this.#clock = clock;
    journal.subscribe((entry) => this.#apply(entry));
  }

  /** A cookie for somebody who has none. */
  newVisitor(): string {
    return randomBytes(24).toString("base64url");
  }

  /** The account of a session that is open, or undefined. */
  accountOf(cookie: string): PortalAccount | undefined {
    const session = this.#open.get(hashOf(cookie));
    if (session === undefined || session.expiresAt <= this.#clock().getTime()) return undefined;
    return this.#accounts.find(({ username }) => username === session.account);
  }

  logIn(username: string, password: string): LoginOutcome {
    const account = this.#accounts.find((each) => each.username === username.trim().toLowerCase());
    const isRight = account !== undefined && isSame(account.password, password);
    if (this.#isLocked(username)) return this.#fail(username, "locked");
    if (!isRight) return this.#fail(username, account === undefined ? "unknown_user" : "wrong_password");
    const cookie = this.newVisitor();
    const expiresAt = new Date(this.#clock().getTime() + SESSION_MS).toISOString();
    const event = { account: account.username, session: hashOf(cookie), expiresAt };
    this.#journal.record({ vendor: "portal", type: "login.succeeded", origin: "api", ...event });
    return { kind: "signedIn", cookie };
  }

  end(cookie: string, reason: "signed_out" | "expired"): void {
    const session = hashOf(cookie);
    if (!this.#open.has(session)) return;
    this.#journal.record({ vendor: "portal", type: "session.ended", origin: "api", session, reason });
  }

  /** The token that every form of this visitor carries. */
  formToken(cookie: string): string {
    return createHmac("sha256", this.#signingKey).update(`form/${cookie}`).digest("base64url");
  }

  isFormToken(cookie: string, token: string): boolean {
    return cookie !== "" && isSame(this.formToken(cookie), token);
  }

  #fail(username: string, reason: "wrong_password" | "unknown_user" | "locked"): LoginOutcome {
    const event = { username: nameOf(username), reason };
    this.#journal.record({ vendor: "portal", type: "login.failed", origin: "api", ...event });
    return { kind: this.#isLocked(username) ? "locked" : "wrong" };
  }

  #isLocked(username: string): boolean {
    const failures = this.#failures.get(nameOf(username));
    if (failures === undefined || failures.count < MOST_WRONG_PASSWORDS) return false;
    return this.#clock().getTime() - failures.lastAt < LOCKOUT_MS;
  }

  #apply(entry: JournalEntry): void {
    switch (entry.type) {
      case "login.succeeded":
        this.#open.set(entry.session, { account: entry.account, expiresAt: Date.parse(entry.expiresAt) });
        this.#failures.delete(entry.account);
        return;
      case "login.failed":
        this.#countFailure(entry.username, entry.reason, Date.parse(entry.at));
        return;
      case "session.ended":
        this.#open.delete(entry.session);
        return;
    }
  }

  /** Attempts during the lock do not lengthen it; after it, counting begins anew. */
  #countFailure(username: string, reason: string, at: number): void {
    if (reason === "locked") return;
    const { count, lastAt } = this.#failures.get(username) ?? { count: 0, lastAt: at };
    const isStale = at - lastAt >= LOCKOUT_MS;
    this.#failures.set(username, { count: isStale ? 1 : count + 1, lastAt: at });
  }
}

/** As it is counted and recorded: whoever tries to log in may send anything. */
function nameOf(username: string): string {
  return username.trim().toLowerCase().slice(0, 120);
}

function hashOf(cookie: string): string {
  return createHash("sha256").update(cookie).digest("hex");
}

function isSame(left: string, right: string): boolean {
  return timingSafeEqual(createHash("sha256").update(left).digest(), createHash("sha256").update(right).digest());
}
