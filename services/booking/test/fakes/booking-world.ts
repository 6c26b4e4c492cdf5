import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { auditRecordOf, DynamoAuditWriter, verifyChains } from "@agentic-pm/audit-trail";
import { type AuditHead, type AuditRecord, canonicalJson, type Labels } from "@agentic-pm/contracts";
import {
  bookingCommandHash,
  bookingIdOf,
  type BookingStatus,
  CloseEvent,
  messageKeyOf,
  planHashOf,
  RespondEvent,
  saidMarkOf,
  SweepEvent,
} from "@agentic-pm/contracts/travel";
import { CountingIds, FakeClock, memorySeals } from "@agentic-pm/lambda/fakes";
import { opened } from "@agentic-pm/lambda";
import { createDynamoDb } from "@agentic-pm/local-cloud/dynamodb";
import { createStepFunctions, type ExecutionStatusChange } from "@agentic-pm/local-cloud/step-functions";
import { RecordingLogger, RecordingMetrics } from "@agentic-pm/observability/fakes";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { parse } from "yaml";
import { DynamoBookingEnds } from "../../src/adapters/dynamodb/booking-ends.ts";
import { DynamoConfirmedBookings } from "../../src/adapters/dynamodb/confirmed-bookings.ts";
import { DynamoPaymentLedger } from "../../src/adapters/dynamodb/payment-ledger.ts";
import { ExecutorEvent } from "../../src/domain/executor-event.ts";
import type { StoredBooking } from "../../src/domain/stored-booking.ts";
import type { BookingChange } from "../../src/ports/confirmed-bookings.ts";
import { policyVersionOf } from "../../src/domain/policy-version.ts";
import type { BookingPorts } from "../../src/usecases/booking-ports.ts";
import { carryOutBooking } from "../../src/usecases/carry-out-booking.ts";
import { closeBooking, type ClosePorts } from "../../src/usecases/close-booking.ts";
import { requoteBooking, type RequotePorts } from "../../src/usecases/requote-booking.ts";
import { sweepBookings } from "../../src/usecases/sweep-bookings.ts";
import { aCommand, aFare, aPlan, aTrip, DOCUMENTS, EMPLOYEE } from "../a-trip.ts";
import { Processes } from "./crashing.ts";
import { FakePortal } from "./fake-portal.ts";
import { failing, resolved } from "./local-machine.ts";

type Event = Record<string, unknown>;
type Definition = { States: Record<string, Record<string, unknown>> };
const LABELS: Labels = { provenance: ["employee_chat", "operator"], readers: ["operator", `person:${EMPLOYEE}`] };
const MACHINES = ["booking-plan", "booking-execute", "booking-sweep"] as const;
type Said = { readonly key: string; readonly body: RespondEvent["body"] };
type Machine = (typeof MACHINES)[number];
const POLICY = policyVersionOf(DOCUMENTS);
const OVER_AN_HOUR_MS = 80 * 60_000;

/**
 * The travel job's three machines on the local cloud's Step Functions and DynamoDB, with the real functions that book,
 * close and sweep, and a portal without a browser. The stages of planning hand on under proper seals and do no more.
 */
export class BookingWorld {
  readonly processes = new Processes();
  readonly clock = new FakeClock();
  portal = new FakePortal(aCommand());
  bookingId = bookingIdOf(EMPLOYEE, "request-0001");
  command = aCommand();
  plan = aPlan();
  /** What happens in the world when a function is invoked that books, closes or sweeps. */
  onInvoke: (name: string, event: Event) => Promise<void> | void = () => undefined;
  readonly logger = new RecordingLogger();
  readonly metrics = new RecordingMetrics();
  readonly #ids = new CountingIds();
  readonly #said: Said[] = [];
  readonly #cloud: Awaited<ReturnType<typeof localCloud>>;
  #runs = 0;
  #begun: AuditHead = { seq: 0, hash: "" };

  static async start(): Promise<BookingWorld> {
    const world: { of?: BookingWorld } = {};
    const cloud = await localCloud(async (name, event) => world.of?.invoke(name, event));
    return (world.of = new BookingWorld(cloud));
  }

  private constructor(cloud: Awaited<ReturnType<typeof localCloud>>) {
    this.#cloud = cloud;
  }

  stop(): Promise<void> {
    return this.#cloud.stop();
  }

  /** The Task states of a machine, those in branches included. */
  static tasksOf(machine: Machine): string[] {
    return statesOf(definitionOf(machine))
      .filter(([, { Type }]) => Type === "Task")
      .map(([name]) => name);
  }

