import { AppError } from "@agentic-pm/errors";

/** What renewing the functions' database passwords asks of an account, as its administrator. */
export interface DatabasePasswordTools {
  /** Names of all secrets that begin with this. */
  names(beginning: string): Promise<readonly string[]>;
  newPassword(): Promise<string>;
  put(name: string, value: { readonly username: string; readonly password: string }): Promise<void>;
  /** Has Postgres' roles take the passwords that the secrets hold. */
  migrate(): Promise<void>;
}

const BEGINNING = "/agentic-pm/database/";
/** The cluster's own: RDS has to be told, and nobody of ours may. */
const MASTER = `${BEGINNING}master`;

/**
 * Gives every function's database role a new password. Between a put and the end of `migrate` the Data API refuses the
 * functions, for seconds: their workflows try again. Broken off half-way it is begun again; the names come back.
 * @throws AppError DATABASE_SECRETS_MISSING, DATABASE_PASSWORDS_UNSET.
 */
export async function renewDatabasePasswords(tools: DatabasePasswordTools): Promise<readonly string[]> {
  const names = (await tools.names(BEGINNING)).filter((name) => name !== MASTER);
  if (names.length === 0) {
    throw new AppError("DATABASE_SECRETS_MISSING", {
      cause: `This account has no secret under ${BEGINNING}.`,
      remedy: "Name the account that the stage is deployed to (AWS_PROFILE), or deploy the platform first.",
    });
  }
  const values = await Promise.all(
    names.map(async (name) => ({ name, username: roleOf(name), password: await tools.newPassword() })),
  );
  try {
    for (const { name, username, password } of values) await tools.put(name, { username, password });
  } finally {
    // Whatever was put has to be set, also where a later one could not be put.
    await tools.migrate().catch((error: unknown) => {
      throw new AppError("DATABASE_PASSWORDS_UNSET", {
        cause: `The secrets hold passwords that Postgres does not know yet: ${error instanceof Error ? error.message : String(error)}`,
        remedy:
          "Invoke migrate again at once (serverless invoke -f migrate in services/platform); functions wait for it.",
        error,
      });
    });
  }
  return names;
}

/** The Postgres role of a function's secret. */
function roleOf(name: string): string {
  return name.slice(BEGINNING.length).replaceAll("-", "_");
}
