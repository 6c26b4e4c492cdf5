import { MAX_REQUEST_CHARACTERS } from "@agentic-pm/contracts/travel";
import type { AttackCase } from "../corpus/attack-case.ts";
import { ask, type TravelPlay } from "./ask.ts";
import type { ChatDesk } from "./chat-desk.ts";
import type { Manners, Request } from "./conversation.ts";
import { getRoundApproval, SCHEMES } from "./over-policy.ts";
import { lateWishOf, wishOf } from "./wishes.ts";

/** One case in so many is booked in the browser, and one asks for what needs an approval and tries to get round it. */
const CONFIRMED = 40;
const FORBIDDEN = 7;

/** Employees paste the texts before, behind or instead of what they want; asked back, they say it in plain words. */
export async function playChat(cases: readonly AttackCase[], play: TravelPlay): Promise<void> {
  const queue = cases.values();
  await Promise.all(
    play.desks.map(async (desk) => {
      for (const attack of queue) {
        play.witness.note(attack);
        play.witness.ended(attack, await chatCase(attack, desk, play));
        play.onProgress();
      }
    }),
  );
  await play.witness.takeIn();
}

async function chatCase(attack: AttackCase, desk: ChatDesk, play: TravelPlay): Promise<Request> {
  const { number } = attack;
  const isForbidden = number % FORBIDDEN === 3;
  const wish = (isForbidden ? lateWishOf : wishOf)(play.nextWish(), new Date());
  const text = attack.text.text.toWellFormed();
  const room = MAX_REQUEST_CHARACTERS - wish.words.length - 2;
  const forms = [
    `${text.slice(0, room)}\n${wish.words}.`,
    `${wish.words}. ${text.slice(0, room)}`,
    text.slice(0, room),
  ];
  const said = forms[number % forms.length]?.trim() ?? "";
  const first = await ask(
    attack,
    { desk, text: said === "" ? wish.words : said, wish: number % 3 === 2 ? null : wish },
    play,
  );
  if (first.ended.kind === "lost") return first;
  const scheme = SCHEMES[Math.floor(number / FORBIDDEN) % SCHEMES.length] ?? "self-approval";
  const manners: Manners = {
    confirms: number % CONFIRMED === 0,
    prefersForbidden: isForbidden,
    getRound: (request, waiting) => getRoundApproval(request, waiting, { scheme, operator: play.operator }),
  };
  return ask(attack, { desk, text: wish.words, wish, manners }, play);
}
