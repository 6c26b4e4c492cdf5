import type { BoundStatement } from "../bind-parameters.ts";
import type { TextResult } from "../results.ts";

/** Whom a statement runs as. */
export interface Login {
  readonly username: string;
  readonly password: string;
}

/** What the database's thread is asked to do. */
export type DatabaseRequest =
  /** Runs SQL of the cloud itself, as the superuser. */
  | { readonly kind: "administer"; readonly sql: string }
  /** Runs statements as a role, all or none. */
  | { readonly kind: "run"; readonly login: Login; readonly statements: readonly BoundStatement[] }
  | { readonly kind: "begin"; readonly login: Login }
  /** Runs statements in the transaction that was begun. */
  | { readonly kind: "continue"; readonly statements: readonly BoundStatement[] }
  | { readonly kind: "end"; readonly verb: "COMMIT" | "ROLLBACK" }
  | { readonly kind: "close" };

/** Why a request failed, in a form that crosses threads. */
export interface DatabaseFailure {
  readonly message: string;
  /** Absent for what is no error of Postgres. */
  readonly sqlState?: string | undefined;
  readonly severity?: string | undefined;
  readonly detail?: string | undefined;
}

export type DatabaseReply =
  | { readonly id: number; readonly results: readonly TextResult[] }
  | { readonly id: number; readonly failure: DatabaseFailure };

/** What the thread is started with. */
export interface DatabaseThreadData {
  readonly dataDir: string;
  readonly database: string;
}
