import { randomUUID } from "node:crypto";
import { DynamoAuditWriter } from "@agentic-pm/audit-trail";
import { EndSessionResult, type EndSessionEvent, SessionId } from "@agentic-pm/contracts/travel";
import { AppError, isAppError } from "@agentic-pm/errors";
import { DynamoDBClient, paginateScan } from "@aws-sdk/client-dynamodb";
import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { STSClient } from "@aws-sdk/client-sts";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { revokeAtClerk } from "../../chat/clerk-session.ts";
import type { Connection } from "../../connection.ts";
import { operatorOf } from "../../operator-identity.ts";
import { type OpenSession, openSessions, SocketRow } from "./open-session.ts";

/** What became of a session that was ended. */
export interface SessionEnded {
  readonly sessionId: SessionId;
  readonly employeeId: string | null;
  readonly socketsEnded: number;
  /** Whether the sign-in service gives it no more tokens; false where it could not be asked, or does not know it. */
  readonly revokedAtClerk: boolean;
}

/** The employees' sessions, as the operator sees and ends them. */
export class SessionDesk {
  readonly #connection: Connection;
  readonly #tables: DynamoDBClient;
  readonly #functions: LambdaClient;
  readonly #identities: STSClient;

  constructor(connection: Connection) {
    const { endpoint, region, credentials } = connection;
    const access = { endpoint, region, credentials };
    this.#connection = connection;
    this.#tables = new DynamoDBClient(access);
    this.#functions = new LambdaClient(access);
    this.#identities = new STSClient(access);
  }

  /** The sessions that have a socket open. */
  async open(): Promise<OpenSession[]> {
    const rows: SocketRow[] = [];
    const scan = {
      TableName: `agentic-pm-connections-${this.#connection.stage}`,
      ConsistentRead: true,
      ProjectionExpression: "connectionId, employeeId, sessionId, connectedAt, validUntil",
      // Used tokens and ended sessions lie in the same table.
      FilterExpression: "attribute_exists(employeeId)",
    };
    for await (const { Items = [] } of paginateScan({ client: this.#tables }, scan))
      rows.push(...Items.map((item) => SocketRow.parse(unmarshall(item))));
    return openSessions(rows);
  }

  /**
   * Ends a session here first, at once: recorded by whoever asks and by session-ender, its sockets closed, no reconnect. Then at the sign-in service, so that
   * it gets no token any more. Throws SESSION_ID_MALFORMED, AUDIT_WRITE_FAILED and SESSION_NOT_ENDED.
   */
  async end(id: string, reason: string | null): Promise<SessionEnded> {
    const sessionId = SessionId.safeParse(id).data;
    if (sessionId === undefined) throw malformed(id);
    const employeeId = (await this.open()).find((session) => session.sessionId === sessionId)?.employeeId ?? null;
    const asked = await this.#record(sessionId, { employeeId, reason });
    const { socketsEnded } = await this.#ask({ sessionId, employeeId, asked, reason });
    return { sessionId, employeeId, socketsEnded, revokedAtClerk: await this.#revoke(sessionId) };
  }

  /** Closes the connections. */
  close(): void {
    for (const client of [this.#tables, this.#functions, this.#identities]) client.destroy();
  }

  /** The operator's own record of asking, under the name that STS gives whoever signs it; returns its hash. */
  async #record(
    sessionId: SessionId,
    { employeeId, reason }: Pick<EndSessionEvent, "employeeId" | "reason">,
  ): Promise<EndSessionEvent["asked"]> {
    const { stage } = this.#connection;
    const actor = `operator:${await operatorOf(this.#identities, stage)}`;
    const ports = { client: this.#tables, clock: { now: () => new Date() }, ids: { uuid: () => randomUUID() } };
    const trail = new DynamoAuditWriter({ table: `agentic-pm-audit-${stage}`, actor }, ports);
    const entry = { event: "session.end_asked", employeeId, input: { sessionId, reason }, output: {} } as const;
    return (await trail.append(`session_${sessionId}`, null, entry)).hash;
  }

  async #ask(event: EndSessionEvent): Promise<EndSessionResult> {
    const answer = await this.#functions.send(
      new InvokeCommand({
        FunctionName: `agentic-pm-websocket-gateway-${this.#connection.stage}-session-ender`,
        Payload: Buffer.from(JSON.stringify(event)),
      }),
    );
    const said: unknown = JSON.parse(Buffer.from(answer.Payload ?? []).toString("utf8") || "null");
    if (answer.FunctionError === undefined) return EndSessionResult.parse(said);
    throw new AppError("SESSION_NOT_ENDED", {
      cause: `session-ender failed: ${JSON.stringify(said).slice(0, 300)}`,
      remedy: "The session goes on. Try again; if it stays so, look at the function's log.",
      details: { sessionId: event.sessionId },
    });
  }

  async #revoke(sessionId: SessionId): Promise<boolean> {
    try {
      await revokeAtClerk(sessionId, this.#connection.signIn);
      return true;
    } catch (error) {
      // It is over here whatever the sign-in service says.
      if (isAppError(error) && error.code === "SIGN_IN_REFUSED") return false;
      if (error instanceof TypeError) return false;
      throw error;
    }
  }
}

function malformed(id: string): AppError {
  return new AppError("SESSION_ID_MALFORMED", {
    cause: `${JSON.stringify(id.slice(0, 80))} is no session's id.`,
    remedy: "List the sessions that are open: agentic-pm sessions.",
  });
}
