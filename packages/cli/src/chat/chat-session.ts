import { randomUUID } from "node:crypto";
import {
  type BookingId,
  type BookingStatus,
  type ClientMessage,
  type FlightOption,
  isOver,
  type Reply,
  type ServerMessage,
} from "@agentic-pm/contracts/travel";

/** What a conversation needs of the world around it. */
export interface ChatSessionPorts {
  send(message: ClientMessage): Promise<Reply>;
  /** Shows what the service said. */
  said(message: ServerMessage): void;
  /** Shows the answer to one's own message. */
  replied(reply: Reply): void;
  /** Shows words of the command's own. */
  note(words: string): void;
}

/** Where a conversation stands, for whoever types. `waiting` is the service's turn. */
export type ChatStage =
  | { readonly at: "idle" | "waiting" | "approval" | "asking" }
  | { readonly at: "choosing"; readonly options: readonly FlightOption[] }
  | { readonly at: "confirming"; readonly options: readonly FlightOption[]; readonly commandHash: string };

export const HELP = `Say where and when: "Chicago next Tuesday, back Thursday". Then the number of an option, then y to book it.
  cancel  give the booking up      help  this      quit  leave; what was confirmed goes on`;

const WELL: ReadonlySet<BookingStatus> = new Set<BookingStatus>(["booked", "cancelled"]);

/** One employee's conversation: what is typed becomes messages, what is said decides what may be typed next. */
export class ChatSession {
  readonly #ports: ChatSessionPorts;
  readonly #over = new Set<string>();
  #stage: ChatStage = { at: "idle" };
  #bookingId: BookingId | undefined;
  #settled: (() => void)[] = [];
  #isWell = true;

  constructor(ports: ChatSessionPorts) {
    this.#ports = ports;
  }

  get stage(): ChatStage {
    return this.#stage;
  }

  /** False if what was wanted last did not come about. */
  get isWell(): boolean {
    return this.#isWell;
  }

  /** Resolves when it is the person's turn. */
  async settled(): Promise<void> {
    if (this.#stage.at === "waiting") await new Promise<void>((resolve) => this.#settled.push(resolve));
  }

  /** Takes up what earlier connections left open: the last question or offer that still stands is shown again. */
  takeUp(messages: readonly ServerMessage[], now: Date): void {
    const last = messages.findLast(({ body, bookingId }) => body.type !== "progress" && bookingId !== null);
    const isOpen = last?.body.type === "options" && Date.parse(last.body.expiresAt) > now.getTime();
    if (last === undefined || !(isOpen || last.body.type === "question")) return;
    this.#ports.note("Your last booking is still open:");
    this.hear(last);
  }

  /** Takes in what the service said. */
  hear(message: ServerMessage): void {
    const { body, bookingId } = message;
    if (bookingId !== null && this.#over.has(bookingId)) return;
    this.#ports.said(message);
    if (bookingId !== null) this.#bookingId = bookingId;
    if (body.type === "question") this.#turn({ at: "asking" });
    else if (body.type === "options")
      this.#turn(body.options.length === 0 ? { at: "idle" } : { at: "choosing", ...body });
    else if (body.type === "status") this.#hearStatus(body.status);
  }

  /** Takes in one line. False when the person wants to leave. */
  async line(text: string): Promise<boolean> {
    const words = text.trim();
    if (words === "") return true;
    if (/^(quit|exit|bye)$/i.test(words)) return false;
    if (/^(help|\?)$/i.test(words)) this.#ports.note(HELP);
    else if (/^cancel$/i.test(words)) await this.#cancel();
    else await this.#said(words);
    return true;
  }

  async #said(words: string): Promise<void> {
    const stage = this.#stage;
    if (stage.at === "waiting") return this.#ports.note("One moment: the last message is still being worked on.");
    if (stage.at === "approval")
      return this.#ports.note("An operator has to approve this first. `cancel` gives it up.");
    if (stage.at === "confirming" && /^(y|yes)$/i.test(words)) return this.#confirm(stage);
    if (stage.at === "confirming" && /^(n|no)$/i.test(words)) {
      this.#ports.note("Not booked. Choose by number, or `cancel`.");
      return this.#turn({ at: "choosing", options: stage.options });
    }
    if ("options" in stage) return this.#choose(stage, words);
    const isAnswer = stage.at === "asking" && this.#bookingId !== undefined;
    const booking = isAnswer ? { bookingId: this.#bookingId } : {};
    const reply = await this.#exchange({ action: "request", requestId: randomUUID(), text: words, ...booking });
    if (reply.type === "accepted") this.#bookingId = reply.bookingId;
  }

  async #choose(stage: Extract<ChatStage, { options: unknown }>, words: string): Promise<void> {
    const option = /^\d{1,2}$/.test(words) ? stage.options[Number(words) - 1] : undefined;
    if (option === undefined || this.#bookingId === undefined) {
      const count = stage.options.length;
      return this.#ports.note(`Choose by number, 1 to ${count}, or \`cancel\` to ask for something else.`);
    }
    const { options } = stage;
    const reply = await this.#exchange({ action: "select", bookingId: this.#bookingId, optionId: option.optionId });
    if (reply.type === "selected") this.#turn({ at: "confirming", options, commandHash: reply.commandHash });
  }

  async #confirm({ commandHash }: Extract<ChatStage, { at: "confirming" }>): Promise<void> {
    if (this.#bookingId === undefined) return;
    const reply = await this.#exchange({ action: "confirm", bookingId: this.#bookingId, commandHash });
    if (reply.type === "confirmed" && reply.status === "awaiting_approval") this.#turn({ at: "approval" });
  }

  async #cancel(): Promise<void> {
    const bookingId = this.#bookingId;
    if (bookingId === undefined) return this.#ports.note("There is nothing to cancel.");
    const reply = await this.#ports.send({ action: "cancel", bookingId });
    this.#ports.replied(reply);
    this.#isWell = reply.type === "cancelled";
    if (reply.type !== "cancelled") return;
    this.#over.add(bookingId);
    this.#bookingId = undefined;
    this.#turn({ at: "idle" });
  }

  /** Sends what may set the service to work. What it says may come before the reply; an error changes nothing. */
  async #exchange(message: ClientMessage): Promise<Reply> {
    const before = this.#stage;
    this.#stage = { at: "waiting" };
    const reply = await this.#ports.send(message).catch((error: unknown) => {
      this.#turn(before);
      throw error;
    });
    this.#ports.replied(reply);
    this.#isWell = reply.type !== "error";
    if (reply.type === "error") this.#turn(before);
    return reply;
  }

  #hearStatus(status: BookingStatus): void {
    if (status === "awaiting_approval") return this.#turn({ at: "approval" });
    if (!isOver(status)) return;
    this.#isWell = WELL.has(status);
    this.#bookingId = undefined;
    this.#turn({ at: "idle" });
  }

  #turn(stage: ChatStage): void {
    this.#stage = stage;
    if (stage.at === "waiting") return;
    for (const resolve of this.#settled.splice(0)) resolve();
  }
}
