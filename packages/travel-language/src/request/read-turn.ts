import type { QuestionSlot } from "@agentic-pm/contracts/travel";
import { similarTo } from "../places/gazetteer.ts";
import type { PlaceReading } from "../places/read-place.ts";
import { TOWN_WORDS } from "../words/sensitive.ts";
import { isMistyped } from "../words/similar.ts";
import type { Token } from "../words/tokens.ts";
import {
  ARTICLES,
  COMMON_WORDS,
  COMPANY_WORDS,
  EVENT_WORDS,
  MEETING_WORDS,
  NUMBERS,
  ORDINALS,
  RETURN_WORDS,
  TIME_SPELLINGS,
  TIME_WORDS,
  TRAVEL_WORDS,
  TURNING_WORDS,
} from "../words/vocabulary.ts";
import { type Item, itemsOf } from "./items.ts";
import {
  TO,
  LEAVING,
  ARRIVING,
  LIMITS,
  UNTIL,
  PREPOSITIONS_OF_TIME,
  NAMED_FOR_PLACE,
  ABOUT_OTHERS,
  OTHER_VEHICLES,
  TRAVELLER_WORDS,
  BEFORE_NAME,
} from "./reading-words.ts";
import { Passage, type Rule } from "./passage.ts";
import { RULES_OF_TRAVELLERS } from "./rules-of-travellers.ts";
import { RULES_OF_TRIPS } from "./rules-of-trips.ts";
import { type DateMention, emptyReading, type TurnReading } from "./turn-reading.ts";
import { isExplained, unexplained } from "./unexplained.ts";

type PlaceRole = "origin" | "destination" | "back" | "away" | "stop";

const ENDS = new Set([".", ";", "!", "?"]);
const RULES: readonly Rule[] = [...RULES_OF_TRAVELLERS, ...RULES_OF_TRIPS, unexplained];

/** Reads one message. `isAnswer`: it answers questions, so "1" and "instead" mean what they mean there. Never throws. */
export function readTurn(text: string, isAnswer: boolean): TurnReading {
  const items = itemsOf(text);
  const reading = new TurnReader(items, isAnswer).read();
  const passage = new Passage(items, isAnswer);
  const places = new Set(reading.unknown.filter(({ isCertain }) => isCertain).flatMap(({ heard }) => heard.split(" ")));
  for (const [at, { heard }] of items.entries())
    for (const rule of places.has(heard) ? [] : RULES) {
      const doubt = rule(passage, at);
      if (doubt !== null) reading.doubts.push(doubt);
    }
  return reading;
}

class TurnReader {
  readonly #items: readonly Item[];
  readonly #isAnswer: boolean;
  readonly #reading = emptyReading();
  #placeRole: PlaceRole | null = null;
  #dateRole: "out" | "return" | null = null;
  #lastRole: "out" | "return" | null = null;
  #isDoubtful = false;
  #isDoubtfulIfSingle = false;
  #isMeeting = false;
  /** Both days were said at once and nothing since: a time of day may be of either. */
  #isOpenPart = false;

  constructor(items: readonly Item[], isAnswer: boolean) {
    this.#items = items;
    this.#isAnswer = isAnswer;
  }

  read(): TurnReading {
    this.#reading.words = this.#items.length;
    for (let at = 0; at < this.#items.length; at += 1) {
      const item = this.#items[at];
      if (item !== undefined) this.#take(item, at);
    }
    return this.#reading;
  }

