import { InMemoryAuditWriter } from "@agentic-pm/audit-trail/fakes";
import { canonicalJson } from "@agentic-pm/contracts";
import {
  type BookingHandoff,
  type BookingId,
  EmployeeId,
  type FlightOption,
  Offer,
  Reply,
  type RequoteEvent,
  type Traveller,
  type VaultedRequest,
} from "@agentic-pm/contracts/travel";
import { AppError } from "@agentic-pm/errors";
import { CountingIds, FakeClock, memorySeals } from "@agentic-pm/lambda/fakes";
import { RecordingLogger } from "@agentic-pm/observability/fakes";
import { FixedSecret } from "@agentic-pm/secrets/fakes";
import { ClerkAuthProvider } from "../../src/adapters/auth-provider.clerk.ts";
import type { Booking } from "../../src/domain/booking.ts";
import { SocketEvent } from "../../src/domain/socket-event.ts";
import { authorizeConnect } from "../../src/usecases/authorize-connect.ts";
import type { MessagePorts } from "../../src/usecases/answer-message.ts";
import { type SendPorts, sendMessage } from "../../src/usecases/send-message.ts";
import { serveSocket, type SocketResponse } from "../../src/usecases/serve-socket.ts";
import { MemoryBookings, MemoryConnections, MemoryOutbox, MemoryRates } from "./memory-stores.ts";
import { ADA, claimsAt, clerkSecret, LIN, ORIGIN, tokenOf } from "./test-issuer.ts";

/** The whole gateway over fakes, driven as API Gateway drives it. */
export class GatewayWorld {
  readonly clock = new FakeClock();
  readonly audit = new InMemoryAuditWriter({ clock: this.clock, ids: new CountingIds() }, "connection-manager");
  readonly logger = new RecordingLogger();
  readonly connections = new MemoryConnections();
  readonly bookings = new MemoryBookings(this.clock, this.audit);
  readonly outbox = new MemoryOutbox();
  readonly auth = new ClerkAuthProvider(new FixedSecret("clerk", clerkSecret), this.clock);
  readonly vault = new Map<string, VaultedRequest>();
  readonly plans: BookingHandoff[] = [];
  readonly books: Omit<RequoteEvent, "executionName">[] = [];
  /** What was pushed to sockets, by connection; null where it was ended from this side. */
  readonly pushed: { connectionId: string; text: string | null }[] = [];
  readonly gone = new Set<string>();
  readonly settings = {
    connectsPerEmployee: 5,
    connectsPerAddress: 8,
    messagesPerEmployee: 20,
    messagesPerAddress: 25,
  };
  workflowsFail = false;
  readonly travellers = new Map<string, Traveller>([
    [ADA, traveller(ADA, "Ada")],
    [LIN, traveller(LIN, "Lin")],
  ]);
  #sockets = 0;

  readonly ports: MessagePorts & SendPorts = {
    auth: this.auth,
    connections: this.connections,
    bookings: this.bookings,
    outbox: this.outbox,
    rates: new MemoryRates(this.clock),
    settings: this.settings,
    employees: { find: async (id) => this.travellers.get(id) ?? null },
    vault: { put: async (key, request) => void (this.vault.has(key) || this.vault.set(key, request)) },
    workflows: {
      plan: async (handoff) => this.#start(this.plans, handoff),
      book: async (handoff) => this.#start(this.books, handoff),
    },
    sockets: {
      post: async (connectionId, text) => {
        if (this.gone.has(connectionId)) return "gone";
        this.pushed.push({ connectionId, text });
        return "sent";
      },
      close: async (connectionId) => void this.pushed.push({ connectionId, text: null }),
    },
    sealer: memorySeals("connect"),
    audit: this.audit,
    clock: this.clock,
    logger: this.logger,
  };

  /** A fresh token; claims may be changed. */
  token(changed: Record<string, unknown> = {}): string {
    return tokenOf(claimsAt(Math.floor(this.clock.now().getTime() / 1000), changed));
  }

  /** A handshake through authorizer and $connect, as the gateway makes it. */
  async connect(token: string, address = "198.51.100.7"): Promise<{ connectionId: string; response: SocketResponse }> {
    const headers = { Origin: [ORIGIN], "Sec-WebSocket-Protocol": [`agentic-pm.v1, bearer.${token}`] };
    const session = await authorizeConnect({ headers, parameters: [] }, this.ports);
    this.#sockets += 1;
    const connectionId = `socket-${this.#sockets}`;
    if (!session.ok) return { connectionId, response: { statusCode: 403 } };
    const context = { eventType: "CONNECT", routeKey: "$connect", connectionId, authorizer: session.value };
    return { connectionId, response: await this.event({ ...context, identity: { sourceIp: address } }) };
  }

