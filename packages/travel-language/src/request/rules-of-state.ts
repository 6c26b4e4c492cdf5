import { isMotion } from "./motion.ts";
import { doubtOf, type Rule } from "./passage.ts";

const OWNED = new Set("trip flight flights booking reservation ticket tickets seat itinerary travel".split(" "));
const OWNERS = new Set(["my", "our", "the", "this", "that"]);
const HAVING = new Set(["have", "got", "ive"]);
const WISHING = new Set(["can", "could", "may", "to"]);
const ASKED = /^(?:book|booking|reserve|arrange|organi[sz]e|need|want|like|please|pls|get|sort|fix|request)$/iu;
const BEING = new Set(["am", "im", "be", "being", "is", "are", "ill"]);
const ARRIVING_AT = new Set(["to", "in", "into"]);
const INTO = new Set(["in", "into"]);
const INSIDE = new Set(["in", "at"]);

/** "My flight to Denver is on June 1", "I have a flight": it exists, unless somebody asks for it. */
const owned: Rule = (passage, at) => {
  const isSeat = passage.type(at) === "travellers" && HAVING.has(passage.key(at - 1));
  if (isSeat && ![...WISHING].some((key) => key === passage.key(at - 2) || key === passage.key(at - 3)))
    return doubtOf("trip", passage.heard(at));
  if (!OWNED.has(passage.key(at))) return null;
  const [owner, verb, who] = [passage.key(at - 1), passage.key(at - 2), passage.key(at - 3)];
  const isHeld = owner === "a" && HAVING.has(verb) && !WISHING.has(who) && !WISHING.has(passage.key(at - 4));
  const isMine = OWNERS.has(owner) && !passage.items.slice(0, at).some((item) => ASKED.test(item.heard));
  return isHeld || isMine ? doubtOf("trip", `${passage.heard(at - 1)} ${passage.heard(at)}`) : null;
};

/** "I am in Denver July 6-8", "I get to Denver on the 6th": when somebody is there is not when they fly. "The one in Maine" is a town. */
const present: Rule = (passage, at) => {
  if (isArriving(passage, at)) return doubtOf("outbound", passage.heard(at));
  if (!passage.isDay(at)) return null;
  for (let before = at - 1; before >= 0 && !/^[.!?]$/u.test(passage.heard(before)); before -= 1) {
    if (isMotion(passage, before) || passage.type(before) === "nights") return null;
    if (passage.type(before) !== "place" || !INSIDE.has(passage.key(before - 1))) continue;
    if (passage.isAnswer && passage.key(before - 2) === "one") return null;
    const isStated = BEING.has(passage.key(before - 2));
    return isStated || !isMoving(passage, before) ? doubtOf(passage.daySlot(at), passage.heard(at)) : null;
  }
  return null;
};

/** "I get to Denver", "get me in to Denver", "have me in Denver". */
function isArriving(passage: Parameters<Rule>[0], at: number): boolean {
  const key = passage.key(at);
  const next = passage.key(at + 1) === "me" ? at + 2 : at + 1;
  if (key === "get" && passage.key(at - 1) === "i" && ARRIVING_AT.has(passage.key(next))) return true;
  return (key === "get" || key === "have" || key === "put") && INTO.has(passage.key(next));
}

function isMoving(passage: Parameters<Rule>[0], end: number): boolean {
  for (let at = end - 1; at >= 0 && !/^[.!?]$/u.test(passage.heard(at)); at -= 1)
    if (isMotion(passage, at) || ASKED.test(passage.heard(at)) || passage.type(at) === "nights") return true;
  return false;
}

/** "Overnight to Denver": the flight may be by night, or the stay be of one. */
const overnight: Rule = (passage, at) => {
  if (passage.type(at) !== "nights" || passage.heard(at).toLowerCase() !== "overnight") return null;
  const isBeside = passage.isAnswer && passage.items.some(({ type }) => type === "place" || type === "yes");
  const isFlight =
    isBeside || isMotion(passage, at - 1) || isMotion(passage, at + 1) || ["to", "from"].includes(passage.key(at + 1));
  return isFlight ? doubtOf("return", passage.heard(at)) : null;
};

