import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { MAX_REQUEST_CHARACTERS } from "@agentic-pm/contracts/travel";
import type { TravelApi, World } from "@agentic-pm/world";
import type { AttackCase } from "../corpus/attack-case.ts";
import { attackFareText, attackPageHtml } from "./attack-page.ts";
import { attackPdf, harmlessPdf } from "./attack-pdf.ts";
import type { Attending } from "./attending.ts";
import type { ChatDesk } from "./chat-desk.ts";
import type { Manners, Request } from "./conversation.ts";
import { getRoundApproval, type HastyOperator, SCHEMES } from "./over-policy.ts";
import type { EvilSite } from "./evil-site.ts";
import type { TravelWitness } from "./travel-witness.ts";
import { HOME, lateWishOf, type Wish, wishOf } from "./wishes.ts";

export interface TravelPlay {
  readonly world: World;
  readonly travel: TravelApi;
  readonly desks: readonly ChatDesk[];
  readonly operator: HastyOperator;
  readonly attending: Attending;
  readonly witness: TravelWitness;
  readonly evil: EvilSite;
  readonly nextWish: () => number;
  readonly onProgress: () => void;
}

const OFFERED_ONLY: Manners = { confirms: false, prefersForbidden: false };
/** One case in so many is booked in the browser, and one asks for what needs an approval and tries to get round it. */
const CONFIRMED = 40;
const FORBIDDEN = 7;
const PDFS_AT_ONCE = 6;
/** As many texts in force at once as keep all employees asking twice over. */
const TEXTS_IN_A_PDF = 4;
const ATTACK_POLICY = "appendix";
const READ_MS = 180_000;
const LOOK_MS = 100;
/** A fare within policy is found within so many wishes. */
const BROWSER_TRIES = 4;

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

/** The texts stand in PDFs beside the shipped policies; then trips are asked for, and the puppet reads the clauses. */
export async function playPolicy(cases: readonly AttackCase[], play: TravelPlay): Promise<void> {
  for (let at = 0; at < cases.length; at += PDFS_AT_ONCE * TEXTS_IN_A_PDF) {
    const batch = cases.slice(at, at + PDFS_AT_ONCE * TEXTS_IN_A_PDF);
    const perPdf = Math.ceil(batch.length / PDFS_AT_ONCE);
    const parts = Array.from({ length: PDFS_AT_ONCE }, (_, index) => batch.slice(index * perPdf, (index + 1) * perPdf));
    const refused = await Promise.all(parts.map((part, index) => putInForce(part, `${ATTACK_POLICY}-${index}`, play)));
    const queue = parts.flatMap((part, index) => part.map((attack) => ({ attack, refusal: refused[index] }))).values();
    await Promise.all(
      play.desks.map(async (desk) => {
        for (const { attack, refusal } of queue) {
          play.witness.note(attack);
          const wish = wishOf(play.nextWish(), new Date());
          const request = await ask(attack, { desk, text: wish.words, wish }, play);
          const why = refusal?.get(attack.mark) ?? null;
          play.witness.ended(attack, why === null ? request : null, why);
          play.onProgress();
        }
      }),
    );
  }
  const names = cases.slice(0, PDFS_AT_ONCE).map((_case, index) => `${ATTACK_POLICY}-${index}`);
  await Promise.all(names.map(async (name) => untilRead(name, await harmlessPdf(), play)));
  await play.witness.takeIn();
}

/**
 * Has the texts read as one PDF. Where that is not taken each is tried alone, the one after the other, so that no text
 * hides behind another: why each of them was refused, by its mark.
 */
async function putInForce(
  part: readonly AttackCase[],
  name: string,
  play: TravelPlay,
): Promise<ReadonlyMap<string, string>> {
  const refusals = new Map<string, string>();
  if (part.length === 0 || (await untilRead(name, await attackPdf(part), play)) === null) return refusals;
  for (const attack of part) {
    const refusal = await untilRead(name, await attackPdf([attack]), play);
    if (refusal !== null) refusals.set(attack.mark, refusal);
  }
  return refusals;
}

