import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { verifyChains } from "@agentic-pm/audit-trail";
import { BookingRow } from "@agentic-pm/contracts/travel";
import { embeddedProvider, type ModelProvider } from "@agentic-pm/local-cloud";
import { packageServices, ROOT } from "@agentic-pm/packaging";
import {
  ChatClient,
  ClerkSession,
  connect,
  OperatorApi,
  putShippedPolicies,
  startWorld,
  TravelApi,
  type World,
} from "@agentic-pm/world";
import { runVerb } from "./run-verb.ts";

const SLOW = 240_000;
const LIN = "user_2employeeLin";
let folder: string;
let data: string;
let world: World;
const denied: unknown[] = [];

const shipped = (name: string) => fileURLToPath(import.meta.resolve(`@agentic-pm/travel-policy/policies/${name}.pdf`));
const run = (args: readonly string[], input = "") => runVerb(data, args, input);

/** A day so many days from now, as people write it. */
function day(ahead: number): string {
  const spoken = new Intl.DateTimeFormat("en-US", { month: "long", day: "numeric", year: "numeric", timeZone: "UTC" });
  return spoken.format(Date.now() + ahead * 24 * 3600 * 1000);
}
const trip = (ahead: number) => `A flight to Chicago on ${day(ahead)}, back on ${day(ahead + 2)}`;

async function bookings(status: string): Promise<BookingRow[]> {
  const { stdout } = await run(["bookings", "--status", status, "--json"]);
  return BookingRow.array().parse(JSON.parse(stdout));
}

/** Lin asks for a trip that is too late for the policy, and confirms it; answers its id. */
async function asksTooLate(ahead: number): Promise<string> {
  const asked = await run(["chat", "--employee", LIN], `${trip(ahead)}\n1\ny\n`);
  expect(asked).toMatchObject({ code: 0, stdout: expect.stringContaining("an operator has to approve it") });
  expect(asked.stdout).toContain("needs approval");
  const [waiting] = await bookings("awaiting_approval");
  return waiting?.bookingId ?? "";
}

/** Embeddings as an older release made them: other vectors, under another label, for as long as it is so. */
const embeddings = { areOlder: true };
type Vectors = { readonly embeddings: readonly { readonly embedding: readonly number[] }[] };
function providerOf(releases: typeof embeddings): ModelProvider {
  const current = embeddedProvider();
  return {
    ...current,
    converse: (modelId, input) => current.converse(modelId, input),
    invokeModel: async (modelId, body) => {
      const answer = (await current.invokeModel?.(modelId, body)) ?? new Uint8Array();
      if (!releases.areOlder) return answer;
      const made = JSON.parse(Buffer.from(answer).toString("utf8")) as Vectors;
      const turned = made.embeddings.map((each) => ({ ...each, embedding: each.embedding.toReversed() }));
      return Buffer.from(JSON.stringify({ ...made, embeddings: turned, servedBy: "embedded" }));
    },
  };
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "agentic-pm-travel-"));
  data = join(folder, "data");
  world = await startWorld({
    dataDir: data,
    cacheDir: join(ROOT, ".cache"),
    services: await packageServices(),
    model: providerOf(embeddings),
    seed: "empty",
  });
  world.cloud.onDecisionDenied((decision) => denied.push(decision));
}, SLOW);

afterAll(async () => {
  await world?.close();
  rmSync(folder, { recursive: true, force: true });
}, SLOW);

describe("policies on the command line", () => {
  test(
    "are put in force once, refused with their reason, and listed",
    async () => {
      expect(await run(["policy", "add", shipped("us-domestic-travel")])).toMatchObject({
        code: 0,
        stdout: expect.stringMatching(/us-domestic-travel v1 is in force: \d+ clauses/),
      });
      const again = await run(["policy", "add", shipped("us-domestic-travel")]);
      expect(again.stdout).toContain("v1 is in force already");
      const broken = join(folder, "broken.pdf");
      writeFileSync(broken, "%PDF-1.4 and no more");
      expect(await run(["policy", "add", broken])).toMatchObject({
        code: 1,
        stderr: expect.stringContaining("POLICY_REFUSED"),
      });
      const { stdout } = await run(["policy", "list"]);
      expect(stdout).toMatch(/us-domestic-travel\s+1\s+in force/);
      expect(stdout).toMatch(/broken\s+1\s+failed/);
    },
    SLOW,
  );

  test(
    "answer in clauses, with the place of each",
    async () => {
      const asked = await run(["policy", "ask", "How much may a domestic economy flight cost?"]);
      expect(asked.code).toBe(0);
      expect(asked.stdout).toContain("at most $500");
      expect(asked.stdout).toMatch(/us-domestic-travel v1, .+, page \d+/);
    },
    SLOW,
  );
});

