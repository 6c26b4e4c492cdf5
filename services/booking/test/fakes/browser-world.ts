import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BedrockAgentCoreClient } from "@aws-sdk/client-bedrock-agentcore";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { canonicalJson } from "@agentic-pm/contracts";
import {
  type BookingCommand,
  BookingCommand as Command,
  bookingCommandHash,
  bookingIdOf,
  EmployeeId,
} from "@agentic-pm/contracts/travel";
import { fakeRuntime, unsealed } from "@agentic-pm/lambda/fakes";
import { createAgentCore } from "@agentic-pm/local-cloud/agentcore";
import { createDynamoDb } from "@agentic-pm/local-cloud/dynamodb";
import { createNovaAct } from "@agentic-pm/local-cloud/nova-act";
import { type SmallCloud, startSmallCloud } from "@agentic-pm/local-cloud/small-cloud";
import { type ActStepInput, type ActStepOutput, embeddedProvider } from "@agentic-pm/local-cloud";
import { startSandbox } from "@agentic-pm/sandbox";
import { RemoteBrowsers } from "../../src/adapters/browser/remote-browsers.ts";
import { signedHeaders } from "../../src/adapters/browser/signed-headers.ts";
import { DynamoConfirmedBookings } from "../../src/adapters/dynamodb/confirmed-bookings.ts";
import { DynamoPaymentLedger } from "../../src/adapters/dynamodb/payment-ledger.ts";
import { NovaActClient } from "../../src/adapters/nova-act/nova-act-client.ts";
import { quotedFareOf } from "../../src/adapters/portal/quoted-fare.ts";
import { ExecutorEvent, type SignedIn } from "../../src/domain/executor-event.ts";
import type { BookingPorts } from "../../src/usecases/booking-ports.ts";
import { carryOutBooking } from "../../src/usecases/carry-out-booking.ts";
import { logInToPortal } from "../../src/usecases/log-in-to-portal.ts";

const BOOKINGS = "bookings";
const DEFINITION = "agentic-pm-booking";
const EMPLOYEE = EmployeeId.parse("user_2employeeAda");
/** Kept between runs: unpacking the browser takes seconds. */
const CACHE = join(tmpdir(), "agentic-pm-test-cache");

export type ActModelOfTest = (input: ActStepInput, otherwise: () => Promise<ActStepOutput>) => Promise<ActStepOutput>;

/**
 * The portal of the sandbox, a real browser behind the local cloud's signed gateway, Nova Act's local service, and the
 * bookings table; the functions' own code between them.
 */