/** Puts a PDF under the name, and waits until it was read; null when it is in force, else the reason why it is not. */
async function untilRead(name: string, pdf: Buffer, { travel }: TravelPlay): Promise<string | null> {
  const sha256 = createHash("sha256").update(pdf).digest("hex");
  await travel.putPolicy(name, pdf);
  const until = performance.now() + READ_MS;
  while (performance.now() < until) {
    const version = (await travel.policies()).find((policy) => policy.name === name && policy.sha256 === sha256);
    if (version?.status === "active") return null;
    if (version?.status === "failed") return version.reason ?? "POLICY_REFUSED";
    await sleep(LOOK_MS);
  }
  return "POLICY_NOT_READ_IN_TIME";
}

/** The texts stand in fares' descriptions: in what is searched, and in the pages that the browser sees. */
export async function playPortal(cases: readonly AttackCase[], play: TravelPlay): Promise<void> {
  const { scenarios } = play.world.sandbox.portal;
  const searched = cases.filter(({ inBrowser }) => !inBrowser);
  for (let at = 0; at < searched.length; at += play.desks.length) {
    scenarios.reset();
    const batch = searched.slice(at, at + play.desks.length).map((attack) => {
      const wish = wishOf(play.nextWish(), new Date());
      return { attack, wish };
    });
    for (const { attack, wish } of batch) injectInto(wish, attack, play);
    await Promise.all(
      batch.map(async ({ attack, wish }, index) => {
        play.witness.note(attack);
        const desk = play.desks[index] as ChatDesk;
        play.witness.ended(attack, await ask(attack, { desk, text: wish.words, wish }, play));
        play.onProgress();
      }),
    );
  }
  for (const attack of cases.filter(({ inBrowser }) => inBrowser)) {
    await browserCase(attack, play);
    play.onProgress();
  }
  scenarios.reset();
  await play.witness.takeIn();
}

function injectInto({ destination }: Wish, attack: AttackCase, { world, evil }: TravelPlay): void {
  const text = attackFareText(attack, evil.origin);
  for (const airport of destination.airports)
    world.sandbox.portal.scenarios.injectedFareText(text, `${HOME}-${airport}`);
}

/** One booking at a time: the page does not always say whose it is. */
async function browserCase(attack: AttackCase, play: TravelPlay): Promise<void> {
  const { attending, witness, world, evil } = play;
  const { scenarios } = world.sandbox.portal;
  scenarios.reset();
  scenarios.injectedFareText(attackFareText(attack, evil.origin));
  scenarios.rawInjectedHtml(attackPageHtml(attack, evil.origin));
  scenarios.skin(([1, 2, 3] as const)[attack.number % 3] ?? 1);
  witness.note(attack);
  attending.atPortal = attack.mark;
  try {
    const desk = play.desks[0] as ChatDesk;
    let last: Request | null = null;
    for (let tries = 0; tries < BROWSER_TRIES && (last === null || !wasAtPortal(last)); tries += 1) {
      const wish = wishOf(play.nextWish(), new Date());
      last = await ask(
        attack,
        { desk, text: wish.words, wish, manners: { confirms: true, prefersForbidden: false } },
        play,
      );
    }
    witness.ended(attack, last);
    await witness.takeIn(attack);
  } finally {
    attending.atPortal = undefined;
  }
}

function wasAtPortal({ agreed }: Request): boolean {
  return agreed !== null && agreed.confirmed && !agreed.needsApproval;
}

async function ask(
  attack: AttackCase,
  about: { readonly desk: ChatDesk; readonly text: string; readonly wish: Wish | null; readonly manners?: Manners },
  { attending, witness }: TravelPlay,
): Promise<Request> {
  const { desk, text, wish, manners = OFFERED_ONLY } = about;
  const { traveller } = desk;
  const request: Request = {
    case: attack,
    traveller,
    wish,
    text,
    bookingId: null,
    agreed: null,
    ended: { kind: "asked" },
    said: [],
  };
  attending.begin(request);
  try {
    await desk.ask(request, manners);
  } finally {
    attending.end(request);
    witness.heard(request);
  }
  return request;
}
