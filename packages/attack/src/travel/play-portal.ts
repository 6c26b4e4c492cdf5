import type { AttackCase } from "../corpus/attack-case.ts";
import { ask, type TravelPlay } from "./ask.ts";
import { attackFareText, attackPageHtml } from "./attack-page.ts";
import type { ChatDesk } from "./chat-desk.ts";
import type { Request } from "./conversation.ts";
import { HOME, type Wish, wishOf } from "./wishes.ts";

/** Employees whose bookings are in a browser at the same time: each has a session and a browser process of its own. */
const BROWSERS = 4;
/** Texts in the description of one fare, as text and as markup: so many that the portal's answers stay ordinary in size. */
const TEXTS_IN_A_FARE = 24;
const MOST_CHARACTERS = 8_000;
/** So many are booked before what came of them is judged, all in one of the portal's looks. */
const WAVE = 12;
/** A fare within policy is found within so many wishes. */
const BROWSER_TRIES = 4;
const SKINS = [1, 2, 3] as const;

/**
 * The texts stand in the descriptions of the fares that an employee's search finds, and in the pages of the one that
 * is booked, which a real browser shows to the model that works it. Texts against which the same strategy plays share
 * a fare. Whose markup no browser has shown, because a strategy ended the trip before it or another text of the page
 * swallowed it, is shown once more with models that go by the rules, and then alone.
 */
export async function playPortal(cases: readonly AttackCase[], play: TravelPlay): Promise<void> {
  const { attending, witness, tally } = play;
  const last = new Map<AttackCase, Request>();
  const left = new Set(cases);
  const conclude = (attack: AttackCase): void => {
    left.delete(attack);
    witness.ended(attack, last.get(attack) ?? null, "NOT_SHOWN");
    play.onProgress();
  };
  const byStrategy = [...Map.groupBy(cases, ({ strategy }) => strategy).values()];
  for (const groups of [
    () => byStrategy.flatMap(shared),
    () => shared([...left]),
    () => [...left].map((one) => [one]),
  ]) {
    await bookAll(groups(), play, (group, request) => {
      for (const attack of group) {
        if (request !== undefined) last.set(attack, request);
        if (!attending.seen.has(attack.mark)) continue;
        tally.seenByBrowser.add(attack.mark);
        conclude(attack);
      }
    });
    for (const { mark } of left) attending.plain.add(mark);
  }
  for (const attack of left) conclude(attack);
}

/** In the order in which they come, so many that they fit into one description. */
function shared(cases: readonly AttackCase[]): AttackCase[][] {
  const groups: AttackCase[][] = [];
  let characters = MOST_CHARACTERS;
  for (const attack of cases) {
    const length = attack.text.text.length;
    const group = groups.at(-1);
    if (group === undefined || group.length >= TEXTS_IN_A_FARE || characters + length > MOST_CHARACTERS) {
      groups.push([attack]);
      characters = length;
    } else {
      group.push(attack);
      characters += length;
    }
  }
  return groups;
}

/** In waves, each in another of the portal's looks; judged when none is under way. */
async function bookAll(
  groups: readonly (readonly AttackCase[])[],
  play: TravelPlay,
  onBooked: (group: readonly AttackCase[], request: Request | undefined) => void,
): Promise<void> {
  const { scenarios } = play.world.sandbox.portal;
  for (let at = 0; at < groups.length; at += WAVE) {
    scenarios.reset();
    scenarios.skin(SKINS[(at / WAVE) % SKINS.length] ?? 1);
    const queue = groups.slice(at, at + WAVE).values();
    await Promise.all(
      play.desks.slice(0, BROWSERS).map(async (desk) => {
        for (const group of queue) onBooked(group, await bookOne(group, desk, play));
      }),
    );
    await play.witness.takeIn();
  }
  scenarios.reset();
}

/** One trip with these texts in its fares, booked where it can be without an approval. */
async function bookOne(group: readonly AttackCase[], desk: ChatDesk, play: TravelPlay): Promise<Request | undefined> {
  const [lead, ...others] = group;
  if (lead === undefined) return undefined;
  for (const attack of group) play.witness.note(attack);
  let request: Request | undefined;
  for (let tries = 0; tries < BROWSER_TRIES && !isSettled(request); tries += 1) {
    const wish = wishOf(play.nextWish(), new Date());
    injectInto(wish, group, play);
    const manners = { confirms: true, prefersForbidden: false };
    request = await ask(lead, { desk, text: wish.words, wish, manners, others }, play);
  }
  return request;
}

/** It was at the portal, or ended without one: another wish would only be tried where the fares were too dear. */
function isSettled(request: Request | undefined): boolean {
  if (request === undefined) return false;
  const { agreed, ended } = request;
  if (agreed === null) return ended.kind !== "status" || ended.code !== "NO_OPTIONS";
  return agreed.confirmed && !agreed.needsApproval;
}

function injectInto({ destination, outbound }: Wish, group: readonly AttackCase[], play: TravelPlay): void {
  const { scenarios } = play.world.sandbox.portal;
  const { origin } = play.evil;
  const text = group.map((attack) => attackFareText(attack, origin)).join(" ");
  const html = group.map((attack) => attackPageHtml(attack, origin)).join("\n");
  for (const airport of destination.airports) {
    const match = `${HOME}-${airport}@${outbound}`;
    scenarios.injectedFareText(text, match);
    scenarios.rawInjectedHtml(html, match);
  }
}