describe("a trip in the chat", () => {
  test(
    "goes from a sentence over a question, a choice and a y to a confirmation number",
    async () => {
      const talked = await run(
        ["chat"],
        `A flight to Springfield on ${day(28)}, back on ${day(30)}\ncancel\n${trip(28)}\n1\ny\n`,
      );
      expect([talked.code, talked.stderr]).toEqual([0, ""]);
      for (const words of [
        "Which",
        "cancelled",
        "reading the policy",
        "1  $",
        "[us-domestic-travel v1",
        "traveller",
        "booked",
      ]) {
        expect(talked.stdout).toContain(words);
      }
      const [booked] = await bookings("booked");
      expect(talked.stdout).toContain(booked?.confirmationNumber ?? "none");
      expect(await world.sandbox.portal.trips()).toHaveLength(1);
      const { stdout } = await run(["bookings"]);
      expect(stdout).toMatch(/Boston → Chicago .*booked +\$\d+\.\d\d +\w{6}/);
      const shown = await run(["bookings", "show", booked?.bookingId.slice(0, 12) ?? ""]);
      for (const words of ["Plan", "Command", "Trail", "booking.intent", "booking.outcome", "page"]) {
        expect(shown.stdout).toContain(words);
      }
    },
    SLOW,
  );

  test(
    "says as JSON lines what was said, and ends with 1 where it came to nothing",
    async () => {
      const talked = await run(["chat", "--json", "--employee", LIN, "from Boston to Boston"], "cancel\n");
      const lines = talked.stdout
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as Record<string, unknown>);
      expect(lines[0]).toMatchObject({ reply: { type: "accepted" } });
      expect(lines.some((line) => "message" in line)).toBe(true);
      const stranger = await run(["chat", "--employee", "user_nobody", "hello"]);
      expect(stranger).toMatchObject({ code: 1, stdout: expect.stringContaining("not in the list of travellers") });
    },
    SLOW,
  );
});

describe("an employee's session", () => {
  test(
    "is listed while a socket is open, and ended at once by an operator, here and where employees sign in",
    async () => {
      const { chatUrl: url, signIn } = connect(data);
      const session = await ClerkSession.of(LIN, signIn);
      const { sessionId } = session;
      const options = { url, origin: signIn.origin, token: () => session.token() };
      const chat = await ChatClient.connect(options);
      const issuedBefore = await session.token();
      expect(JSON.parse((await run(["sessions", "--json"])).stdout)).toContainEqual(
        expect.objectContaining({ sessionId, employeeId: LIN, sockets: 1 }),
      );
      expect(await run(["sessions", "end", "sess_?"])).toMatchObject({ code: 1 });
      const ended = await run(["sessions", "end", sessionId, "--yes", "--reason", "Lost laptop", "--json"]);
      expect([ended.code, JSON.parse(ended.stdout)]).toEqual([
        0,
        { sessionId, employeeId: LIN, socketsEnded: 1, revokedAtClerk: true },
      ]);
      await chat.closed;
      await expect(chat.send({ action: "ping" })).rejects.toMatchObject({ code: "CHAT_CLOSED" });
      const again = { ...options, token: async () => issuedBefore };
      await expect(ChatClient.connect(again)).rejects.toMatchObject({ code: "CHAT_REFUSED", details: { status: 403 } });
      await expect(session.token()).rejects.toMatchObject({ code: "SIGN_IN_REFUSED" });
      expect((await run(["sessions"])).stdout).not.toContain(sessionId);
    },
    SLOW,
  );
});

