import { EmployeeId, SessionId } from "@agentic-pm/contracts/travel";
import * as z from "zod";

/** A socket's row, as far as the operator may read it. */
export const SocketRow = z.object({
  connectionId: z.string(),
  employeeId: EmployeeId,
  sessionId: SessionId,
  connectedAt: z.iso.datetime(),
  validUntil: z.iso.datetime(),
});
export type SocketRow = z.infer<typeof SocketRow>;

/** An employee's session that has sockets open. */
export interface OpenSession {
  readonly sessionId: SessionId;
  readonly employeeId: EmployeeId;
  readonly sockets: number;
  /** When its oldest socket was opened, ISO. */
  readonly since: string;
  /** The end of its newest token, ISO: it ends then unless another is shown. */
  readonly validUntil: string;
}

/** Sockets by session, by employee and then the oldest first. */
export function openSessions(rows: readonly SocketRow[]): OpenSession[] {
  const bySession = Map.groupBy(rows, ({ sessionId }) => sessionId);
  return [...bySession.values()]
    .map((sockets) => summaryOf(sockets as [SocketRow, ...SocketRow[]]))
    .toSorted((one, other) => orderOf(one).localeCompare(orderOf(other)));
}

function summaryOf(sockets: readonly [SocketRow, ...SocketRow[]]): OpenSession {
  const [{ sessionId, employeeId }] = sockets;
  const times = sockets.map(({ connectedAt }) => connectedAt).toSorted();
  const ends = sockets.map(({ validUntil }) => validUntil).toSorted();
  return { sessionId, employeeId, sockets: sockets.length, since: times[0] ?? "", validUntil: ends.at(-1) ?? "" };
}

function orderOf({ employeeId, since }: OpenSession): string {
  return `${employeeId} ${since}`;
}