  #take(item: Item, at: number): void {
    const into = this.#reading;
    switch (item.type) {
      case "place":
        return this.#place(item.place, at);
      case "date":
        return this.#date({
          heard: item.heard,
          date: item.date,
          isDoubtful: this.#isDoubtful || this.#isDoubtfulIfSingle || LIMITS.has(this.#key(at - 1)),
        });
      case "range":
        return this.#range(item, at);
      case "word":
        return this.#word(item.token, at);
      case "nights":
        into.nights.push(item.nights);
        break;
      case "cabin":
        if (item.cabin !== null) into.cabins.push(item.cabin);
        break;
      case "airline":
        into.airlines.push(item.code);
        break;
      case "travellers":
        if (!(item.count === null && this.#isMeeting)) into.travellers.push(item.count);
        break;
      case "daytime":
        if (/^(?:departure|departing|outbound)$/u.test(this.#key(at + 1)) && item.part !== null)
          into.parts.push(item.part);
        else if (this.#isOpenPart && item.part !== null) this.#doubt("trip", item.heard);
        else this.#daytime(item.part);
        break;
      case "clock":
        if (this.#isOpenPart && item.part !== null) this.#doubt("trip", item.heard);
        else this.#daytime(item.part);
        if (item.isDeadline) this.#deadline();
        break;
      case "one_way":
        into.oneWay = true;
        if (/ (?:to|from)$/u.test(item.heard)) this.#placeRole = item.heard.endsWith("to") ? "destination" : "origin";
        break;
      case "round_trip":
        this.#roundTrip(item.heard);
        break;
      case "day_trip":
        into.dayTrip = true;
        break;
      case "nonstop":
        into.nonstop = true;
        break;
      case "yes":
        into.yes = true;
        break;
      case "filler":
        break;
    }
  }

  /** "Return ticket to Chicago" asks for both ways; "…, return trip on Thursday" begins the way back. */
  #roundTrip(heard: string): void {
    const seen = this.#reading.outs.length + this.#reading.bareDates.length > 0;
    if (seen && /^return/iu.test(heard)) this.#dateRole = "return";
    else this.#reading.roundTrip = true;
  }

  #key(at: number): string {
    const item = this.#items[at];
    return item?.type === "word" ? item.token.key : "";
  }

  #daytime(part: "morning" | "afternoon" | "evening" | null): void {
    const isBack = this.#dateRole === "return" || (this.#dateRole === null && this.#lastRole === "return");
    if (part !== null && !isBack) this.#reading.parts.push(part);
  }

  /** A time by which one must be there: the day before may be meant. */
  #deadline(): void {
    this.#isDoubtful = true;
    const list = this.#reading.outs.length > 0 ? this.#reading.outs : this.#reading.bareDates;
    const last = list.at(-1);
    if (last !== undefined && this.#lastRole !== "return") list[list.length - 1] = { ...last, isDoubtful: true };
  }

  #place(place: PlaceReading, at: number): void {
    const into = this.#reading;
    const role = this.#roleOfPlace(at);
    this.#placeRole = null;
    if (NAMED_FOR_PLACE.has(this.#key(at + 1)))
      into.doubts.push({
        slot: "destination",
        code: "CONTRADICTION",
        heard: place.heard,
        answers: place.candidates.map((candidate) => ({ type: "place", candidate })),
      });
    else if (role === "stop" || (role === "origin" && this.#key(at - 1) === "for")) this.#doubt("trip", place.heard);
    else if (role === "origin") {
      if (this.#items[at + 1]?.slash === true) into.loose.push(place);
      into.origins.push(place);
    } else if (role === "back") into.backTo.push(place);
    else if (role === "away") into.awayFrom.push(place);
    else if (role === "destination") this.#destination(place, at);
    else this.#bare(place, at);
  }

  /** "New York JFK" is one place, "Boston Chicago" two: from and to. */
  #bare(place: PlaceReading, at: number): void {
    const into = this.#reading;
    const before = this.#items[at - 1]?.type === "place" ? into.bare.pop() : undefined;
    if (before === undefined) into.bare.push(place);
    else if (samePlace(before, place)) into.bare.push(before, place);
    else {
      into.loose.push(before);
      into.origins.push(before);
      into.destinations.push(place);
    }
  }

  /** "ORD-BOS" behind "BOS-ORD" is the way back. */
  #destination(place: PlaceReading, at: number): void {
    const into = this.#reading;
    const [from, to] = [into.origins.at(-1), into.destinations[0]];
    const isWayBack =
      to !== undefined &&
      from !== undefined &&
      into.origins.length === 2 &&
      samePlace(from, to) &&
      into.origins[0] !== undefined &&
      samePlace(into.origins[0], place);
    if (!isWayBack) {
      into.destinations.push(place);
      return;
    }
    into.origins.pop();
    if (into.loose.at(-1) === from) into.loose.pop();
    this.#dateRole = "return";
    const next = this.#items[at + 1];
    if (next?.type === "word" && next.token.raw === ",") this.#dateRole = "return";
  }

  #roleOfPlace(at: number): PlaceRole | null {
    const before = this.#items[at - 1];
    const item = this.#items[at];
    if (this.#leadsOn(at) && this.#placeRole !== "stop" && this.#placeRole !== "back" && this.#placeRole !== "away")
      return "origin";
    if (before?.type === "place" && item?.dash === true) return "destination";
    return this.#placeRole;
  }

  /** Whether "to" or a dash and another place stand behind this one. */
  #leadsOn(at: number): boolean {
    const next = this.#items[at + 1];
    if (next?.type === "place") return next.dash;
    return this.#key(at + 1) === "to" && this.#items[at + 2]?.type === "place";
  }

  #date(said: DateMention): void {
    const into = this.#reading;
    const role = said.date.kind === "after_departure" ? "return" : this.#dateRole;
    const mention = role === "return" ? countedBack(said) : said;
    if (/^tonight$/iu.test(said.heard)) this.#daytime("evening");
    if (role === "return") into.returns.push(mention);
    else if (role === "out") into.outs.push(mention);
    else into.bareDates.push(mention);
    this.#lastRole = role ?? (into.bareDates.length + into.outs.length > 1 ? "return" : "out");
    this.#dateRole = null;
    this.#placeRole = null;
  }

  #range(item: Extract<Item, { type: "range" }>, at: number): void {
    const { range, heard } = item;
    const floats =
      /^between/iu.test(heard) &&
      (LEAVING.has(this.#key(at - 1)) ||
        this.#key(at - 1) === "flight" ||
        this.#key(at - 1) === "travel" ||
        this.#key(at - 1) === "sometime" ||
        this.#key(at - 1) === "time");
    const isOneDay =
      range.from.kind === "weekday" && range.to.kind === "weekday" && range.from.weekday === range.to.weekday;
    const isDoubtful =
      this.#isDoubtful || floats || isOneDay || this.#dateRole === "return" || LIMITS.has(this.#key(at - 1));
    this.#reading.outs.push({ heard, date: range.from, isDoubtful });
    this.#reading.returns.push({ heard, date: range.to, isDoubtful });
    this.#lastRole = "return";
    this.#isOpenPart = true;
    this.#dateRole = null;
    this.#placeRole = null;
  }

  #doubt(slot: QuestionSlot, heard: string): void {
    const code =
      slot === "travellers"
        ? "TRAVELLER_COUNT"
        : slot === "outbound" || slot === "return"
          ? "UNREADABLE_DATE"
          : "CONTRADICTION";
    this.#reading.doubts.push({ slot, code, heard: heard.slice(0, 60), answers: [] });
  }

  #word(token: Token, at: number): void {
    const { key, kind } = token;
    if (kind === "mark") return this.#mark(token);
    if (kind !== "word") return this.#number(token, at);
    if (this.#direction(key, at)) return;
    if (TURNING_WORDS.has(key)) return this.#turning(token, at);
    if (key === "by" && OTHER_VEHICLES.has(this.#key(at + 1))) return this.#doubt("trip", `by ${this.#key(at + 1)}`);
    if (key === "behalf" || (TRAVELLER_WORDS.has(key) && /^(?:is|are|name|named|:|will)$/u.test(this.#key(at + 1))))
      return this.#doubt("travellers", token.raw);
    if (key === "next" || key === "following") return this.#doubt(this.#dateSlot(at), token.raw);
    if (this.#company(token, at)) return;
    if (EVENT_WORDS.has(key) || ARRIVING.has(key)) {
      this.#isDoubtful = true;
      this.#isMeeting ||= EVENT_WORDS.has(key);
    } else if (MEETING_WORDS.has(key)) this.#isMeeting = true;
    else if (this.#time(token, at) || this.#cabinWord(token, at) || this.#ordinal(token, at)) return;
    else this.#stranger(token, at);
    if (!ARTICLES.has(key) && !TRAVEL_WORDS.has(key)) this.#placeRole = null;
  }

  #mark({ raw }: Token): void {
    if (ENDS.has(raw)) {
      this.#placeRole = null;
      this.#dateRole = null;
      this.#isMeeting = false;
    }
    if (ENDS.has(raw) || raw === ",") {
      this.#isDoubtful = false;
      this.#isDoubtfulIfSingle = false;
    }
  }

  /** Words that say which way: "from", "to", "back", "leaving". */
  #direction(key: string, at: number): boolean {
    if (key === "from" && (this.#placeRole === "back" || this.#dateRole === "return")) this.#placeRole = "away";
    else if (key === "from" || key === "ex" || key === "origin" || (key === "of" && this.#key(at - 1) === "out"))
      this.#placeRole = "origin";
    else if (key === "via") this.#placeRole = "stop";
    else if (RETURN_WORDS.has(key) || (key === "home" && this.#key(at - 1) !== "from")) {
      this.#isOpenPart = false;
      this.#return(key, at);
    } else if (LEAVING.has(key)) this.#leave(key);
    else if (TO.has(key)) {
      if (this.#placeRole !== "back" || key !== "to") this.#placeRole = "destination";
      if (key === "in" && this.#key(at - 1) === "be") this.#isDoubtfulIfSingle = true;
      if (key === "for" && this.#isForSomebody(at))
        this.#doubt("travellers", `for ${this.#items[at + 1]?.heard ?? ""}`);
    } else if (UNTIL.has(key)) this.#dateRole = "return";
    else if (TRAVEL_WORDS.has(key)) this.#isDoubtful = false;
    else return false;
    return true;
  }

  #leave(key: string): void {
    this.#isDoubtful = false;
    this.#isDoubtfulIfSingle = false;
    if (key !== "out" && key !== "go" && key !== "going")
      this.#placeRole =
        key.startsWith("fly") || key.startsWith("start") || key === "outbound" ? this.#placeRole : "origin";
    this.#dateRole = "out";
  }

  #return(key: string, at: number): void {
    const into = this.#reading;
    this.#isDoubtful = false;
    const before = this.#items[at - 1];
    const seen = into.outs.length + into.bareDates.length;
    const next = this.#items[at + 1];
    if (
      before?.type === "date" &&
      seen > 1 &&
      into.bareDates.length > 0 &&
      next?.type !== "date" &&
      this.#key(at + 1) !== "on"
    ) {
      const last = into.bareDates.pop();
      if (last !== undefined) into.returns.push(last);
      this.#lastRole = "return";
      return;
    }
    const noun = /^(?:flights?|tickets?|fares?)$/u.test(this.#key(at + 1));
    if (key === "return" && noun && seen === 0) {
      into.roundTrip = true;
      return;
    }
    this.#dateRole = "return";
    this.#placeRole = "back";
  }

  /** "for Anna", "for my manager": the trip would be somebody else's. */
  #isForSomebody(at: number): boolean {
    const mine = ["my", "our", "the", "a"].includes(this.#key(at + 1)) ? 1 : 0;
    const item = this.#items[at + 1 + mine];
    if (item?.type !== "word" || item.token.kind !== "word") return false;
    const { key, capital } = item.token;
    if (
      /^(?:manager|boss|assistant|director|ceo|colleague|wife|husband|team|client|customer|intern|friend|son|daughter|family|everyone|us|him|her|them)$/u.test(
        key,
      )
    )
      return this.#key(at + 2 + mine) !== "meeting";
    return mine === 0 && capital && !COMMON_WORDS.has(key) && !TIME_WORDS.has(key) && !EVENT_WORDS.has(key);
  }

  #turning(token: Token, at: number): void {
    const { key } = token;
    const correction = this.#isAnswer && ["instead", "rather", "not", "no", "but"].includes(key);
    if (
      (key === "but" && !/^(?:anything|nothing|all|any|everything|everywhere)$/u.test(this.#key(at - 1))) ||
      (correction && (key === "instead" || key === "rather" || this.#items.length === 1)) ||
      (correction && key === "no" && this.#items[at + 1]?.heard === ",")
    )
      return;
    const [before, next] = [this.#items[at - 1]?.type, this.#items[at + 1]?.type];
    if (key === "or" || key === "either") {
      if (before === "place" || next === "place") return this.#doubt("destination", this.#items[at + 1]?.heard ?? key);
      if (next === "date" || before === "date" || next === "range")
        return this.#doubt(this.#lastRole === "return" ? "return" : "outbound", this.#items[at + 1]?.heard ?? key);
      if (next === "cabin" || before === "cabin") return this.#cabinDoubt(at);
    }
    this.#doubt("trip", `${token.raw} ${this.#items[at + 1]?.heard ?? ""}`.trim());
  }

  #cabinDoubt(at: number): void {
    this.#reading.doubts.push({
      slot: "cabin",
      code: "CONTRADICTION",
      heard: this.#items[at + 1]?.heard ?? null,
      answers: [],
    });
  }

  #company(token: Token, at: number): boolean {
    const { key } = token;
    if (key === "with") {
      const next = this.#items[at + 1];
      const stranger = next?.type === "word" && next.token.capital && !COMMON_WORDS.has(next.token.key);
      if (!this.#isMeeting && stranger) this.#doubt("travellers", `with ${next.heard}`);
      return false;
    }
    if (!COMPANY_WORDS.has(key) && !/^we['’]/iu.test(token.raw)) return false;
    const ofOthers =
      key === "our" ||
      key === "other" ||
      (ABOUT_OTHERS.has(key) && (this.#isMeeting || EVENT_WORDS.has(this.#key(at + 1))));
    if (!ofOthers) this.#doubt("travellers", token.raw);
    return true;
  }

  #number(token: Token, at: number): void {
    const number = Number.parseInt(token.raw, 10);
    const isChoice = this.#isAnswer && token.kind !== "clock" && number >= 1 && number <= 8 && this.#items.length <= 4;
    if (isChoice) this.#reading.choice = number;
    else this.#doubt(this.#dateSlot(at), token.raw);
  }

  #ordinal({ key, raw }: Token, at: number): boolean {
    const number = ORDINALS.get(key) ?? (this.#isAnswer ? NUMBERS.get(key) : undefined);
    if (number === undefined) return false;
    const isAlone = this.#items.length === 1 || ["option", "number"].includes(this.#key(at - 1));
    if (this.#isAnswer && (isAlone || (ORDINALS.has(key) && this.#items.length <= 3))) this.#reading.choice = number;
    else if (key === "first" && ["in", "fly", "flying", "to", "upgrade"].includes(this.#key(at - 1)))
      this.#reading.doubts.push({
        slot: "cabin",
        code: "CONFIRM_READING",
        heard: raw,
        answers: [{ type: "cabin", cabin: "first" }],
      });
    else if (number > 3) this.#doubt(this.#dateSlot(at), raw);
    return true;
  }

  #cabinWord({ key, raw }: Token, at: number): boolean {
    if (key !== "business" && key !== "biz") return false;
    if (["the", "our", "their", "my", "this", "new", "usual"].includes(this.#key(at - 1))) return true;
    this.#reading.doubts.push({
      slot: "cabin",
      code: "CONFIRM_READING",
      heard: raw,
      answers: [{ type: "cabin", cabin: "business" }],
    });
    return true;
  }

  /** A word of time that nothing explained, or a mistyped one. */
  #time(token: Token, at: number): boolean {
    const { key } = token;
    const next = this.#items[at + 1]?.type;
    const isPreposition = PREPOSITIONS_OF_TIME.has(key);
    const isTime = TIME_WORDS.has(key) && !(isPreposition && next !== "date" && next !== "range");
    const isMonth =
      (key === "march" || key === "may" || key === "mar") &&
      (token.capital || ["in", "of", "late", "early", "mid", "next"].includes(this.#key(at - 1)));
    const isSlip = !COMMON_WORDS.has(key) && key.length >= 5 && TIME_SPELLINGS.some((word) => isMistyped(key, word));
    if (key === "early" || key === "late" || key === "earlier" || key === "later") return this.#timeOfDay(token, at);
    if (!isTime && !isMonth && !isSlip) return isPreposition;
    if (isPreposition) return true;
    this.#doubt(this.#dateSlot(at), token.raw);
    this.#lastRole = this.#dateSlot(at) === "return" ? "return" : "out";
    this.#dateRole = null;
    return true;
  }

  /** "Early Tuesday"; of a way back, or behind its day, it is only a wish that no flight is chosen by. */
  #timeOfDay({ key, raw }: Token, at: number): boolean {
    const isBack = this.#dateRole === "return" || (this.#dateRole === null && this.#lastRole === "return");
    if (this.#items[at + 1]?.type === "date") this.#daytime(key.startsWith("early") ? "morning" : "evening");
    else if (!isBack) this.#doubt("outbound", raw);
    return true;
  }

  #dateSlot(_at: number): "outbound" | "return" {
    const seen = this.#reading.outs.length + this.#reading.bareDates.length;
    return this.#dateRole === "return" || (this.#dateRole === null && seen > 0) ? "return" : "outbound";
  }

  /** A word of no known kind where a place should stand, or one that looks like a place mistyped. */
  #stranger(token: Token, at: number): void {
    const { key, capital } = token;
    if (this.#standsAsPlace(key, at)) return this.#unknownTown(token, at);
    if (this.#mistypedPair(at)) return;
    if (isExplained(key) || key.length < 3) return;
    const similar = similarTo(key);
    const before =
      ARTICLES.has(this.#key(at - 1)) && this.#key(at - 1) !== "in" ? this.#key(at - 2) : this.#key(at - 1);
    const named = before === "to" || before === "from" || before === "in";
    const isOfMeeting = this.#isMeeting && before !== "to" && before !== "from";
    if (similar.length === 0 && !named && (!capital || isOfMeeting)) return;
    if (similar.length > 0 && isOfMeeting && !named) return;
    const role = before === "from" ? "origin" : named || this.#placeRole === "destination" ? "destination" : null;
    const heard = this.#fullName(at);
    const isName = capital && similar.length === 0 && !named && !BEFORE_NAME.has(this.#key(at - 1));
    this.#reading.unknown.push({
      isName,
      heard,
      role,
      similar,
      isCertain: similar.length > 0 || (capital && (before === "to" || before === "from")),
    });
  }

  /** Before "to" and a place, dashed to one, behind "to", "from", or a place and "and": whatever it is, a place is meant. */
  #standsAsPlace(key: string, at: number): boolean {
    if (isExplained(key) && !TOWN_WORDS.has(key)) return false;
    const before = this.#key(at - 1);
    if (this.#leadsOn(at)) return !/^(?:send|book|get|bring|take|fly)$/u.test(before);
    if (TOWN_WORDS.has(key)) return false;
    if (this.#items[at]?.dash === true && this.#items[at - 1]?.type === "place") return true;
    if ((before === "to" || before === "from") && !this.#isMeeting && !isVerbPhrase(this.#items, at)) return true;
    return /^(?:and|then|&)$/u.test(before) && this.#items[at - 2]?.type === "place";
  }

  /** "San Fransisco": a name of two words, one of them mistyped. */
  #mistypedPair(at: number): boolean {
    const [before, own, next] = [this.#key(at - 1), this.#key(at), this.#key(at + 1)];
    if (before !== "" && !isExplained(own) && similarTo(`${before} ${own}`).length > 0) return true;
    if (next === "" || isExplained(next)) return false;
    const similar = similarTo(`${own} ${next}`);
    if (similar.length === 0) return false;
    const role = this.#placeRole === "origin" ? "origin" : "destination";
    const heard = `${this.#items[at]?.heard ?? ""} ${this.#items[at + 1]?.heard ?? ""}`;
    this.#reading.unknown.push({ heard, role, similar, isCertain: true, isName: false });
    return true;
  }

  #unknownTown(token: Token, at: number): void {
    const before = this.#key(at - 1);
    const isOrigin = before === "from" || (this.#leadsOn(at) && before !== "to");
    this.#reading.unknown.push({
      heard: this.#fullName(at),
      role: isOrigin ? "origin" : "destination",
      similar: similarTo(token.key),
      isCertain: true,
      isName: false,
    });
  }

  #fullName(at: number): string {
    const heard: string[] = [];
    for (let next = at; next < at + 3; next += 1) {
      const item = this.#items[next];
      if (item?.type !== "word" || item.token.kind !== "word" || (next > at && !item.token.capital)) break;
      heard.push(item.token.raw);
    }
    return heard.join(" ").slice(0, 60);
  }
}

/** "To xanadify the plant": something is done there. */
function isVerbPhrase(items: readonly Item[], at: number): boolean {
  const next = items[at + 1];
  return next?.type === "word" && /^(?:the|a|an|our|my|with|about)$/u.test(next.token.key);
}

/** "Back in three days": counted from today, or from the departure. */
function countedBack(mention: DateMention): DateMention {
  if (mention.date.kind !== "from_today" || !/^(?:in|within) /iu.test(mention.heard)) return mention;
  const fromDeparture = { kind: "after_departure", days: mention.date.days } as const;
  return { ...mention, date: { kind: "two_readings", first: mention.date, second: fromDeparture } };
}

function samePlace(left: PlaceReading, right: PlaceReading): boolean {
  const [one, other] = [left.candidates[0]?.city, right.candidates[0]?.city];
  return one !== undefined && one === other;
}
