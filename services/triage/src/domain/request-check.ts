import {
  requestHashOf,
  requestKeyOf,
  type SanitiseRequestEvent,
  type VaultedRequest,
} from "@agentic-pm/contracts/travel";
import { AppError } from "@agentic-pm/errors";

type Named = SanitiseRequestEvent["requests"][number];

/** The only place where a request's words may lie. Throws REQUEST_MISMATCH. */
export function checkRequestKeys({ bookingId, requests, turn }: SanitiseRequestEvent): void {
  if (requests.length !== turn) throw mismatch(bookingId, "the number of its messages");
  for (const { vaultKey, sha256 } of requests)
    if (vaultKey !== requestKeyOf(bookingId, sha256)) throw mismatch(bookingId, "its place in the vault");
}

/** Checks that what lies in the vault is what `connection-manager` handed on. Throws REQUEST_MISMATCH. */
export function checkRequest(event: SanitiseRequestEvent, named: Named, request: VaultedRequest): void {
  const turn = event.requests.indexOf(named) + 1;
  if (request.bookingId !== event.bookingId || request.turn !== turn)
    throw mismatch(event.bookingId, "its booking or turn");
  if (requestHashOf(request) !== named.sha256) throw mismatch(event.bookingId, "its hash");
}

function mismatch(bookingId: string, what: string): AppError {
  return new AppError("REQUEST_MISMATCH", {
    cause: `A vaulted request of ${bookingId} differs from the hand-over in ${what}.`,
    remedy: "Nothing was read by a model. Compare the vault object with the booking.requested record.",
    details: { bookingId },
  });
}
