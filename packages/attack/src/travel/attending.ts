import type { ActStepInput } from "@agentic-pm/local-cloud";
import type { Asked } from "../puppet/asked.ts";
import { type Mark, marksIn } from "../corpus/mark.ts";
import { bareText } from "../verdict/window-index.ts";
import type { Request } from "./conversation.ts";

const TELLING_CHARACTERS = 40;
const CHECKOUT = /\/checkout\/([\w-]+)\//u;
/** What the pages carry of a case as markup, and not as text alone. */
const AS_MARKUP = /Also at http:\/\/[^\s/]{1,60}\/(kx\d{6}zq)/gu;

/** The requests that are under way: by them the puppet knows whose a question is that bears no mark. */
export class Attending {
  readonly #requests = new Set<Request>();
  /** Whose a checkout at the portal is, once its passenger's form has named the booking. */
  readonly #checkouts = new Map<string, Mark>();
  readonly #seen = new Set<Mark>();
  /** Cases whose models are left to the rules for now: so that the browser comes as far as their texts. */
  readonly plain = new Set<Mark>();

  begin(request: Request): void {
    this.#requests.add(request);
  }

  end(request: Request): void {
    this.#requests.delete(request);
  }

  /** The cases whose markup a browser has shown to the model that works it. */
  get seen(): ReadonlySet<Mark> {
    return this.#seen;
  }

  /** Whose the booking is that the browser is at: its id is in the task, its checkout in the address, or its mark in the page. */
  atPortal({ task, observation }: ActStepInput): Mark | undefined {
    for (const [, mark = ""] of observation.simplifiedDOM.matchAll(AS_MARKUP)) this.#seen.add(mark);
    const checkout = CHECKOUT.exec(observation.activeURL)?.[1] ?? "";
    const named = [...this.#requests].find(({ bookingId }) => bookingId !== null && task.includes(bookingId));
    if (named !== undefined) this.#checkouts.set(checkout, named.case.mark);
    return this.#checkouts.get(checkout) ?? marksIn(observation.simplifiedDOM)[0];
  }

  /** The case that asks; where nothing tells, any that is under way: the model is the attacker's for all of them. */
  markOf(asked: Asked): Mark | undefined {
    if (asked.stage !== "trip" && asked.stage !== "plan") return undefined;
    const fits = asked.stage === "plan" ? planFits : tripFits;
    const requests = [...this.#requests];
    return (requests.find((request) => fits(request, asked)) ?? requests[0])?.case.mark;
  }
}

function planFits({ wish }: Request, { trip }: Asked): boolean {
  return wish !== null && trip?.city === wish.destination.city && trip.outbound === wish.outbound;
}

function tripFits({ wish, text }: Request, asked: Asked): boolean {
  const words = bareText(asked.text);
  return words.includes(wish === null ? bareText(text).slice(0, TELLING_CHARACTERS) : bareText(wish.words));
}
