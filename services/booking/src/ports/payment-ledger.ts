/** What is known of a booking's one payment. */
export type PaymentState =
  | { readonly state: "none" }
  | { readonly state: "started"; readonly startedAt: string; readonly checkout: string }
  | { readonly state: "done"; readonly confirmationNumber: string }
  /** Never begun, and never to be. */
  | { readonly state: "closed" };

/** At most one payment for a booking, whatever is repeated, resumed or run twice at once. */
export interface PaymentLedger {
  read(bookingId: string): Promise<PaymentState>;
  /** Notes that the payment is about to be made. False when one was begun, made or closed before: do not pay then. */
  begin(bookingId: string, payment: { readonly commandHash: string; readonly checkout: string }): Promise<boolean>;
  /** Notes that it was made. The first note stands. */
  finish(bookingId: string, confirmationNumber: string): Promise<void>;
  /** Closes a payment that was never begun. False when it was begun after all. */
  close(bookingId: string): Promise<boolean>;
}
