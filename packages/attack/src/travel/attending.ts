import type { Asked } from "../puppet/asked.ts";
import type { Mark } from "../corpus/mark.ts";
import { bareText } from "../verdict/window-index.ts";
import type { Request } from "./conversation.ts";

const TELLING_CHARACTERS = 40;

/** The requests that are under way: by them the puppet knows whose a question is that bears no mark. */
export class Attending {
  readonly #requests = new Set<Request>();
  /** Whose booking the browser is at, while one case alone is at it. */
  atPortal: Mark | undefined;

  begin(request: Request): void {
    this.#requests.add(request);
  }

  end(request: Request): void {
    this.#requests.delete(request);
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