  /** A booking of its own at the beginning of its machine, run to the end; `broken` is a state that never gets through. */
  async run(
    machine: "booking-plan" | "booking-execute",
    broken?: string,
    /** What the row has besides. */
    left: object = {},
  ): Promise<ExecutionStatusChange> {
    this.#runs += 1;
    this.#said.length = 0;
    this.bookingId = bookingIdOf(EMPLOYEE, `request-${1000 + this.#runs}`);
    this.plan = aPlan({ policyVersion: POLICY, trip: aTrip({ bookingId: this.bookingId }) });
    const now = this.clock.now().getTime();
    this.command = aCommand({
      bookingId: this.bookingId,
      planHash: planHashOf(this.plan),
      policyVersion: POLICY,
      expiresAt: new Date(now + 15 * 60_000).toISOString(),
    });
    const isSilent = this.portal.isSilent;
    this.portal = new FakePortal(this.command);
    this.portal.isSilent = isSilent;
    const isPlanning = machine === "booking-plan";
    const commandHash = bookingCommandHash(this.command);
    const name = `${this.bookingId}-${isPlanning ? "1" : commandHash.slice(0, 12)}`;
    const about = { bookingId: this.bookingId, employeeId: EMPLOYEE };
    const audit = await this.#record("connection-manager", null, "booking.requested");
    this.#begun = audit;
    const trip = { requests: [{ vaultKey: `requests/${this.bookingId}/x.json`, sha256: "a".repeat(64) }] };
    const { homeAirport, timeZone, grade } = this.command.traveller;
    const planning = { turn: 1, ...trip, profile: { homeAirport, timeZone, grade }, requestedOn: "2026-01-15" };
    const handover = { ...about, ...(isPlanning ? planning : { commandHash }), audit };
    const seal = await memorySeals("connect").seal({ executionName: name, labels: LABELS, handover });
    const confirmed = {
      planHash: this.command.planHash,
      command: canonicalJson(this.command),
      commandHash,
      confirmedAt: this.clock.now().toISOString(),
    };
    await this.#cloud.call("PutItem", {
      TableName: "bookings",
      Item: marshall({
        ...about,
        ...trip,
        status: isPlanning ? "planning" : "confirmed",
        turn: 1,
        createdAt: this.clock.now().toISOString(),
        updatedAt: this.clock.now().toISOString(),
        auditSeq: audit.seq,
        auditHash: audit.hash,
        ...(isPlanning ? {} : confirmed),
        ...left,
      }),
    });
    return this.#cloud.run(definitionOf(machine, broken), { ...handover, seal }, name);
  }

  /** What an employee's cancel does to a row that was seen in planning; null where the row is not so any more. */
  async cancel(): Promise<AuditHead | null> {
    const { bookingId } = this;
    const head = this.#begun;
    const entry = { event: "booking.cancelled", bookingId, input: {}, output: { status: "cancelled" } } as const;
    return this.#trail("connection-manager").appendWith({ subjectId: bookingId, head }, entry, ({ seq, hash }) => ({
      table: "bookings",
      key: { bookingId },
      set: { status: "cancelled", auditSeq: seq, auditHash: hash },
      seen: { status: "planning", auditHash: head.hash },
    }));
  }

  /** Deploys booking-execute anew while a booking is in it: as a machine that does something else altogether. */
  update(): void {
    this.#cloud.update({ StartAt: "Other", States: { Other: { Type: "Fail", Error: "ANOTHER_DEFINITION" } } });
  }

  /** Writes or takes away a row that none of our functions wrote. */
  async plant(row: Record<string, unknown>): Promise<void> {
    await this.#cloud.call("PutItem", { TableName: "bookings", Item: marshall(row) });
  }
  async uproot(bookingId: string): Promise<void> {
    await this.#cloud.call("DeleteItem", { TableName: "bookings", Key: marshall({ bookingId }) });
  }

  /** A sweep, after nobody could be working on anything any more. */
  async sweepLater(): Promise<ExecutionStatusChange> {
    this.clock.advance(OVER_AN_HOUR_MS);
    this.#runs += 1;
    return this.#cloud.run(definitionOf("booking-sweep"), {}, `sweep-${this.#runs}`);
  }

  /** What the employee was told last that is no word on the way. */
  get told(): Said["body"] | undefined {
    return this.#said.map(({ body }) => body).findLast(({ type }) => type !== "progress");
  }

  /** Every end that the employee was told of. */
  get ends(): Said["body"][] {
    return this.#said.filter(({ key }) => key.includes("/ended/")).map(({ body }) => body);
  }

  async row(): Promise<{ status: BookingStatus; auditHash: string; auditSeq: number }> {
    const Key = marshall({ bookingId: this.bookingId });
    const { Item } = (await this.#cloud.call("GetItem", { TableName: "bookings", Key })) as { Item: never };
    return unmarshall(Item) as never;
  }

  /** The booking's own records, and what verifying them says. */
  async trail(): Promise<{ records: AuditRecord[]; verified: boolean }> {
    const { Items } = (await this.#cloud.call("Query", {
      TableName: "audit",
      KeyConditionExpression: "subjectId = :id",
      ExpressionAttributeValues: marshall({ ":id": this.bookingId }),
    })) as { Items: never[] };
    const records = Items.map((item) => auditRecordOf(item));
    return { records, verified: verifyChains(records).verified };
  }

  async invoke(name: string, event: Event): Promise<unknown> {
    if (name === "broken") throw failing("Runtime.ExitError");
    if (name === "response-sender") {
      const message = RespondEvent.parse(event);
      const { employeeId, body } = message;
      const key = messageKeyOf(message) ?? "";
      if (this.#said.some((said) => said.key === key)) return { seq: this.#said.length, delivered: 0 };
      const Item = marshall({ employeeId: saidMarkOf(employeeId, key), seq: 0 });
      await this.#cloud.call("PutItem", { TableName: "outbox", Item });
      return { seq: this.#said.push({ key, body }), delivered: 1 };
    }
    const stage = this.#stages[name];
    if (stage !== undefined) return stage(event);
    if (name === "portal-login") {
      return { browser: { browserIdentifier: "b", sessionId: "s" }, signedInAt: "https://portal.example" };
    }
    await this.onInvoke(name, event);
    return this.processes.run(name, async (wrap) => {
      const trail = this.#trail(name);
      const audit = {
        append: wrap((_subject: string, _head: unknown, { event: said }) => `audit:${said}`, trail.append.bind(trail)),
        appendWith: wrap("end", trail.appendWith.bind(trail)),
      } as DynamoAuditWriter;
      const bookings = new DynamoConfirmedBookings(this.#cloud.client, { table: "bookings", clock: this.clock });
      const change = wrap(
        (_seen: StoredBooking, { status }: BookingChange) => `row:${status}`,
        bookings.change.bind(bookings),
      );
      const shared = { audit, clock: this.clock, logger: this.logger };
      const rows = { find: bookings.find.bind(bookings), renewed: bookings.renewed.bind(bookings), change };
      if (name === "re-quote") {
        const offerInstead = bookings.offerInstead.bind(bookings);
        return requoteBooking(event as never, { ...this.#quoting(), ...shared, bookings: { ...rows, offerInstead } });
      }
      if (name === "booking-executor") {
        const ports = { ...this.#booking(wrap), ...shared, bookings: rows } as unknown as BookingPorts;
        const parsed = ExecutorEvent.parse(event);
        const carryOut = opened(
          ({ bookingId }: ExecutorEvent["handoff"]) => bookingId,
          (_handoff, of: BookingPorts) => carryOutBooking(parsed, of),
        );
        return carryOut(parsed.handoff, ports);
      }
      const ends = new DynamoBookingEnds(this.#cloud.client, {
        table: "bookings",
        outbox: "outbox",
        clock: this.clock,
        trail: audit,
      });
      const { metrics } = this;
      if ("sweep" in event) return sweepBookings(SweepEvent.parse(event), { ...shared, metrics, ends });
      const stages = ["connect", "sanitise_request", "retrieve", "plan", "operator", "requote"] as const;
      const seals = stages.map((each) => memorySeals(each)) as unknown as ClosePorts["seals"];
      return closeBooking(CloseEvent.parse(event), { ...shared, ends, seals });
    });
  }

  #quoting(): Omit<RequotePorts, "audit" | "clock" | "logger" | "bookings"> {
    const { seatsLeft: _left, ...fare } = aFare();
    return {
      employees: { find: async () => this.command.traveller },
      plans: { plan: async () => this.plan },
      policy: { documents: async () => DOCUMENTS },
      quotes: { quote: async () => ({ ...fare, seatsLeft: 9 }) },
      fares: { search: async () => ({ fares: [], malformed: 0, unserved: false }) },
      sealedByGateway: memorySeals("connect"),
      sealedByOperator: memorySeals("operator"),
      sealer: memorySeals("requote"),
    };
  }

  #booking(wrap: Parameters<Parameters<Processes["run"]>[1]>[0]) {
    const { driver, actModel } = this.portal.visit();
    const ledger = new DynamoPaymentLedger(this.#cloud.client, { table: "bookings", clock: this.clock });
    return {
      sealedBefore: memorySeals("requote"),
      payments: {
        read: ledger.read.bind(ledger),
        begin: wrap("note:begin", ledger.begin.bind(ledger)),
        finish: wrap("note:finish", ledger.finish.bind(ledger)),
        close: wrap("note:close", ledger.close.bind(ledger)),
      },
      portal: { origin: async () => "https://portal.example" },
      browsers: {
        connect: wrap("connect", async () => ({ ...driver, submit: wrap("press", driver.submit) })),
        stop: wrap("stop", async () => undefined),
        handToPerson: async () => undefined,
      },
      actModel,
      screenshots: { put: async () => undefined },
      remainingMs: () => 100_000,
    };
  }

  readonly #stages: Readonly<Record<string, (event: Event) => Promise<unknown>>> = {
    "sanitise-request": (event) =>
      this.#handOn("sanitise_request", event, { outcome: "understood", tripSha256: "b".repeat(64) }),
    "embed-and-retrieve": (event) =>
      this.#handOn("retrieve", event, {
        tripSha256: "b".repeat(64),
        retrievalSha256: "c".repeat(64),
        band: "confident",
      }),
    "reason-and-plan": (event) => this.#handOn("plan", event, { outcome: "planned", planHash: planHashOf(this.plan) }),
    "search-options": async (event) => {
      const audit = await this.#record("search-options", event["audit"] as AuditHead, "booking.offered");
      await this.#cloud.call("UpdateItem", {
        TableName: "bookings",
        Key: marshall({ bookingId: this.bookingId }),
        UpdateExpression: "SET #status = :offered, auditSeq = :seq, auditHash = :hash",
        ConditionExpression: "#status = :planning",
        ExpressionAttributeNames: { "#status": "status" },
        ExpressionAttributeValues: marshall({
          ":offered": "offered",
          ":planning": "planning",
          ":seq": audit.seq,
          ":hash": audit.hash,
        }),
      });
      return { outcome: "offered", message: this.#offer(), audit };
    },
  };

  #offer(): RespondEvent["body"] {
    const expiresAt = this.command.expiresAt;
    return { type: "options", options: [], constraints: [], expiresAt, strictestDefaults: false, because: null };
  }

  async #handOn(stage: "sanitise_request" | "retrieve" | "plan", event: Event, { outcome, ...more }: Event) {
    const audit = await this.#record(stage, event["audit"] as AuditHead, "booking.understood");
    const executionName = String(event["executionName"]);
    const handover = { bookingId: this.bookingId, employeeId: EMPLOYEE, turn: 1, ...more, audit };
    const seal = await memorySeals(stage).seal({ executionName, labels: LABELS, handover });
    return { ...(outcome === undefined ? {} : { outcome }), ...handover, seal };
  }

  #trail(actor: string): DynamoAuditWriter {
    const ports = { client: this.#cloud.client, clock: this.clock, ids: this.#ids };
    return new DynamoAuditWriter({ table: "audit", actor }, ports);
  }

  #record(actor: string, head: AuditHead | null, event: AuditRecord["event"]): Promise<AuditHead> {
    const about = { bookingId: this.bookingId, employeeId: EMPLOYEE };
    return this.#trail(actor).append(this.bookingId, head, { event, ...about, input: {}, output: {} });
  }
}

