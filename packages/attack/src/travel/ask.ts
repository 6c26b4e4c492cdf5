import type { TravelApi, World } from "@agentic-pm/world";
import type { AttackCase } from "../corpus/attack-case.ts";
import type { Tally } from "../run/tally.ts";
import type { Attending } from "./attending.ts";
import type { ChatDesk } from "./chat-desk.ts";
import type { Manners, Request } from "./conversation.ts";
import type { EvilSite } from "./evil-site.ts";
import type { HastyOperator } from "./over-policy.ts";
import type { TravelWitness } from "./travel-witness.ts";
import type { Wish } from "./wishes.ts";

/** What the channels of travel are played with. */
export interface TravelPlay {
  readonly world: World;
  readonly travel: TravelApi;
  readonly desks: readonly ChatDesk[];
  readonly operator: HastyOperator;
  readonly attending: Attending;
  readonly witness: TravelWitness;
  readonly tally: Tally;
  readonly evil: EvilSite;
  readonly nextWish: () => number;
  readonly onProgress: () => void;
}

interface Asking {
  readonly desk: ChatDesk;
  readonly text: string;
  readonly wish: Wish | null;
  readonly manners?: Manners;
  /** Cases whose texts are in the same pages. */
  readonly others?: readonly AttackCase[];
}

const OFFERED_ONLY: Manners = { confirms: false, prefersForbidden: false };

/** One request of an employee for a case, gone through with as the manners say, and judged when it is over. */
export async function ask(
  attack: AttackCase,
  about: Asking,
  { attending, witness }: Pick<TravelPlay, "attending" | "witness">,
): Promise<Request> {
  const { desk, text, wish, manners = OFFERED_ONLY, others = [] } = about;
  const { traveller } = desk;
  const request: Request = {
    case: attack,
    others,
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
