import { createHash } from "node:crypto";
import type { PGliteInterface } from "@electric-sql/pglite";
import type { BoundStatement } from "../bind-parameters.ts";
import type { TextResult } from "../results.ts";
import { superuser } from "./hardening.ts";
import type { Login } from "./messages.ts";
import { passwordFits } from "./scram.ts";

/** An error that looks like one of Postgres's. */
class LoginError extends Error {
  readonly code = "28P01";
  readonly severity = "FATAL";
}

/** Runs statements as roles on the one backend, and leaves nothing of a session to the next one. */
export class Session {
  private readonly db: PGliteInterface;
  private readonly typeNames = new Map<number, string>();
  /** Passwords that were found to fit, as hashes: the check takes milliseconds. */
  private readonly fitting = new Set<string>();
  /** Leaves every value as the text that Postgres wrote. */
  private readonly asText: Record<number, (value: string) => string>;
  private isOpen = false;

  constructor(db: PGliteInterface & { parsers: object }) {
    this.db = db;
    this.asText = Object.fromEntries(Object.keys(db.parsers).map((type) => [type, (value: string) => value]));
  }

  /** Begins a transaction as the role; throws where the password does not fit. */
  async begin(login: Login): Promise<void> {
    await this.checkLogin(login);
    try {
      await this.db.exec(`BEGIN; SET LOCAL SESSION AUTHORIZATION ${quotedName(login.username)}`);
      this.isOpen = true;
    } catch (error) {
      await this.end("ROLLBACK");
      throw error;
    }
  }

  /** Runs statements in the transaction, each alone in its message, so that Postgres refuses a second one in it. */
  async run(statements: readonly BoundStatement[]): Promise<TextResult[]> {
    // Without a session of a role it would be the superuser who runs them.
    if (!this.isOpen) throw new Error("There is no transaction");
    const results = [];
    for (const statement of statements) results.push(await this.runOne(statement));
    return results;
  }

  /** Ends the transaction and forgets the session: settings, temporary tables, prepared statements, locks. */
  async end(verb: "COMMIT" | "ROLLBACK"): Promise<void> {
    this.isOpen = false;
    try {
      await this.db.exec(verb);
    } finally {
      await this.db.exec("DISCARD ALL");
      // The end of the transaction undid the role's session; DISCARD ALL leaves no user to go back to the next time.
      await this.db.exec(`SET SESSION AUTHORIZATION ${quotedName(superuser)}`);
    }
  }

  private async runOne({ sql, values, types }: BoundStatement): Promise<TextResult> {
    const result = await this.db.query<string[]>(sql, values, {
      paramTypes: types,
      rowMode: "array",
      parsers: this.asText,
    });
    const columns = [];
    for (const { name, dataTypeID } of result.fields) columns.push({ name, typeName: await this.typeName(dataTypeID) });
    return { columns, rows: result.rows, affectedRows: result.affectedRows ?? 0 };
  }

  private async typeName(id: number): Promise<string> {
    const known = this.typeNames.get(id);
    if (known !== undefined) return known;
    const { rows } = await this.db.query<{ typname: string }>(
      "select typname::text from pg_catalog.pg_type where oid = $1",
      [id],
    );
    const name = rows[0]?.typname ?? "unknown";
    this.typeNames.set(id, name);
    return name;
  }

  private async checkLogin({ username, password }: Login): Promise<void> {
    const { rows } = await this.db.query<{ verifier: string | null; usable: boolean }>(
      `select rolpassword as verifier, rolcanlogin and coalesce(rolvaliduntil > now(), true) and not rolsuper as usable
       from pg_catalog.pg_authid where rolname = $1`,
      [username],
    );
    const [role] = rows;
    const pair = createHash("sha256")
      .update(JSON.stringify([role?.verifier, password]))
      .digest("base64");
    const fits = role !== undefined && role.usable && (this.fitting.has(pair) || passwordFits(role.verifier, password));
    if (!fits) throw new LoginError(`password authentication failed for user "${username}"`);
    this.fitting.add(pair);
  }
}

/** A name as SQL quotes it. */
export function quotedName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A text as SQL quotes it, whatever is in it. */
export function quotedText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