export async function browserWorld() {
  const folder = await mkdtemp(join(tmpdir(), "booking-browser-"));
  const sandbox = await startSandbox({ dataDir: join(folder, "sandbox"), seed: "empty" });
  const dynamodb = await createDynamoDb({ dataDir: join(folder, "dynamodb"), sweepIntervalMs: 0 });
  await dynamodb.admin.createTable({
    TableName: BOOKINGS,
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: [{ AttributeName: "bookingId", AttributeType: "S" }],
    KeySchema: [{ AttributeName: "bookingId", KeyType: "HASH" }],
  });
  const embedded = embeddedProvider();
  let model: ActModelOfTest | null = null;
  const embeddedAct = async (input: ActStepInput) => (await embedded.act?.(input)) ?? { calls: [] };
  let browserId = "";
  const cloud: SmallCloud = await startSmallCloud(async (ports) => {
    const endpoint = (): string => cloud.gateway.endpoint;
    const agentCore = await createAgentCore({
      dataDir: join(ports.folder, "agentcore"),
      cacheDir: CACHE,
      endpoint,
      spareAfterMs: 50,
    });
    const novaAct = await createNovaAct({
      dataDir: join(ports.folder, "nova-act"),
      model: {
        ...embedded,
        act: (input) => (model === null ? embeddedAct(input) : model(input, () => embeddedAct(input))),
      },
    });
    novaAct.admin.putDefinition({ name: DEFINITION });
    browserId = agentCore.admin.createBrowser("booking").browserId;
    return [agentCore.module, novaAct.module];
  });
  const settings = cloud.as("booking-executor", [
    { Sid: "UseBrowser", Effect: "Allow", Action: "bedrock-agentcore:*", Resource: "*" },
    { Sid: "StepThroughPages", Effect: "Allow", Action: "nova-act:*", Resource: "*" },
  ]);
  const client = new BedrockAgentCoreClient(settings);
  const { credentials } = client.config;
  const { region, endpoint } = settings;
  const table = { send: sender(dynamodb) } as unknown as DynamoDBClient;
  const runtime = fakeRuntime("booking-executor");
  const clock = { now: () => new Date() };
  const pictures = new Map<string, Uint8Array>();
  const ports: BookingPorts = {
    bookings: new DynamoConfirmedBookings(table, { table: BOOKINGS, clock }),
    payments: new DynamoPaymentLedger(table, { table: BOOKINGS, clock }),
    portal: { origin: async () => sandbox.portal.origin },
    browsers: new RemoteBrowsers(client, { identifier: browserId, sign: signedHeaders({ credentials, region }) }),
    actModel: new NovaActClient({ endpoint, region, credentials, definition: DEFINITION }),
    screenshots: { put: async (key, jpeg) => void pictures.set(key, jpeg) },
    remainingMs: () => 120_000,
    sealedBefore: { stage: "requote", isGenuine: async () => true },
    audit: runtime.audit,
    logger: runtime.logger,
    clock,
  };
  let count = 0;

  /** A booking that has been confirmed and requoted, for a fare that the portal sells. */
  async function requoted(change: Partial<BookingCommand> = {}) {
    count += 1;
    const bookingId = bookingIdOf(EMPLOYEE, `request-${String(count).padStart(4, "0")}`);
    const option = { ...(await anOption(sandbox.portal.origin, count)), ...change.option };
    const command = Command.parse({
      schemaVersion: 1,
      bookingId,
      traveller: {
        employeeId: EMPLOYEE,
        givenName: "Ada",
        familyName: "Example",
        email: "ada.example@northwind-atlas.example",
        homeAirport: "BOS",
        timeZone: "America/New_York",
        grade: "staff",
      },
      planHash: "1".repeat(64),
      policyVersion: "2".repeat(64),
      expiresAt: new Date(Date.now() + 600_000).toISOString(),
      ...change,
      option,
    });
    const commandHash = bookingCommandHash(command);
    const executionName = `${bookingId}-${commandHash.slice(0, 12)}`;
    const head = await runtime.audit.append(bookingId, null, { event: "booking.requoted", input: {}, output: {} });
    const row = {
      bookingId,
      employeeId: EMPLOYEE,
      status: "booking",
      turn: 1,
      createdAt: clock.now().toISOString(),
      updatedAt: clock.now().toISOString(),
      requests: [],
      planHash: command.planHash,
      command: canonicalJson(command),
      commandHash,
      confirmedAt: clock.now().toISOString(),
      execution: executionName,
      auditSeq: head.seq,
      auditHash: head.hash,
    };
    await dynamodb.call("PutItem", { TableName: BOOKINGS, Item: marshall(row) });
    const seal = unsealed("requote", executionName, []);
    const handoff = { bookingId, employeeId: EMPLOYEE, commandHash, audit: head, seal, executionName };
    return { command, handoff };
  }
  type Handoff = Awaited<ReturnType<typeof requoted>>["handoff"];

  const logIn = (handoff: Handoff): Promise<SignedIn> =>
    logInToPortal(handoff, {
      bookings: ports.bookings,
      browsers: ports.browsers,
      secret: {
        id: "/agentic-pm/portal/credentials",
        fetches: 0,
        get: async () => ({ baseUrl: sandbox.portal.origin, ...world.login }),
        invalidate: () => undefined,
      },
      sealedBefore: ports.sealedBefore,
      audit: runtime.audit,
      logger: runtime.logger,
    });
  const bookIn = (handoff: Handoff, signedIn: SignedIn, how: { mode?: "reconcile"; attempt?: number } = {}) =>
    carryOutBooking(ExecutorEvent.parse({ handoff, ...signedIn, mode: "book", attempt: 1, ...how }), ports);

  const world = {
    sandbox,
    ports,
    audit: runtime.audit,
    logger: runtime.logger,
    pictures,
    /** What portal-login has in its secret. */
    login: { username: sandbox.portal.username, password: sandbox.portal.password },
    requoted,
    logIn,
    bookIn,
    book: async (handoff: Handoff) => bookIn(handoff, await logIn(handoff)),
    reconcile: async (handoff: Handoff, attempt = 1) =>
      bookIn(handoff, await logIn(handoff), { mode: "reconcile", attempt }),
    /** Puts a model of the test in the place of the embedded rules; null puts them back. */
    useModel: (next: ActModelOfTest | null) => void (model = next),
    rowOf: (bookingId: string) => ports.bookings.find(bookingId),
    close: async () => {
      await cloud.close();
      await dynamodb.close();
      await sandbox.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return world;
}

/** The `nth` fare from Boston to Chicago, two months from now. */
async function anOption(origin: string, nth: number): Promise<BookingCommand["option"]> {
  const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
  const query = `from=BOS&to=ORD,MDW&depart=${day(60)}&return=${day(62)}&cabin=economy`;
  const answer = (await (await fetch(`${origin}/api/flights?${query}`)).json()) as { fares: unknown[] };
  const fares = answer.fares.flatMap((fare) => quotedFareOf(fare) ?? []);
  const chosen = fares[nth % fares.length];
  if (chosen === undefined) throw new Error("The portal sells no flight to Chicago.");
  const { seatsLeft: _seats, ...sold } = chosen;
  return { optionId: `opt_${"0".repeat(16)}`, ...sold, currency: "USD", approval: [] };
}

function sender(service: Awaited<ReturnType<typeof createDynamoDb>>) {
  return async (command: { constructor: { name: string }; input: Record<string, unknown> }): Promise<unknown> => {
    try {
      return await service.call(command.constructor.name.replace(/Command$/, ""), command.input);
    } catch (error) {
      // The SDK names its errors by their code.
      if (error instanceof Error && "code" in error) error.name = String(error.code);
      throw error;
    }
  };
}
