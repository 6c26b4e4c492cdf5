import { createHmac, randomBytes } from "node:crypto";
import type { Journal } from "../journal/journal.ts";
import type { JournalEntry } from "../journal/journal-events.ts";
import type { Booking, Checkout, Fare, Passenger } from "./portal-types.ts";

/** Without the letters and digits that people mistake for one another, and without vowels. */
const CONFIRMATION_ALPHABET = "BCDFGHJKLMNPQRSTVWXZ2345678";

/** The portal's customers on their way: checkouts and bookings, as the journal says. */
export class PortalStore {
  readonly #journal: Journal;
  readonly #clock: () => Date;
  readonly #signingKey: string;
  readonly #checkouts = new Map<string, Checkout>();
  readonly #bookings = new Map<string, Booking>();
  readonly #numbers = new Set<string>();

  constructor(journal: Journal, clock: () => Date, signingKey: string) {
    this.#journal = journal;
    this.#clock = clock;
    this.#signingKey = signingKey;
    journal.subscribe((entry) => this.#apply(entry));
  }

  /** Begins a way to a booking; `quotedCents` is the price on the fare page. */
  startCheckout(account: string, fareId: string, quotedCents: number): Checkout {
    const checkout = { checkoutId: randomBytes(9).toString("hex"), account, fareId, quotedCents };
    this.#journal.record({ vendor: "portal", type: "checkout.started", origin: "api", checkout });
    return checkout;
  }

  /** The checkout of this account, or undefined: nobody sees somebody else's. */
  checkout(checkoutId: string, account: string): Checkout | undefined {
    const checkout = this.#checkouts.get(checkoutId);
    return checkout?.account === account ? checkout : undefined;
  }

  givePassenger({ checkoutId }: Checkout, passenger: Passenger, reference: string): void {
    const event = { checkoutId, passenger, reference };
    this.#journal.record({ vendor: "portal", type: "checkout.passengerGiven", origin: "api", ...event });
  }

  acceptPrice({ checkoutId }: Checkout, totalCents: number): void {
    this.#journal.record({ vendor: "portal", type: "checkout.priceAccepted", origin: "api", checkoutId, totalCents });
  }

  /** The booking that a checkout has led to. */
  bookingOf({ checkoutId }: Checkout): Booking | undefined {
    return this.#bookings.get(checkoutId);
  }

  /** Takes the payment. A checkout that was paid before gives the booking of that time. */
  pay(checkout: Required<Checkout>, fare: Fare): Booking {
    const paid = this.bookingOf(checkout);
    if (paid !== undefined) return paid;
    const { checkoutId, account, reference, passenger, acceptedCents } = checkout;
    const booking: Booking = {
      confirmationNumber: this.#confirmationNumber(checkoutId),
      checkoutId,
      account,
      reference,
      fareId: fare.fareId,
      cabin: fare.cabin,
      passenger,
      flights: { outbound: fare.outbound, inbound: fare.inbound },
      totalCents: acceptedCents,
      createdAt: this.#clock().toISOString(),
    };
    this.#journal.record({ vendor: "portal", type: "booking.created", origin: "api", booking });
    return booking;
  }

  /** The bookings of an account, or of all of them; the newest first. */
  bookings(account?: string): Booking[] {
    const all = [...this.#bookings.values()].toReversed();
    return account === undefined ? all : all.filter((booking) => booking.account === account);
  }

  #confirmationNumber(checkoutId: string): string {
    for (let attempt = 0; ; attempt += 1) {
      const digest = createHmac("sha256", this.#signingKey).update(`${checkoutId}/${attempt}`).digest();
      const letters = [...digest.subarray(0, 6)].map((byte) => CONFIRMATION_ALPHABET.at(byte % 27) ?? "B");
      const number = letters.join("");
      if (!this.#numbers.has(number)) return number;
    }
  }

  #apply(entry: JournalEntry): void {
    switch (entry.type) {
      case "checkout.started":
        this.#checkouts.set(entry.checkout.checkoutId, entry.checkout);
        return;
      case "checkout.passengerGiven": {
        const { checkoutId, passenger, reference } = entry;
        this.#amend(checkoutId, { passenger, reference });
        return;
      }
      case "checkout.priceAccepted":
        this.#amend(entry.checkoutId, { acceptedCents: entry.totalCents });
        return;
      case "booking.created":
        this.#bookings.set(entry.booking.checkoutId, entry.booking);
        this.#numbers.add(entry.booking.confirmationNumber);
        return;
    }
  }

  #amend(checkoutId: string, change: Partial<Checkout>): void {
    const checkout = this.#checkouts.get(checkoutId);
    if (checkout === undefined) return;
    // Whatever changes, the price has to be accepted anew.
    const { acceptedCents: _before, ...kept } = checkout;
    this.#checkouts.set(checkoutId, { ...kept, ...change });
  }
}
