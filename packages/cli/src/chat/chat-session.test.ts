import {
  bookingIdOf,
  type ClientMessage,
  EmployeeId,
  type FlightOption,
  type Reply,
  type ServerBody,
  type ServerMessage,
} from "@agentic-pm/contracts/travel";
import { beforeEach, describe, expect, test } from "@jest/globals";
import { ChatSession } from "./chat-session.ts";

const bookingId = bookingIdOf(EmployeeId.parse("user_2employeeAda"), "request-0001");
const commandHash = "a".repeat(64);
const option = { optionId: `opt_${"1".repeat(16)}` } as FlightOption;
const other = { optionId: `opt_${"2".repeat(16)}` } as FlightOption;
const OPTIONS: ServerBody = {
  type: "options",
  options: [option, other],
  constraints: [],
  expiresAt: "2026-01-15T09:15:00.000Z",
  strictestDefaults: false,
  because: null,
};
const QUESTION: ServerBody = {
  type: "question",
  questions: [{ slot: "destination", code: "MISSING", candidates: [], heard: null }],
};
const status = (of: "booked" | "failed" | "declined" | "unknown"): ServerBody => ({
  type: "status",
  status: of,
  code: null,
  confirmationNumber: null,
  deepLink: null,
});
const refusal: Reply = { type: "error", code: "RATE_LIMITED", cause: "Too many.", remedy: "Wait.", requestId: null };

let sent: ClientMessage[];
let shown: string[];
let replies: Partial<Record<ClientMessage["action"], Reply>>;
let session: ChatSession;
let seq: number;

function said(body: ServerBody, of: ServerMessage["bookingId"] = bookingId): ServerMessage {
  return { seq: (seq += 1), bookingId: of, at: "2026-01-15T09:00:00.000Z", body };
}

beforeEach(() => {
  [sent, shown, seq] = [[], [], 0];
  replies = {
    request: { type: "accepted", requestId: "request-0001", bookingId },
    select: {
      type: "selected",
      bookingId,
      option,
      traveller: "Ada",
      commandHash,
      expiresAt: OPTIONS.expiresAt,
      needsApproval: false,
    },
    confirm: { type: "confirmed", bookingId, status: "confirmed" },
    cancel: { type: "cancelled", bookingId },
  };
  session = new ChatSession({
    send: async (message) => {
      sent.push(message);
      return replies[message.action] ?? refusal;
    },
    said: ({ body }) => shown.push(body.type),
    replied: ({ type }) => shown.push(type),
    note: (words) => shown.push(words),
  });
});

const type = async (...lines: string[]) => {
  for (const line of lines) await session.line(line);
};

describe("a conversation", () => {
  test("goes from words over a number and a y to a booking", async () => {
    await type("Chicago next Tuesday");
    expect(session.stage).toEqual({ at: "waiting" });
    session.hear(said(OPTIONS));
    await type("2");
    expect(session.stage).toMatchObject({ at: "confirming", commandHash });
    await type("y");
    session.hear(said(status("booked")));
    await session.settled();
    expect(sent).toEqual([
      { action: "request", requestId: expect.any(String), text: "Chicago next Tuesday" },
      { action: "select", bookingId, optionId: other.optionId },
      { action: "confirm", bookingId, commandHash },
    ]);
    expect([session.stage, session.isWell]).toEqual([{ at: "idle" }, true]);
  });

  test("answers a question within the same booking", async () => {
    await type("a flight");
    session.hear(said(QUESTION));
    await type("Chicago");
    expect(sent[1]).toMatchObject({ action: "request", text: "Chicago", bookingId });
  });

  test("does not mind options that come before the reply to the request", async () => {
    session = new ChatSession({
      send: async (message) => {
        session.hear(said(OPTIONS));
        sent.push(message);
        return { type: "accepted", requestId: "request-0001", bookingId };
      },
      said: () => undefined,
      replied: () => undefined,
      note: () => undefined,
    });
    await type("Chicago");
    expect(session.stage).toMatchObject({ at: "choosing" });
  });

  test.each(["0", "3", "99", "Denver", "-1", "1.5", "y"])("takes %s for no choice, and sends nothing", async (line) => {
    session.hear(said(OPTIONS));
    await type(line);
    expect([sent, session.stage.at]).toEqual([[], "choosing"]);
    expect(shown.at(-1)).toContain("1 to 2");
  });

  test("books nothing without a y; another number chooses another option", async () => {
    session.hear(said(OPTIONS));
    await type("1", "n", "1", "2", "maybe");
    expect(sent.map(({ action }) => action)).toEqual(["select", "select", "select"]);
    expect(session.stage.at).toBe("confirming");
  });

  test("waits for the operator where an approval is needed, and can be given up", async () => {
    session.hear(said(OPTIONS));
    replies.confirm = { type: "confirmed", bookingId, status: "awaiting_approval" };
    await type("1", "y", "well?");
    expect([session.stage, session.isWell]).toEqual([{ at: "approval" }, true]);
    await type("cancel");
    expect(session.stage).toEqual({ at: "idle" });
    session.hear(said(OPTIONS));
    expect(session.stage).toEqual({ at: "idle" });
  });

  test("goes back to where it was when it is refused, and is not well then", async () => {
    session.hear(said(OPTIONS));
    replies.select = refusal;
    await type("1");
    expect([session.stage.at, session.isWell, shown.at(-1)]).toEqual(["choosing", false, "error"]);
    replies.cancel = refusal;
    await type("cancel");
    expect([session.stage.at, session.isWell]).toEqual(["choosing", false]);
  });

  test.each([
    ["failed", false],
    ["declined", false],
    ["booked", true],
  ] as const)("that ends %s is well: %s", (of, isWell) => {
    session.hear(said(OPTIONS));
    session.hear(said(status(of)));
    expect([session.stage, session.isWell]).toEqual([{ at: "idle" }, isWell]);
  });

  test("waits on while it is unclear what became of the booking", async () => {
    session.hear(said(OPTIONS));
    await type("1", "y");
    session.hear(said(status("unknown")));
    expect(session.stage).toEqual({ at: "waiting" });
    await type("hello");
    expect(shown.at(-1)).toContain("One moment");
  });

  test("knows help, empty lines, and when to leave", async () => {
    await type("", "help");
    expect(shown.at(-1)).toContain("cancel");
    expect(await session.line(" QUIT ")).toBe(false);
    await type("cancel");
    expect([sent, shown.at(-1)]).toEqual([[], "There is nothing to cancel."]);
  });
});

describe("what earlier connections left open", () => {
  const now = new Date("2026-01-15T09:10:00.000Z");

  test("an offer that still stands is shown again and can be chosen from", async () => {
    session.takeUp([said(OPTIONS), said({ type: "progress", step: "planning" })], now);
    await type("1");
    expect(sent[0]).toMatchObject({ action: "select", bookingId });
  });

  test("an offer that ran out, or a booking that is over, is left alone", () => {
    session.takeUp([said(OPTIONS)], new Date("2026-01-15T09:15:00.000Z"));
    session.takeUp([said(OPTIONS), said(status("booked"))], now);
    session.takeUp([], now);
    expect([session.stage, shown]).toEqual([{ at: "idle" }, []]);
  });
});
