import { createHash, createHmac, randomBytes, randomUUID, timingSafeEqual } from "node:crypto";
import type { Journal } from "../journal/journal.ts";
import type { JournalEntry } from "../journal/journal-events.ts";
import type { AppRole } from "./access-tokens.ts";

/** An app registration, with the permissions that an administrator has consented to. */
export interface AppRegistration {
  readonly clientId: string;
  /** The password that the administrator gave it in the portal; others come and go by the API. */
  readonly clientSecret: string;
  readonly roles: readonly AppRole[];
  /** The applications whose owner it is. */
  readonly owns?: readonly string[];
}

/** A password as Graph shows it: never its text, but the three characters that it begins with. */
export interface PasswordCredential {
  readonly keyId: string;
  readonly displayName: string | null;
  readonly hint: string;
  /** ISO instants. */
  readonly startDateTime: string;
  readonly endDateTime: string;
}

/** A password in the journal. */
export type StoredPassword = PasswordCredential & { readonly sha256: string };

export type SignIn = "unknown-application" | "refused" | "expired" | AppRegistration;

const TWO_YEARS_MS = 2 * 365 * 86_400_000;

/** The tenant's app registrations: their passwords are those of the seed, and what the journal says came and went. */
export class AppDirectory {
  readonly #apps: readonly AppRegistration[];
  readonly #journal: Journal;
  readonly #clock: () => Date;
  readonly #passwords = new Map<string, Map<string, StoredPassword>>();
  /** How often a password that was added is still refused, as before the directory's replicas have it. */
  readonly #refusals = new Map<string, number>();
  #newOnesAreRefused = 0;

  constructor(
    apps: readonly AppRegistration[],
    since: string,
    { journal, clock }: { journal: Journal; clock: () => Date },
  ) {
    this.#apps = apps;
    this.#journal = journal;
    this.#clock = clock;
    for (const app of apps) {
      const first = firstPassword(app, since);
      this.#passwords.set(app.clientId, new Map([[first.keyId, first]]));
    }
    journal.subscribe((entry) => this.#apply(entry));
  }

  find(clientId: string): AppRegistration | undefined {
    return this.#apps.find((app) => app.clientId === clientId);
  }

  passwords(clientId: string): readonly PasswordCredential[] {
    return [...(this.#passwords.get(clientId)?.values() ?? [])].map(({ sha256: _sha256, ...shown }) => shown);
  }

  /** The application that this password belongs to, or why it may not sign in. */
  signIn(clientId: string, secret: string): SignIn {
    const app = this.find(clientId);
    if (app === undefined) return "unknown-application";
    const given = Buffer.from(sha256(secret));
    const known = [...(this.#passwords.get(clientId)?.values() ?? [])];
    const password = known.find((each) => timingSafeEqual(Buffer.from(each.sha256), given));
    if (password === undefined || this.#isStillRefused(password.keyId)) return "refused";
    return Date.parse(password.endDateTime) <= this.#clock().getTime() ? "expired" : app;
  }

  /** Adds a password of the directory's own making; its text is told this once. */
  add(
    clientId: string,
    wanted: { displayName: string | null; endDateTime: string | undefined },
  ): PasswordCredential & { readonly secretText: string } {
    const now = this.#clock();
    const secretText = `${randomBytes(2).toString("hex").slice(0, 3)}8Q~${randomBytes(25).toString("base64url")}`;
    const shown: PasswordCredential = {
      keyId: randomUUID(),
      displayName: wanted.displayName,
      hint: secretText.slice(0, 3),
      startDateTime: now.toISOString(),
      endDateTime: wanted.endDateTime ?? new Date(now.getTime() + TWO_YEARS_MS).toISOString(),
    };
    const password = { ...shown, sha256: sha256(secretText) };
    if (this.#newOnesAreRefused > 0) this.#refusals.set(shown.keyId, this.#newOnesAreRefused);
    this.#journal.record({ vendor: "graph", type: "password.added", origin: "api", clientId, password });
    return { ...shown, secretText };
  }

  /** Removes a password; false where the application has none with this id. */
  remove(clientId: string, keyId: string): boolean {
    if (this.#passwords.get(clientId)?.has(keyId) !== true) return false;
    this.#journal.record({ vendor: "graph", type: "password.removed", origin: "api", clientId, keyId });
    return true;
  }

  /** Passwords that are added from now on are refused at their first so many sign-ins. */
  refuseNewPasswords(times: number): void {
    this.#newOnesAreRefused = times;
  }

  #isStillRefused(keyId: string): boolean {
    const left = this.#refusals.get(keyId) ?? 0;
    if (left === 0) return false;
    this.#refusals.set(keyId, left - 1);
    return true;
  }

  #apply(entry: JournalEntry): void {
    if (entry.type === "password.added") {
      this.#passwords.get(entry.clientId)?.set(entry.password.keyId, entry.password);
    } else if (entry.type === "password.removed") this.#passwords.get(entry.clientId)?.delete(entry.keyId);
  }
}

/** A registration that renews the passwords of another and its own, and has no right in anybody's mailbox. */
export function rotatorOf(
  signingKey: string,
  owned: { readonly name: string; readonly clientId: string },
): AppRegistration {
  const made = (what: string) => createHmac("sha256", signingKey).update(what).digest();
  const clientId = uuidFrom(made(`client id of the ${owned.name}'s rotator`));
  return {
    clientId,
    clientSecret: `sbx8Q~${made(`client secret of the ${owned.name}'s rotator`).toString("base64url")}`,
    roles: ["Application.ReadWrite.OwnedBy"],
    owns: [owned.clientId, clientId],
  };
}

function firstPassword({ clientId, clientSecret }: AppRegistration, since: string): StoredPassword {
  return {
    keyId: uuidFrom(createHash("sha256").update(`first password of ${clientId}`).digest()),
    displayName: null,
    hint: clientSecret.slice(0, 3),
    startDateTime: since,
    endDateTime: new Date(Date.parse(since) + TWO_YEARS_MS).toISOString(),
    sha256: sha256(clientSecret),
  };
}

function uuidFrom(bytes: Buffer): string {
  const hex = bytes.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    "-",
  );
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
