import { EmployeeId } from "@agentic-pm/contracts/travel";
import * as z from "zod";

/** What the authorizer proved; API Gateway repeats it with every message of the socket. */
const Proved = z.object({
  employeeId: EmployeeId,
  sessionId: z.string(),
  tokenId: z.string(),
  issuedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
});

/** What API Gateway hands over for each route. It says more; only this is read. */
export const SocketEvent = z.object({
  requestContext: z.object({
    routeKey: z.string().max(40),
    eventType: z.enum(["CONNECT", "MESSAGE", "DISCONNECT"]),
    connectionId: z.string().min(1).max(128),
    identity: z.object({ sourceIp: z.string().max(60) }),
    authorizer: Proved.nullish().catch(null),
  }),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().nullish(),
});
export type SocketEvent = z.infer<typeof SocketEvent>;
