export const CABINS = ["economy", "premium_economy", "business", "first"] as const;
export type Cabin = (typeof CABINS)[number];

/** One flight; times are local to the airport, such as `2026-12-01T07:35:00`. */
export interface Flight {
  /** Airline code and number, such as `UA1123`. */
  readonly flight: string;
  readonly airline: string;
  readonly from: string;
  readonly to: string;
  readonly departs: string;
  readonly arrives: string;
  readonly minutes: number;
}

/** A one-way or a round trip as the portal sells it, for one traveller. */
export interface Fare {
  readonly fareId: string;
  readonly airline: string;
  readonly airlineName: string;
  readonly cabin: Cabin;
  readonly outbound: readonly Flight[];
  /** Empty for one way. */
  readonly inbound: readonly Flight[];
  readonly totalCents: number;
  readonly seatsLeft: number;
  readonly description: string;
}

export interface Passenger {
  readonly givenName: string;
  readonly familyName: string;
  readonly email: string;
}

/** What was paid for. It is written before the answer, and once per checkout. */
export interface Booking {
  readonly confirmationNumber: string;
  readonly checkoutId: string;
  /** The user name that it was booked under. */
  readonly account: string;
  /** What the customer gave as their own reference; may be empty. */
  readonly reference: string;
  readonly fareId: string;
  readonly cabin: Cabin;
  readonly passenger: Passenger;
  readonly flights: { readonly outbound: readonly Flight[]; readonly inbound: readonly Flight[] };
  readonly totalCents: number;
  /** ISO instant. */
  readonly createdAt: string;
}

/** A way from a fare to a booking, up to where it has come. */
export interface Checkout {
  readonly checkoutId: string;
  readonly account: string;
  readonly fareId: string;
  /** The price on the page where it began. */
  readonly quotedCents: number;
  readonly passenger?: Passenger;
  readonly reference?: string;
  /** The price that was accepted on the review page. */
  readonly acceptedCents?: number;
}

export type PortalEvent =
  | {
      vendor: "portal";
      type: "login.succeeded";
      account: string;
      /** Hash of the session's cookie. */
      session: string;
      expiresAt: string;
    }
  | { vendor: "portal"; type: "login.failed"; username: string; reason: "wrong_password" | "unknown_user" | "locked" }
  | { vendor: "portal"; type: "session.ended"; session: string; reason: "signed_out" | "expired" }
  | { vendor: "portal"; type: "checkout.started"; checkout: Checkout }
  | {
      vendor: "portal";
      type: "checkout.passengerGiven";
      checkoutId: string;
      passenger: Passenger;
      reference: string;
    }
  | { vendor: "portal"; type: "checkout.priceAccepted"; checkoutId: string; totalCents: number }
  | { vendor: "portal"; type: "booking.created"; booking: Booking };
