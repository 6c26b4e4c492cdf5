import type { BookingId, EmployeeId, ServerMessage } from "@agentic-pm/contracts/travel";
import type { AuditEntry } from "@agentic-pm/audit-trail";
import type { InMemoryAuditWriter } from "@agentic-pm/audit-trail/fakes";
import type { AuditHead, Clock } from "@agentic-pm/contracts";
import type { Booking } from "../../src/domain/booking.ts";
import type { Connection } from "../../src/domain/connection.ts";
import { type Rate, windowOf } from "../../src/domain/rates.ts";
import type { BookingChange, BookingStore, NewBooking } from "../../src/ports/booking-store.ts";
import type { ConnectionList, ConnectionStore, EndedSessions } from "../../src/ports/connection-store.ts";
import type { OutboxReader, OutboxWriter } from "../../src/ports/outbox.ts";
import type { RateCounters } from "../../src/ports/rate-counters.ts";

/** The connections in memory. */
export class MemoryConnections implements ConnectionStore, ConnectionList, EndedSessions {
  readonly rows = new Map<string, Connection>();
  readonly tickets = new Set<string>();
  readonly revoked = new Set<string>();

  async open(connection: Connection, { tokenId }: { tokenId: string }): Promise<"opened" | "replayed"> {
    if (this.tickets.has(tokenId) || this.rows.has(connection.connectionId)) return "replayed";
    this.tickets.add(tokenId);
    this.rows.set(connection.connectionId, connection);
    return "opened";
  }
  async find(connectionId: string): Promise<Connection | null> {
    return this.rows.get(connectionId) ?? null;
  }
  async isRevoked(sessionId: string): Promise<boolean> {
    return this.revoked.has(sessionId);
  }
  async end(sessionId: string): Promise<void> {
    this.revoked.add(sessionId);
  }
  async extend(connectionId: string, validUntil: string): Promise<void> {
    const row = this.rows.get(connectionId);
    if (row !== undefined && row.validUntil < validUntil) this.rows.set(connectionId, { ...row, validUntil });
  }
  async close(connectionId: string): Promise<void> {
    this.rows.delete(connectionId);
  }
  async of(employeeId: string): Promise<readonly Connection[]> {
    return [...this.rows.values()].filter((row) => row.employeeId === employeeId);
  }
}

/** The bookings in memory. */
export class MemoryBookings implements BookingStore {
  readonly rows = new Map<string, Booking>();
  readonly locks = new Map<string, string>();
  readonly #clock: Clock;
  readonly #audit: InMemoryAuditWriter;

  constructor(clock: Clock, audit: InMemoryAuditWriter) {
    this.#clock = clock;
    this.#audit = audit;
  }

  async find(bookingId: string): Promise<Booking | null> {
    return this.rows.get(bookingId) ?? null;
  }
  async activeOf(employeeId: string): Promise<Booking | null> {
    return this.rows.get(this.locks.get(employeeId) ?? "") ?? null;
  }
  async begin(booking: NewBooking, before: BookingId | null, entry: AuditEntry): Promise<Booking | null> {
    const { bookingId, employeeId } = booking;
    const begun = (head: AuditHead): Booking => ({ ...booking, auditSeq: head.seq, auditHash: head.hash });
    return this.#recorded({ subjectId: bookingId, head: null }, entry, (head) => {
      if (this.rows.has(bookingId) || (this.locks.get(employeeId) ?? null) !== before) return null;
      this.rows.set(bookingId, begun(head));
      this.locks.set(employeeId, bookingId);
      return begun(head);
    });
  }
  async change(seen: Booking, change: BookingChange, entry: AuditEntry): Promise<AuditHead | null> {
    const { bookingId, auditSeq, auditHash } = seen;
    const place = { subjectId: bookingId, head: { seq: auditSeq, hash: auditHash } };
    return this.#recorded(place, entry, (head) => {
      if (!this.#isAsSeen(seen)) return null;
      const set = { ...change, auditSeq: head.seq, auditHash: head.hash, updatedAt: this.#clock.now().toISOString() };
      // The types of a change and of a row differ only in how they say "absent".
      this.rows.set(bookingId, { ...(this.rows.get(bookingId) ?? seen), ...set } as Booking);
      return head;
    });
  }

  /** The record, and what is written with it, at the same moment; null where that could not be. */
  async #recorded<Out>(
    place: { readonly subjectId: string; readonly head: AuditHead | null },
    entry: AuditEntry,
    write: (head: AuditHead) => Out | null,
  ): Promise<Out | null> {
    const made: { head?: AuditHead; out?: Out | null } = {};
    this.#audit.applies = () => (made.out = made.head === undefined ? null : write(made.head)) !== null;
    await this.#audit.appendWith(place, entry, (head) => {
      made.head = head;
      return [];
    });
    return made.out ?? null;
  }

  #isAsSeen({ bookingId, status, turn, auditHash, offerExpiresAt }: Booking): boolean {
    const now = this.rows.get(bookingId);
    const isSame = now?.status === status && now.turn === turn && now.auditHash === auditHash;
    return isSame && now.offerExpiresAt === offerExpiresAt;
  }
}

/** The outbox in memory. */
export class MemoryOutbox implements OutboxReader, OutboxWriter {
  readonly #messages = new Map<string, ServerMessage[]>();
  readonly #last = new Map<string, number>();
  readonly #said = new Map<string, ServerMessage>();

  async append(
    employeeId: EmployeeId,
    message: Omit<ServerMessage, "seq">,
    dedupeKey: string | undefined,
  ): Promise<ServerMessage> {
    const key = `${employeeId}\n${dedupeKey}`;
    const earlier = dedupeKey === undefined ? undefined : this.#said.get(key);
    if (earlier !== undefined) return earlier;
    const kept = { seq: (this.#last.get(employeeId) ?? 0) + 1, ...message };
    this.#last.set(employeeId, kept.seq);
    this.#messages.set(employeeId, [...(this.#messages.get(employeeId) ?? []), kept]);
    if (dedupeKey !== undefined) this.#said.set(key, kept);
    return kept;
  }
  async after(employeeId: EmployeeId, seq: number, most: number): Promise<ServerMessage[]> {
    return (this.#messages.get(employeeId) ?? []).filter((message) => message.seq > seq).slice(0, most);
  }
  async trim(employeeId: EmployeeId, upTo: number): Promise<void> {
    this.#messages.set(
      employeeId,
      (this.#messages.get(employeeId) ?? []).filter(({ seq }) => seq > upTo),
    );
  }
}

/** The counters in memory. */
export class MemoryRates implements RateCounters {
  readonly #taken = new Map<string, number>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async take(rates: readonly Rate[]): Promise<string | null> {
    const { minute, endsAt } = windowOf(this.#clock.now());
    const places = rates.map(({ key, most }) => {
      const taken = this.#taken.get(`${key}#${minute}`) ?? 0;
      if (taken < most) this.#taken.set(`${key}#${minute}`, taken + 1);
      return taken < most;
    });
    return places.every(Boolean) ? null : endsAt;
  }
}
