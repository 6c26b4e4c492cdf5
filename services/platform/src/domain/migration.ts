/** A step of the schema's history: applied once, in order, in one transaction. */
export interface Migration {
  /** "001-what-it-does"; the number gives the order. */
  readonly id: string;
  /** Single statements: the Data API takes one at a time. */
  readonly statements: readonly string[];
}

/** A Postgres role and the password that its function's secret holds. */
export interface DatabaseRole {
  readonly name: string;
  readonly password: string;
}

/** The migrations that have not been applied yet, in order. */
export function pendingMigrations(all: readonly Migration[], applied: ReadonlySet<string>): readonly Migration[] {
  return all.filter((migration) => !applied.has(migration.id)).sort((left, right) => (left.id < right.id ? -1 : 1));
}

/** The statement that gives a role its password; DDL takes no parameters, so both are quoted here. */
export function passwordStatement(role: DatabaseRole, exists: boolean): string {
  const verb = exists ? "alter" : "create";
  return `${verb} role ${quoteIdentifier(role.name)} with login password ${quoteLiteral(role.password)}`;
}

function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function quoteLiteral(text: string): string {
  const escaped = text.replaceAll("'", "''");
  return text.includes("\\") ? `E'${escaped.replaceAll("\\", "\\\\")}'` : `'${escaped}'`;
}
