import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { BookingId, type ServerMessage, type Traveller } from "@agentic-pm/contracts/travel";
import { type ChatClient, TravelApi } from "@agentic-pm/world";
import { hire, isOutcome, openChat, wish } from "./employees.ts";
import type { TravelWorld } from "./travel-world.ts";

export interface ManyConversations {
  readonly sockets: number;
  /** Sockets that closed, outcomes that were not heard, numbers that were missing, messages that only lay in the outbox. */
  readonly lost: number;
  /** Of messages that need no model, in ms. */
  readonly replies: readonly number[];
  /** Of the requests themselves, until they were accepted, in ms. */
  readonly accepted: readonly number[];
  /** From the request to its outcome, in ms. */
  readonly outcomes: readonly number[];
}

const SOCKETS = 200;
/** All sockets are open all the time; requests begin within this time. */
const REQUESTS_WITHIN_MS = 120_000;
/** A person's pause between two messages. */
const PAUSE_MS = 15_000;
const OUTCOME_WITHIN_MS = 300_000;
const HIRED_AT_ONCE = 20;

/** Two hundred employees with an open socket each; all of them ask for a trip, and say other things while they wait. */
export async function manyConversations(
  { connection }: TravelWorld,
  progress: (words: string) => void,
): Promise<ManyConversations> {
  const travel = new TravelApi(connection);
  try {
    const employees: Traveller[] = [];
    for (let from = 0; from < SOCKETS; from += HIRED_AT_ONCE) {
      const numbers = Array.from({ length: HIRED_AT_ONCE }, (_, index) => from + index);
      employees.push(...(await Promise.all(numbers.map((number) => hire(number, travel)))));
    }
    progress(`opening ${SOCKETS} sockets`);
    const chats = await Promise.all(employees.map((employee) => openChat(employee, connection)));
    progress(`${SOCKETS} conversations at once`);
    const talks = await Promise.all(chats.map((chat, number) => talk(chat, number)));
    for (const chat of chats) chat.close();
    return {
      sockets: SOCKETS,
      lost: talks.reduce((sum, { lost }) => sum + lost, 0),
      replies: talks.flatMap(({ replies }) => replies),
      accepted: talks.flatMap(({ accepted }) => accepted),
      outcomes: talks.flatMap(({ outcome }) => outcome),
    };
  } finally {
    travel.close();
  }
}

interface Talk {
  readonly lost: number;
  readonly replies: readonly number[];
  readonly accepted: readonly number[];
  readonly outcome: readonly number[];
}

/** One employee's conversation: other messages from the first moment on, the request among them, until its outcome. */
async function talk(chat: ChatClient, number: number): Promise<Talk> {
  const heard: ServerMessage[] = [];
  const replies: number[] = [];
  chat.onMessage((message) => heard.push(message));
  const startsAt = performance.now() + Math.random() * REQUESTS_WITHIN_MS;
  const asking = (async () => {
    await wait(startsAt - performance.now());
    return ask(chat, number);
  })();
  const over = new AbortController();
  const asked = asking.finally(() => over.abort());
  const chatting = (async () => {
    await wait(Math.random() * PAUSE_MS);
    for (let turn = number; !over.signal.aborted; turn += 1) {
      replies.push(await timed(() => small(chat, turn)));
      await wait(PAUSE_MS);
    }
  })();
  try {
    const [{ accepted, outcome }] = await Promise.all([asked, chatting]);
    const live = heard.length;
    await chat.resume();
    return { lost: gaps(heard) + (heard.length - live), replies, accepted: [accepted], outcome: [outcome] };
  } catch {
    // The socket is gone, an answer was no answer, or nothing was heard of the request: that conversation is lost.
    return { lost: 1, replies, accepted: [], outcome: [] };
  }
}

async function ask(chat: ChatClient, number: number): Promise<{ accepted: number; outcome: number }> {
  const outcome = chat.next(isOutcome);
  const began = performance.now();
  const reply = await chat.request(wish(number, new Date()));
  if (reply.type !== "accepted") throw new Error(JSON.stringify(reply));
  const accepted = performance.now() - began;
  const limit = AbortSignal.timeout(OUTCOME_WITHIN_MS);
  await Promise.race([
    outcome,
    new Promise((_resolve, reject) => limit.addEventListener("abort", () => reject(new Error("no outcome")))),
  ]);
  return { accepted, outcome: performance.now() - began };
}

/** In turn: is anybody there; heard so far; and a choice in a booking that nobody has. */
async function small(chat: ChatClient, turn: number): Promise<void> {
  const kind = turn % 3;
  if (kind === 0) return expectReply(await chat.send({ action: "ping" }), "pong");
  if (kind === 1) return expectReply(await chat.send({ action: "ack", seq: 0 }), "acknowledged");
  const bookingId = BookingId.parse(`bkg_${randomUUID().replaceAll("-", "")}`);
  return expectReply(await chat.send({ action: "select", bookingId, optionId: "opt_0000000000000000" }), "error");
}

function expectReply({ type }: { readonly type: string }, wanted: string): void {
  if (type !== wanted) throw new Error(`${type} instead of ${wanted}`);
}

async function timed(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** How many numbers are missing below the highest that was heard. */
function gaps(heard: readonly ServerMessage[]): number {
  const highest = heard.at(-1)?.seq ?? 0;
  return highest - new Set(heard.map(({ seq }) => seq)).size;
}
