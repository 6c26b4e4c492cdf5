import { parentPort, workerData } from "node:worker_threads";
import type { PGlite } from "@electric-sql/pglite";
import type { TextResult } from "../results.ts";
import type { DatabaseFailure, DatabaseReply, DatabaseRequest, DatabaseThreadData } from "./messages.ts";
import { superuser } from "./hardening.ts";
import { openPostgres } from "./open-postgres.ts";
import { Session } from "./session.ts";

/** The thread in which one cluster's Postgres runs, so that a long query never holds up the cloud. */
const { dataDir, database } = workerData as DatabaseThreadData;
const opened = openPostgres(dataDir, { database });
const port = parentPort;

async function serve(db: PGlite, session: Session, request: DatabaseRequest): Promise<readonly TextResult[]> {
  switch (request.kind) {
    case "administer":
      await db.exec(request.sql);
      return [];
    case "begin":
      await session.begin(request.login);
      return [];
    case "continue":
      return session.run(request.statements);
    case "end":
      await session.end(request.verb);
      return [];
    case "run":
      return runAll(session, request);
    case "close":
      await db.close();
      return [];
  }
}

async function runAll(
  session: Session,
  { login, statements }: Extract<DatabaseRequest, { kind: "run" }>,
): Promise<TextResult[]> {
  await session.begin(login);
  try {
    const results = await session.run(statements);
    await session.end("COMMIT");
    return results;
  } catch (error) {
    await session.end("ROLLBACK");
    throw error;
  }
}

function failureOf(error: unknown): DatabaseFailure {
  if (!(error instanceof Error)) return { message: String(error) };
  const { code, severity, detail } = error as { code?: string; severity?: string; detail?: string };
  return { message: error.message, sqlState: code, severity, detail };
}

async function start(): Promise<void> {
  const db = await opened;
  // From here on the end of a role's session has a user to go back to.
  await db.exec(`SET SESSION AUTHORIZATION "${superuser}"`);
  const session = new Session(db);
  port?.on("message", ({ id, request }: { id: number; request: DatabaseRequest }) => {
    const reply = (message: DatabaseReply): void => port.postMessage(message);
    serve(db, session, request).then(
      (results) => reply({ id, results }),
      (error: unknown) => reply({ id, failure: failureOf(error) }),
    );
  });
}

await start();