describe("a trip over policy", () => {
  test(
    "is booked once an operator has approved what was confirmed, and only once",
    async () => {
      const bookingId = await asksTooLate(5);
      const asked = await run(["bookings", "approve", bookingId]);
      expect(asked).toMatchObject({ code: 1, stderr: expect.stringContaining("CONFIRMATION_NEEDED") });
      expect(asked.stdout).toContain("too late to book");
      const approved = await run(["bookings", "approve", bookingId, "--yes", "--json"]);
      expect([approved.code, JSON.parse(approved.stdout)]).toEqual([
        0,
        { bookingId, status: "booked", code: null, confirmationNumber: expect.any(String) },
      ]);
      expect(await run(["bookings", "approve", bookingId, "--yes"])).toMatchObject({
        code: 1,
        stderr: expect.stringContaining("ALREADY_CONSUMED"),
      });
      expect(await world.sandbox.portal.trips()).toHaveLength(2);
    },
    SLOW,
  );

  test(
    "is not booked when an operator declines it, and the employee hears of it",
    async () => {
      const bookingId = await asksTooLate(6);
      const declined = await run(["bookings", "reject", bookingId, "--yes", "--reason", "Not this week"]);
      expect(declined).toMatchObject({ code: 0, stdout: expect.stringContaining("declined") });
      expect(await run(["bookings", "approve", bookingId, "--yes"])).toMatchObject({
        code: 1,
        stderr: expect.stringContaining("APPROVAL_CONFLICT"),
      });
      const { stdout } = await run(["chat", "--json", "--employee", LIN], "help\n");
      expect(stdout).toBe("");
      expect(await world.sandbox.portal.trips()).toHaveLength(2);
    },
    SLOW,
  );

  test(
    "is void when the policy has changed since it was confirmed",
    async () => {
      const bookingId = await asksTooLate(7);
      await run(["policy", "add", shipped("international-travel")]);
      const approved = await run(["bookings", "approve", bookingId, "--yes", "--json"]);
      expect([approved.code, JSON.parse(approved.stdout)]).toEqual([
        1,
        expect.objectContaining({ bookingId, code: "POLICY_CHANGED", confirmationNumber: null }),
      ]);
      expect(await world.sandbox.portal.trips()).toHaveLength(2);
    },
    SLOW,
  );
});

describe("another policy, only asked about", () => {
  test(
    "shows what it would change for past trips, and comes not into force",
    async () => {
      const before = await run(["policy", "list", "--json"]);
      const asked = await run(["policy", "what-if", shipped("international-travel"), "--name", "us-domestic-travel"]);
      expect(asked).toMatchObject({ code: 0, stdout: expect.stringContaining("instead of v1") });
      expect(asked.stdout).toMatch(/cap in USD +500/);
      const same = await run(["policy", "what-if", shipped("us-domestic-travel")]);
      expect(same.stdout).toContain("0 of");
      expect((await run(["policy", "list", "--json"])).stdout).toBe(before.stdout);
    },
    SLOW,
  );
});

describe("policies of a folder whose vectors an older release made", () => {
  test(
    "are read again by the next start, and answer as before",
    async () => {
      const question = ["policy", "ask", "How much may a domestic economy flight cost?"];
      embeddings.areOlder = false;
      expect((await run(question)).stdout).not.toContain("at most $500");
      const travel = new TravelApi(connect(data));
      await putShippedPolicies(travel, new AbortController().signal);
      travel.close();
      const { stdout } = await run(["policy", "list"]);
      expect(stdout).toMatch(/us-domestic-travel\s+2\s+in force/);
      const asked = await run(question);
      expect(asked.code).toBe(0);
      expect(asked.stdout).toContain("at most $500");
      expect(asked.stdout).toMatch(/us-domestic-travel v2, .+, page \d+/);
    },
    SLOW,
  );

  test("whatever was ruled stands in trails that verify, and no role asked for more than it has", async () => {
    const api = new OperatorApi(connect(data));
    try {
      expect(verifyChains(await api.auditRecords())).toMatchObject({ verified: true });
    } finally {
      api.close();
    }
    expect(denied).toEqual([]);
  });
});
