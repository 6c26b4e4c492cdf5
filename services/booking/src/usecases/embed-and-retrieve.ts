import { type Clock, joinLabels, type Labels } from "@agentic-pm/contracts";
import {
  type Retrieval,
  type RetrieveEvent,
  type RetrieveResult,
  retrievalHashOf,
  Trip,
  tripHashOf,
} from "@agentic-pm/contracts/travel";
import { AppError } from "@agentic-pm/errors";
import type { EnvelopePorts, EnvelopeSealer } from "@agentic-pm/lambda";
import { LogCode } from "@agentic-pm/observability";
import { bandOf } from "@agentic-pm/travel-policy";
import { chosenHits, ofTheTripsKind, policyQueries } from "../domain/policy-queries.ts";
import type { Embedder } from "../ports/embedder.ts";
import type { PolicySearch, TripShelf } from "../ports/policy-search.ts";
import type { RetrievalStore } from "../ports/retrieval-store.ts";

export interface RetrievePorts extends EnvelopePorts {
  readonly sealer: EnvelopeSealer;
  readonly trips: TripShelf;
  readonly search: PolicySearch;
  readonly store: RetrievalStore;
  readonly embedder: Embedder;
  readonly clock: Clock;
}

/** As many as a plan cites. */
const MOST_CLAUSES = 5;
/** Clauses that are looked at for each query: the nearest ones may be about trips of the other kind. */
export const CANDIDATES = 10;
const CLAUSES: Labels = { provenance: ["policy_pdf"], readers: "everyone" };

/**
 * Finds the clauses in force that speak of a trip, and says how sure that is. Their text stays in the database. Throws
 * TRIP_MISSING, TRIP_MISMATCH, EMBEDDING_MALFORMED, and retryable EMBEDDING_UNAVAILABLE, DATABASE_UNAVAILABLE,
 * SEAL_UNAVAILABLE and AUDIT_WRITE_FAILED.
 */
export async function embedAndRetrieve(event: RetrieveEvent, ports: RetrievePorts): Promise<RetrieveResult> {
  const startedAt = ports.clock.now().getTime();
  const trip = await tripOf(event, ports.trips);
  const retrieval = await retrieved(trip, event, ports);
  const retrievalSha256 = retrievalHashOf(retrieval);
  const { bookingId, employeeId, turn, tripSha256, executionName } = event;
  const { band, embeddingModel, chunks } = retrieval;
  const audit = await ports.audit.append(bookingId, event.audit, {
    event: "booking.policy_retrieved",
    bookingId,
    employeeId,
    input: { tripSha256, executionName },
    output: { retrievalSha256, band, chunks: chunks.map(({ chunkId, score }) => ({ chunkId, score })) },
    model_id: embeddingModel,
    latency_ms: ports.clock.now().getTime() - startedAt,
  });
  const labels = joinLabels([event.seal.labels, CLAUSES]);
  const handover = { bookingId, employeeId, turn, audit, tripSha256, retrievalSha256, band };
  const [seal] = await Promise.all([
    ports.sealer.seal({ executionName, labels, handover }),
    ports.store.insert({ bookingId, sha256: retrievalSha256, retrieval }),
  ]);
  ports.logger.info(LogCode.POLICY_RETRIEVED, { band, clauses: chunks.length });
  return { ...handover, seal };
}

async function retrieved(trip: Trip, event: RetrieveEvent, ports: RetrievePorts): Promise<Retrieval> {
  const { model, vectors } = await ports.embedder.embed(policyQueries(trip), "query");
  const found = await ports.search.nearest(vectors, model, CANDIDATES);
  const chunks = chosenHits(ofTheTripsKind(found, trip), MOST_CLAUSES);
  return {
    schemaVersion: 1,
    tripSha256: event.tripSha256,
    band: bandOf(chunks[0]?.score ?? -1),
    embeddingModel: model,
    chunks,
  };
}

/** The trip that was handed on, and no other. */
async function tripOf(event: RetrieveEvent, trips: TripShelf): Promise<Trip> {
  const { bookingId, employeeId, turn, tripSha256 } = event;
  const stored = await trips.trip(bookingId, tripSha256);
  if (stored === undefined) {
    throw new AppError("TRIP_MISSING", {
      cause: `There is no trip of ${bookingId} with the hash that was handed on.`,
      remedy: "Ask for the trip again.",
      details: { bookingId, tripSha256 },
    });
  }
  const trip = Trip.safeParse(stored);
  const isSame =
    trip.success &&
    trip.data.bookingId === bookingId &&
    trip.data.employeeId === employeeId &&
    trip.data.turn === turn &&
    tripHashOf(trip.data) === tripSha256;
  if (isSame) return trip.data;
  throw new AppError("TRIP_MISMATCH", {
    cause: `The trip of ${bookingId} in the database is not the one that was handed on.`,
    remedy: "Nothing was retrieved. Find out who wrote to travel.trip; only sanitise-request may insert.",
    details: { bookingId },
  });
}
