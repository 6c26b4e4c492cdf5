import { generateKeyPairSync, randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { AppError } from "@agentic-pm/errors";

/** One person's session. Ids look like Clerk's. */
export interface ClerkSession {
  readonly id: string;
  readonly clientId: string;
  readonly userId: string;
  readonly status: "active" | "pending" | "revoked";
  /** Milliseconds since 1970, as in Clerk's API. */
  readonly createdAt: number;
  readonly updatedAt: number;
}

interface ClerkRecord {
  readonly port: number;
  readonly kid: string;
  /** PKCS 8, PEM. */
  readonly privateKey: string;
  readonly publicKey: string;
  readonly secretKey: string;
  readonly sessions: readonly ClerkSession[];
}

/** The instance's key, secret and sessions, in `clerk.json` of the data folder, for its owner alone. */
export class ClerkStore {
  readonly #file: string;
  readonly #clock: () => Date;
  #record: ClerkRecord;

  constructor(dataDir: string, clock: () => Date) {
    this.#file = path.join(dataDir, "clerk.json");
    this.#clock = clock;
    if (!existsSync(this.#file)) this.#write(newRecord());
    // Only this class writes the file, and it writes it whole.
    this.#record = JSON.parse(readFileSync(this.#file, "utf8")) as ClerkRecord;
  }

  get keys(): Pick<ClerkRecord, "kid" | "privateKey" | "publicKey" | "secretKey"> {
    return this.#record;
  }

  get port(): number {
    return this.#record.port;
  }

  rememberPort(port: number): void {
    if (port !== this.#record.port) this.#save({ ...this.#record, port });
  }

  session(id: string): ClerkSession | undefined {
    return this.#record.sessions.find((session) => session.id === id);
  }

  signIn(userId: string, status: "active" | "pending"): ClerkSession {
    const now = this.#clock().getTime();
    const session = {
      id: `sess_${identifier()}`,
      clientId: `client_${identifier()}`,
      userId,
      status,
      createdAt: now,
      updatedAt: now,
    };
    this.#save({ ...this.#record, sessions: [...this.#record.sessions, session] });
    return session;
  }

  /** @throws AppError CLERK_SESSION_UNKNOWN. */
  revoke(id: string): ClerkSession {
    const session = this.session(id);
    if (session === undefined) {
      throw new AppError("CLERK_SESSION_UNKNOWN", {
        cause: `The Clerk sandbox has no session ${id}.`,
        remedy: "Sign in first; sessions are in clerk.json of the data folder.",
      });
    }
    const revoked = { ...session, status: "revoked", updatedAt: this.#clock().getTime() } as const;
    const sessions = this.#record.sessions.map((each) => (each.id === id ? revoked : each));
    this.#save({ ...this.#record, sessions });
    return revoked;
  }

  #save(record: ClerkRecord): void {
    this.#write(record);
    this.#record = record;
  }

  #write(record: ClerkRecord): void {
    writeFileSync(`${this.#file}.new`, JSON.stringify(record, null, 1), { mode: 0o600 });
    renameSync(`${this.#file}.new`, this.#file);
  }
}

function newRecord(): ClerkRecord {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return {
    port: 0,
    kid: `ins_${identifier()}`,
    privateKey: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    publicKey: publicKey.export({ type: "spki", format: "pem" }).toString(),
    secretKey: `sk_test_${randomBytes(32).toString("base64url").replaceAll(/[-_]/g, "x")}`,
    sessions: [],
  };
}

/** 27 letters and digits, as in Clerk's ids. */
function identifier(): string {
  return `2${randomBytes(13).toString("hex")}`;
}