function definitionOf(machine: Machine, broken?: string): Definition {
  const file = new URL(`../../state-machines/${machine}.yml`, import.meta.url);
  const yaml = parse(readFileSync(file, "utf8"), { logLevel: "silent", merge: true }) as unknown;
  const definition = JSON.parse(JSON.stringify(resolved(yaml))) as Definition;
  const [, state] = statesOf(definition).find(([name]) => name === broken) ?? [];
  const parameters = state?.["Parameters"] as Record<string, unknown> | undefined;
  if (parameters === undefined) return definition;
  if ("FunctionName" in parameters) parameters["FunctionName"] = "x-dev-broken";
  else parameters["TableName"] = "no-such-table";
  return definition;
}

function statesOf({ States }: Definition): [string, Record<string, unknown>][] {
  return Object.entries(States).flatMap(([name, state]) => [
    [name, state] as [string, Record<string, unknown>],
    ...((state["Branches"] ?? []) as Definition[]).flatMap(statesOf),
  ]);
}

/** Step Functions and DynamoDB of the local cloud, with the tables of the travel job; waits take next to no time. */
async function localCloud(invoke: (name: string, event: Event) => Promise<unknown>) {
  const dataDir = mkdtempSync(join(tmpdir(), "booking-world-"));
  const dynamodb = await createDynamoDb({ dataDir: join(dataDir, "dynamodb"), sweepIntervalMs: 0 });
  const key = (name: string, KeyType = "HASH") => ({ AttributeName: name, KeyType });
  const types = (...names: string[]) => names.map((AttributeName) => ({ AttributeName, AttributeType: "S" }));
  await dynamodb.admin.createTable({
    TableName: "bookings",
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: types("bookingId", "status", "createdAt"),
    KeySchema: [key("bookingId")],
    GlobalSecondaryIndexes: [
      {
        IndexName: "byStatus",
        KeySchema: [key("status"), key("createdAt", "RANGE")],
        Projection: { ProjectionType: "ALL" },
      },
    ],
  });
  await dynamodb.admin.createTable({
    TableName: "audit",
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: types("subjectId", "entryId"),
    KeySchema: [key("subjectId"), key("entryId", "RANGE")],
  });
  await dynamodb.admin.createTable({
    TableName: "outbox",
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: [...types("employeeId"), { AttributeName: "seq", AttributeType: "N" }],
    KeySchema: [key("employeeId"), key("seq", "RANGE")],
  });
  const service = await createStepFunctions({
    dataDir: join(dataDir, "states"),
    maxConcurrentExecutions: 4,
    pauseScale: 0.002,
    ports: {
      authorise: () => undefined,
      functionArn: (name) => name,
      dynamodb: () => dynamodb.module,
      dataAutomation: () => dynamodb.module,
      callerOf: (roleArn) => ({ accountId: "111122223333", arn: roleArn, roleArn }) as never,
      invokeFunction: async (functionArn, payload) => {
        try {
          const answer = await invoke(functionArn.split("-dev-").at(-1) ?? "", JSON.parse(payload) as Event);
          return { payload: JSON.stringify(answer ?? null) };
        } catch (error) {
          const { name, message, code = name } = error as Error & { code?: string };
          return { payload: JSON.stringify({ errorType: code, errorMessage: message }), functionError: "Unhandled" };
        }
      },
    },
  });
  let machines = 0;
  const roleArn = "arn:aws:iam::111122223333:role/machine";
  return {
    /** Deploys another definition in the place of the machine that was started last. */
    update: (definition: object): void =>
      void service.admin.put({ name: `machine-${machines}`, roleArn, definition: JSON.stringify(definition) }),
    client: clientOf(dynamodb),
    call: (operation: string, input: object): Promise<object> => dynamodb.call(operation, input as never),
    run: (definition: object, input: object, name: string): Promise<ExecutionStatusChange> => {
      const machine = { name: `machine-${(machines += 1)}`, roleArn, definition: JSON.stringify(definition) };
      const { stateMachineArn } = service.admin.put(machine);
      const ended = new Promise<ExecutionStatusChange>((resolve) => {
        service.onStatusChange((change) => {
          if (change.status !== "RUNNING" && change.name === name) resolve(change);
        });
      });
      service.admin.start({ stateMachineArn, name, input: JSON.stringify(input) });
      return ended;
    },
    stop: async () => {
      service.stop();
      await dynamodb.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** The SDK's client without the network between: nothing of it is used but `send`. */
function clientOf(dynamodb: Awaited<ReturnType<typeof createDynamoDb>>): DynamoDBClient {
  const send = async (command: { constructor: { name: string }; input: object }): Promise<unknown> => {
    try {
      const input = JSON.parse(JSON.stringify(command.input)) as never;
      return await dynamodb.call(command.constructor.name.replace(/Command$/, ""), input);
    } catch (error) {
      if (!(error instanceof Error) || !("code" in error)) throw error;
      throw Object.assign(error, { name: String(error.code) }, "members" in error ? error.members : {});
    }
  };
  return Object.assign(Object.create(DynamoDBClient.prototype) as DynamoDBClient, { send });
}