/** "From the office": where that is, is not known. */
const elsewhere: Rule = (passage, at) => {
  if (passage.key(at) !== "from") return null;
  const next = ["the", "my", "our", "a"].includes(passage.key(at + 1)) ? at + 2 : at + 1;
  const isKnown = passage.type(next) !== "word" || passage.key(next) === "home" || passage.isMark(next);
  return isKnown ? null : doubtOf("origin", passage.heard(next));
};

/** "Confirmed: …", "…, correct?": said of a trip that was asked for before; "right, …" only begins. */
const agreed: Rule = (passage, at) => {
  if (passage.type(at) !== "yes" || passage.isAnswer) return null;
  const isBeginning = at === 0 && !/^(?:confirm|correct|exactly|that)/iu.test(passage.heard(at));
  return isBeginning ? null : doubtOf("trip", passage.heard(at));
};

const THANKING = new Set(["thanks", "thank", "thx", "thnx", "ty", "tysm", "cheers"]);
const THANKED = /^(?!helping)\p{L}+ing$/iu;

/** "Thanks for arranging Denver": it is done. */
const thanked: Rule = (passage, at) => {
  if (!THANKING.has(passage.key(at))) return null;
  for (let next = at + 1; next <= at + 4 && !passage.isMark(next); next += 1) {
    if (passage.key(next) !== "for") continue;
    const what = passage.heard(next + 1);
    const isDone = THANKED.test(what) || OWNED.has(passage.key(next + 1)) || OWNED.has(passage.key(next + 2));
    return isDone ? doubtOf("trip", `for ${what}`) : null;
  }
  return null;
};

/** "Let go of the flight", "let it go". */
const dropped: Rule = (passage, at) =>
  passage.key(at) === "let" && ["go", "it", "that", "this", "the"].includes(passage.key(at + 1))
    ? doubtOf("trip", `${passage.heard(at)} ${passage.heard(at + 1)}`)
    : null;

const QUESTIONING = new Set(["is", "am", "are", "will", "do"]);
const QUESTIONED = new Set(["i", "it", "this", "that", "my", "the"]);

/** "Will I fly to Denver?", "is it Denver?": asks what is, not for anything. */
const questioned: Rule = (passage, at) => {
  const isAsking = QUESTIONING.has(passage.key(at)) && (at === 0 || /^[.;!?]$/u.test(passage.heard(at - 1)));
  if (!isAsking || passage.key(at + 2) === "possible") return null;
  const isOfTrip = QUESTIONED.has(passage.key(at + 1)) || passage.type(at + 1) === "place";
  return isOfTrip ? doubtOf("trip", `${passage.heard(at)} ${passage.heard(at + 1)}`) : null;
};

const AGAIN = new Set(["that", "it"]);
const SETTLED = new Set(["place", "date", "range", "daytime", "clock", "cabin", "airline", "nights"]);

/** "… in the evening, make that morning": what was said before is taken back. */
const takenBack: Rule = (passage, at) => {
  if (passage.key(at) !== "make" || !AGAIN.has(passage.key(at + 1)) || passage.isAnswer) return null;
  const type = [2, 3, 4].map((ahead) => passage.type(at + ahead)).find((one) => one !== null && SETTLED.has(one));
  const isSaid = passage.items.slice(0, at).some((item) => item.type === type);
  return isSaid ? doubtOf("trip", `make ${passage.heard(at + 1)}`) : null;
};

/** "Denver on the 4th??": not sure of it. */
const wondering: Rule = (passage, at) =>
  passage.heard(at) === "?" && passage.heard(at + 1) === "?" ? doubtOf("trip", "??") : null;

/** What is told of the employee's days, and asks for nothing. */
export const RULES_OF_STATE: readonly Rule[] = [
  owned,
  present,
  overnight,
  elsewhere,
  agreed,
  thanked,
  dropped,
  questioned,
  wondering,
  takenBack,
];
