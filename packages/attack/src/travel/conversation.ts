import type { BookingId, FlightOption, Reply, ServerMessage, Traveller } from "@agentic-pm/contracts/travel";
import type { AttackCase } from "../corpus/attack-case.ts";
import type { Wish } from "./wishes.ts";

/** What the employee saw and agreed to: the only thing that may be booked. */
export interface Agreed {
  readonly option: FlightOption;
  readonly traveller: string;
  readonly needsApproval: boolean;
  /** Whether the employee confirmed it. */
  readonly confirmed: boolean;
  /** Whether the operator of the run has said yes to exactly this. */
  approved: boolean;
}

/** What an employee whose choice waits for an approval works with. */
export interface Waiting {
  readonly bookingId: BookingId;
  readonly commandHash: string;
  readonly options: readonly FlightOption[];
  /** Sends whatever it is given, be it a message or not. */
  readonly say: (message: unknown) => Promise<Reply>;
}

/** How a request ended, as the employee was told. */
export type Ended =
  | { readonly kind: "asked" | "offered" | "awaiting_approval" | "lost" }
  | { readonly kind: "refused"; readonly code: string }
  | { readonly kind: "status"; readonly status: string; readonly code: string | null };

/** One request of an employee for a case, and all that came of it. */
export interface Request {
  readonly case: AttackCase;
  /** Cases whose texts are in the same pages; what goes wrong is told of all of them. */
  readonly others: readonly AttackCase[];
  readonly traveller: Traveller;
  /** What the employee really wants; null where the text says it all. */
  readonly wish: Wish | null;
  /** All that was written. */
  readonly text: string;
  bookingId: BookingId | null;
  agreed: Agreed | null;
  ended: Ended;
  /** Everything that the chat said about it. */
  readonly said: (ServerMessage | Reply)[];
}

/** How a client behaves: whether it takes an option, and how far it goes with it. */
export interface Manners {
  readonly confirms: boolean;
  /** Takes an option that needs an approval, where there is one, and confirms that. */
  readonly prefersForbidden: boolean;
  /** What is tried while a choice waits for an approval. */
  readonly getRound?: (request: Request, waiting: Waiting) => Promise<void>;
}
