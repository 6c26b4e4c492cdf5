import {
  type PlanEvent,
  type PolicyChunk,
  Retrieval,
  retrievalHashOf,
  Trip,
  tripHashOf,
} from "@agentic-pm/contracts/travel";
import { AppError } from "@agentic-pm/errors";
import type { ActiveDocument } from "../domain/active-document.ts";
import type { PlanMemory } from "../ports/plan-memory.ts";

/** Everything that a plan is made of, each part held against its hash. */
export interface PlanBasis {
  readonly trip: Trip;
  readonly retrieval: Retrieval;
  readonly documents: readonly ActiveDocument[];
  /** Every clause in force. */
  readonly clauses: readonly PolicyChunk[];
  /** Those that were retrieved and are still in force, best first. */
  readonly retrieved: readonly PolicyChunk[];
}

/**
 * The trip and the retrieval that were handed on, and no others, with the clauses in force. Throws TRIP_MISSING,
 * TRIP_MISMATCH, RETRIEVAL_MISMATCH, CLAUSE_MISMATCH and DATABASE_UNAVAILABLE (retryable).
 */
export async function loadTrip(event: PlanEvent, memory: PlanMemory): Promise<PlanBasis> {
  const stored = await memory.stored(event);
  const trip = tripOf(stored.trip, event);
  const retrieval = retrievalOf(stored.retrieval, event);
  const clauses = await memory.clausesOf(stored.documents);
  const byId = new Map(clauses.map((clause) => [clause.chunkId, clause]));
  const retrieved = retrieval.chunks.flatMap(({ chunkId, textSha256 }) => {
    const clause = byId.get(chunkId);
    // A clause that is gone: another version of its document came into force meanwhile.
    if (clause === undefined) return [];
    if (clause.textSha256 !== textSha256) throw mismatch("RETRIEVAL_MISMATCH", "retrieval", event);
    return [clause];
  });
  return { trip, retrieval, documents: stored.documents, clauses, retrieved };
}

function tripOf(stored: unknown, event: PlanEvent): Trip {
  if (stored === undefined) {
    throw new AppError("TRIP_MISSING", {
      cause: `There is no trip of ${event.bookingId} with the hash that was handed on.`,
      remedy: "Ask for the trip again.",
      details: { bookingId: event.bookingId, tripSha256: event.tripSha256 },
    });
  }
  const trip = Trip.safeParse(stored);
  const isSame =
    trip.success &&
    trip.data.bookingId === event.bookingId &&
    trip.data.employeeId === event.employeeId &&
    trip.data.turn === event.turn &&
    tripHashOf(trip.data) === event.tripSha256;
  if (!isSame) throw mismatch("TRIP_MISMATCH", "trip", event);
  return trip.data;
}

function retrievalOf(stored: unknown, event: PlanEvent): Retrieval {
  const retrieval = Retrieval.safeParse(stored);
  const isSame =
    retrieval.success &&
    retrieval.data.tripSha256 === event.tripSha256 &&
    retrieval.data.band === event.band &&
    retrievalHashOf(retrieval.data) === event.retrievalSha256;
  if (!isSame) throw mismatch("RETRIEVAL_MISMATCH", "retrieval", event);
  return retrieval.data;
}

function mismatch(code: string, what: string, { bookingId }: PlanEvent): AppError {
  return new AppError(code, {
    cause: `The ${what} of ${bookingId} in the database is not the one that was handed on.`,
    remedy: "Nothing was planned. Find out who wrote to the schema travel, and ask for the trip again.",
    details: { bookingId },
  });
}