  /** A connected socket of that employee's session. */
  async socketOf(employeeId: string = ADA, address?: string): Promise<string> {
    const { connectionId, response } = await this.connect(
      this.token({ sub: employeeId, sid: sessionOf(employeeId) }),
      address,
    );
    if (response.statusCode !== 200) throw new Error(`The socket was refused with ${response.statusCode}.`);
    return connectionId;
  }

  /** Sends a message and returns the reply; null when there was none. */
  async say(connectionId: string, message: unknown, route?: string): Promise<Reply | null> {
    const body = typeof message === "string" ? message : JSON.stringify(message);
    const action = route ?? (message as { action?: string }).action ?? "$default";
    const { address = "198.51.100.7" } = this.connections.rows.get(connectionId) ?? {};
    const context = { eventType: "MESSAGE", routeKey: action, connectionId, identity: { sourceIp: address } };
    const response = await this.event(context, body);
    return response.body === undefined ? null : Reply.parse(JSON.parse(response.body));
  }

  /** What the planning workflow does to a row when it has found options. */
  offer(bookingId: string, options: readonly FlightOption[] = [option()], minutes = 15): void {
    const row = this.bookings.rows.get(bookingId);
    if (row === undefined) throw new Error("There is no such booking.");
    const offer = { planHash: "b".repeat(64), policyVersion: "c".repeat(64), options: [...options], constraints: [] };
    const offerExpiresAt = new Date(this.clock.now().getTime() + minutes * 60_000).toISOString();
    this.set(bookingId, { status: "offered", offer: canonicalJson(Offer.parse(offer)), offerExpiresAt });
  }

  /** Sets columns of a row, as another service does. */
  set(bookingId: string, columns: Partial<Booking>): void {
    const row = this.bookings.rows.get(bookingId);
    if (row !== undefined) this.bookings.rows.set(bookingId, { ...row, ...columns });
  }

  send(body: Parameters<typeof sendMessage>[0]["body"], more: { dedupeKey?: string; bookingId?: BookingId } = {}) {
    const { bookingId = null, ...rest } = more;
    return sendMessage({ employeeId: EmployeeId.parse(ADA), bookingId, body, ...rest }, this.ports);
  }

  event(requestContext: Record<string, unknown>, body?: string): Promise<SocketResponse> {
    return serveSocket(SocketEvent.parse({ requestContext, body, isBase64Encoded: false }), this.ports);
  }

  #start<Handoff extends { seal: { executionName: string } }>(started: Handoff[], handoff: Handoff): void {
    if (this.workflowsFail) {
      throw new AppError("WORKFLOW_NOT_STARTED", { cause: "No answer.", remedy: "Send it again.", retryable: true });
    }
    const isKnown = started.some(({ seal }) => seal.executionName === handoff.seal.executionName);
    if (!isKnown) started.push(handoff);
  }
}

/** The session that each employee of the tests has. */
export function sessionOf(employeeId: string): string {
  return `sess_${employeeId.slice(5)}0001`;
}

function traveller(employeeId: string, givenName: string): Traveller {
  return {
    employeeId: EmployeeId.parse(employeeId),
    givenName,
    familyName: "Example",
    email: `${givenName.toLowerCase()}@northwind-atlas.example`,
    homeAirport: "BOS",
    timeZone: "America/New_York",
    grade: "staff",
  };
}

/** An option as the portal sells it. */
export function option(changed: Partial<FlightOption> = {}): FlightOption {
  const segment = { flight: "AA100", airline: "AA", from: "BOS", to: "ORD", minutes: 150 };
  return {
    optionId: "opt_0123456789abcdef",
    fareId: "fare-1",
    airline: "AA",
    airlineName: "American",
    cabin: "economy",
    outbound: [{ ...segment, departs: "2026-02-10T08:00:00", arrives: "2026-02-10T09:30:00" }],
    inbound: [{ ...segment, from: "ORD", to: "BOS", departs: "2026-02-12T17:00:00", arrives: "2026-02-12T20:30:00" }],
    totalCents: 31_500,
    currency: "USD",
    approval: [],
    ...changed,
  };
}
