import { type DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { type AuditEntry, DynamoAuditWriter } from "@agentic-pm/audit-trail";
import { InMemoryAuditWriter } from "@agentic-pm/audit-trail/fakes";
import { type AuditRecord, canonicalHash } from "@agentic-pm/contracts";
import { bookingIdOf, EmployeeId } from "@agentic-pm/contracts/travel";
import { CountingIds, FakeClock } from "@agentic-pm/lambda/fakes";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { DynamoBookingStore } from "../src/adapters/booking-store.dynamodb.ts";
import { DynamoConnectionStore } from "../src/adapters/connection-store.dynamodb.ts";
import { DynamoEmployeeDirectory } from "../src/adapters/employee-directory.dynamodb.ts";
import { DynamoOutbox } from "../src/adapters/outbox.dynamodb.ts";
import { DynamoRateCounters } from "../src/adapters/rate-counters.dynamodb.ts";
import type { Booking } from "../src/domain/booking.ts";
import type { Connection } from "../src/domain/connection.ts";
import type { BookingStore, NewBooking } from "../src/ports/booking-store.ts";
import type { ConnectionList, ConnectionStore, EndedSessions } from "../src/ports/connection-store.ts";
import type { OutboxReader, OutboxWriter } from "../src/ports/outbox.ts";
import type { RateCounters } from "../src/ports/rate-counters.ts";
import { localDynamoDb } from "./fakes/local-dynamodb.ts";
import { MemoryBookings, MemoryConnections, MemoryOutbox, MemoryRates } from "./fakes/memory-stores.ts";

interface Stores {
  readonly connections: ConnectionStore & ConnectionList & EndedSessions;
  readonly bookings: BookingStore;
  readonly outbox: OutboxReader & OutboxWriter;
  readonly rates: RateCounters;
  readonly records: () => Promise<readonly AuditRecord[]>;
}

const clock = new FakeClock();
let local: Awaited<ReturnType<typeof localDynamoDb>>;
beforeAll(async () => {
  local = await localDynamoDb();
});
afterAll(() => local.stop());

const put = (TableName: string, item: Record<string, unknown>) =>
  local.client.send(new PutItemCommand({ TableName, Item: marshall(item) }));

const trailOf = (client: DynamoDBClient) =>
  new DynamoAuditWriter({ table: "audit", actor: "connection-manager" }, { client, clock, ids: new CountingIds() });
const requested: AuditEntry = { event: "booking.requested", input: {}, output: {} };
const entry: AuditEntry = { event: "booking.cancelled", input: {}, output: {} };

function dynamoStores(): Stores {
  const { client } = local;
  return {
    connections: new DynamoConnectionStore(client, { table: "connections" }),
    bookings: new DynamoBookingStore(client, { table: "bookings", clock, trail: trailOf(client) }),
    outbox: new DynamoOutbox(client, { table: "outbox", clock }),
    rates: new DynamoRateCounters(client, { table: "limits", clock }),
    records: local.records,
  };
}

function memoryStores(): Stores {
  const audit = new InMemoryAuditWriter({ clock, ids: new CountingIds() });
  return {
    connections: new MemoryConnections(),
    bookings: new MemoryBookings(clock, audit),
    outbox: new MemoryOutbox(),
    rates: new MemoryRates(clock),
    records: async () => audit.records,
  };
}

let people = 0;
/** Each test has an employee of its own, so that tests may share tables. */
function somebody(): EmployeeId {
  people += 1;
  return EmployeeId.parse(`user_2somebody${people}`);
}

function socketOf(employeeId: EmployeeId, name: string): Connection {
  return {
    connectionId: `${employeeId}-${name}`,
    employeeId,
    sessionId: `sess_${employeeId}`,
    address: "198.51.100.7",
    connectedAt: "2026-01-15T09:00:00.000Z",
    validUntil: "2026-01-15T09:01:00.000Z",
  };
}

async function begin(bookings: BookingStore, booking: NewBooking): Promise<Booking> {
  const begun = await bookings.begin(booking, null, requested);
  if (begun === null) throw new Error("Its employee is nobody else's, and has no booking.");
  return begun;
}

function bookingOf(employeeId: EmployeeId, requestId = "request-1"): NewBooking {
  return {
    bookingId: bookingIdOf(employeeId, requestId),
    employeeId,
    status: "planning",
    turn: 1,
    createdAt: "2026-01-15T09:00:00.000Z",
    updatedAt: "2026-01-15T09:00:00.000Z",
    requests: [{ vaultKey: "requests/x/y.json", sha256: canonicalHash("test", requestId) }],
    requestIds: [requestId],
    requestedOn: "2026-01-15",
  };
}

describe.each([
  { name: "in DynamoDB", make: dynamoStores },
  { name: "in memory", make: memoryStores },
])("the stores $name", ({ make }) => {
  test("a token opens one socket, also at the same instant", async () => {
    const { connections } = make();
    const me = somebody();
    const ticket = { tokenId: `token-${me}`, issuedAt: "2026-01-15T09:00:00.000Z" };
    const opened = await Promise.all(["a", "b"].map((name) => connections.open(socketOf(me, name), ticket)));
    expect(opened.toSorted()).toEqual(["opened", "replayed"]);
    expect(await connections.of(me)).toHaveLength(1);
    expect(await connections.open(socketOf(me, "c"), ticket)).toBe("replayed");
  });

  test("sockets are found by id and by employee, extended forwards only, and forgotten", async () => {
    const { connections } = make();
    const me = somebody();
    const socket = socketOf(me, "a");
    await connections.open(socket, { tokenId: `token-${me}`, issuedAt: socket.connectedAt });
    expect(await connections.find(socket.connectionId)).toEqual(socket);
    expect(await connections.of(me)).toEqual([socket]);
    expect(await connections.of(somebody())).toEqual([]);
    const later = "2026-01-15T09:02:00.000Z";
    await connections.extend(socket.connectionId, later);
    await connections.extend(socket.connectionId, socket.validUntil);
    await connections.extend("nobody", later);
    expect(await connections.find(socket.connectionId)).toEqual({ ...socket, validUntil: later });
    expect(await connections.find("nobody")).toBeNull();
    await connections.close(socket.connectionId);
    await connections.close(socket.connectionId);
    expect([await connections.find(socket.connectionId), await connections.of(me)]).toEqual([null, []]);
  });

  test("a session that was ended early is known", async () => {
    const { connections } = make();
    const [session, other] = [`sess_${somebody()}`, `sess_${somebody()}`];
    expect(await connections.isRevoked(session)).toBe(false);
    await connections.end(session, clock.now());
    await connections.end(session, clock.now());
    expect([await connections.isRevoked(session), await connections.isRevoked(other)]).toEqual([true, false]);
  });

  test("of bookings that begin at the same instant exactly one has the place, and is on record", async () => {
    const { bookings, records } = make();
    const me = somebody();
    const all = ["request-1", "request-2", "request-3", "request-4"].map((requestId) => bookingOf(me, requestId));
    const answers = await Promise.all(all.map((booking) => bookings.begin(booking, null, requested)));
    const begun = answers.filter((answer) => answer !== null);
    expect(begun).toHaveLength(1);
    expect(await bookings.activeOf(me)).toEqual(begun[0]);
    const losers = all.filter(({ bookingId }) => bookingId !== begun[0]?.bookingId);
    for (const { bookingId } of losers) expect(await bookings.find(bookingId)).toBeNull();
    const own = (await records()).filter(({ subjectId }) => all.some(({ bookingId }) => bookingId === subjectId));
    expect(own).toMatchObject([{ subjectId: begun[0]?.bookingId, seq: 0, hash: begun[0]?.auditHash }]);
  });

  test("a place is taken over from whoever was seen to have it, and a booking begins once", async () => {
    const { bookings } = make();
    const me = somebody();
    const [first, second, third] = ["request-1", "request-2", "request-3"].map((id) => bookingOf(me, id));
    if (!first || !second || !third) throw new Error("Three bookings are made above.");
    const begun = await begin(bookings, first);
    expect(await bookings.begin(first, null, requested)).toBeNull();
    expect(await bookings.begin(second, null, requested)).toBeNull();
    expect(await bookings.change(begun, { status: "cancelled" }, entry)).toMatchObject({ seq: 1 });
    expect(await bookings.activeOf(me)).toMatchObject({ bookingId: first.bookingId, status: "cancelled" });
    const next = await bookings.begin(second, first.bookingId, requested);
    expect(next).toMatchObject(second);
    expect(await bookings.begin(third, first.bookingId, requested)).toBeNull();
    expect(await bookings.begin(first, second.bookingId, requested)).toBeNull();
    expect(await bookings.activeOf(me)).toEqual(next);
  });

  test("a booking is changed only by whoever saw it as it is, and what is not changed is not on record", async () => {
    const { bookings, records } = make();
    const seen = await begin(bookings, { ...bookingOf(somebody()), offerExpiresAt: "2026-01-15T09:15:00.000Z" });
    const before = (await records()).length;
    const change = { status: "cancelled" } as const;
    const others: readonly Partial<Booking>[] = [
      { status: "offered" },
      { turn: 2 },
      { auditHash: canonicalHash("test", "another head") },
      { offerExpiresAt: seen.createdAt },
      { offerExpiresAt: undefined },
      { bookingId: bookingIdOf(seen.employeeId, "request-none") },
    ];
    for (const other of others) expect(await bookings.change({ ...seen, ...other }, change, entry)).toBeNull();
    expect(await records()).toHaveLength(before);
    const head = await bookings.change(seen, change, entry);
    expect(await bookings.change(seen, change, entry)).toBeNull();
    expect(await records()).toHaveLength(before + 1);
    expect(await bookings.find(seen.bookingId)).toEqual({
      ...seen,
      ...change,
      auditSeq: head?.seq,
      auditHash: head?.hash,
      updatedAt: clock.now().toISOString(),
    });
  });

  test("of two changes at the same instant exactly one is made, and exactly one is on record", async () => {
    const { bookings, records } = make();
    const seen = await begin(bookings, bookingOf(somebody()));
    const ends = (["cancelled", "expired", "confirmed"] as const).map((status) =>
      bookings.change(seen, { status }, { ...entry, output: { status } }),
    );
    expect((await Promise.all(ends)).filter((head) => head !== null)).toHaveLength(1);
    const own = (await records()).filter(({ subjectId, seq }) => subjectId === seen.bookingId && seq > 0);
    const row = await bookings.find(seen.bookingId);
    expect(own).toMatchObject([{ hash: row?.auditHash, prevHash: seen.auditHash, output: { status: row?.status } }]);
  });

  test("messages are numbered without gaps, also at the same instant, for each employee alone", async () => {
    const { outbox } = make();
    const me = somebody();
    const message = {
      bookingId: null,
      at: "2026-01-15T09:00:00.000Z",
      body: { type: "progress", step: "planning" },
    } as const;
    const kept = await Promise.all(Array.from({ length: 4 }, () => outbox.append(me, message, undefined)));
    expect(kept.map(({ seq }) => seq).toSorted()).toEqual([1, 2, 3, 4]);
    expect((await outbox.append(somebody(), message, undefined)).seq).toBe(1);
    expect((await outbox.after(me, 1, 2)).map(({ seq }) => seq)).toEqual([2, 3]);
    expect(await outbox.after(me, 3, 10)).toEqual([{ seq: 4, ...message }]);
  });

  test("a message that was said under a key is not said again, and another employee's key is another", async () => {
    const { outbox } = make();
    const me = somebody();
    const message = {
      bookingId: null,
      at: "2026-01-15T09:00:00.000Z",
      body: { type: "progress", step: "planning" },
    } as const;
    const first = await outbox.append(me, message, "execution/state");
    const later = { ...message, at: "2026-01-15T09:00:05.000Z" };
    expect(await outbox.append(me, later, "execution/state")).toEqual(first);
    expect(await outbox.after(me, 0, 10)).toEqual([first]);
    expect((await outbox.append(somebody(), message, "execution/state")).seq).toBe(1);
    expect((await outbox.append(me, message, "execution/next")).seq).toBe(2);
  });

  test("what was acknowledged is forgotten, and its numbers are not given again", async () => {
    const { outbox } = make();
    const me = somebody();
    const message = {
      bookingId: null,
      at: "2026-01-15T09:00:00.000Z",
      body: { type: "progress", step: "planning" },
    } as const;
    for (let count = 0; count < 3; count += 1) await outbox.append(me, message, undefined);
    await outbox.trim(me, 0);
    await outbox.trim(me, 2);
    expect((await outbox.after(me, 0, 10)).map(({ seq }) => seq)).toEqual([3]);
    await outbox.trim(me, 99);
    expect((await outbox.append(me, message, undefined)).seq).toBe(4);
  });

  test("a minute has so many places under each key, and the next minute as many again", async () => {
    const { rates } = make();
    const key = `rate#message#${somebody()}`;
    expect(await rates.take([{ key, most: 2 }])).toBeNull();
    expect(await rates.take([{ key, most: 2 }])).toBeNull();
    const full = await rates.take([
      { key, most: 2 },
      { key: `${key}-other`, most: 2 },
    ]);
    expect(full).toBe(new Date((Math.floor(clock.now().getTime() / 60_000) + 1) * 60_000).toISOString());
    clock.advance(60_000);
    expect(await rates.take([{ key, most: 2 }])).toBeNull();
  });
});

describe("in DynamoDB only", () => {
  const row = {
    employeeId: "user_2listed",
    givenName: "Ada",
    familyName: "Example",
    email: "ada@northwind-atlas.example",
    homeAirport: "BOS",
    timeZone: "America/New_York",
    grade: "staff",
  };

  test("the directory knows who is listed, and keeps to itself what else the row says", async () => {
    const directory = new DynamoEmployeeDirectory(local.client, { table: "employees" });
    await put("employees", { ...row, note: "prefers aisle" });
    expect(await directory.find("user_2listed")).toEqual(row);
    expect(await directory.find("user_2other")).toBeNull();
  });

  test.each([{ timeZone: "Mars/Olympus" }, { homeAirport: "Boston" }, { email: "ada" }, { grade: "king" }])(
    "an entry with %j is named as malformed",
    async (wrong) => {
      const directory = new DynamoEmployeeDirectory(local.client, { table: "employees" });
      await put("employees", { ...row, ...wrong });
      await expect(directory.find("user_2listed")).rejects.toMatchObject({
        code: "EMPLOYEE_MALFORMED",
        message: expect.stringContaining(Object.keys(wrong)[0] ?? "?"),
      });
    },
  );

  test("a booking's row that somebody else wrote is named as malformed", async () => {
    const bookings = new DynamoBookingStore(local.client, { table: "bookings", clock, trail: trailOf(local.client) });
    await put("bookings", { bookingId: "bkg_x", status: "booked" });
    await expect(bookings.find("bkg_x")).rejects.toMatchObject({ code: "BOOKING_MALFORMED" });
  });
});
