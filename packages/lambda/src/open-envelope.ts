import type { AuditWriter } from "@agentic-pm/audit-trail";
import {
  type EnvelopeRefusal,
  handoverOf,
  misdirected,
  type Seal,
  type SealedContent,
  type SealingStage,
} from "@agentic-pm/contracts";
import { AppError } from "@agentic-pm/errors";
import { LogCode, type StructuredLogger } from "@agentic-pm/observability";

/** Seals what a stage hands on, with the stage's own key. */
export interface EnvelopeSealer {
  /** Throws SEAL_UNAVAILABLE (retryable). */
  seal(content: Omit<SealedContent, "stage">): Promise<Seal>;
}

/** Checks what one stage handed on. */
export interface SealVerifier {
  readonly stage: SealingStage;
  /** Whether the stage's key made this HMAC over this content. Throws SEAL_UNAVAILABLE (retryable). */
  isGenuine(content: SealedContent, mac: string): Promise<boolean>;
}

export interface EnvelopePorts {
  readonly sealedBefore: SealVerifier;
  readonly audit: AuditWriter;
  readonly logger: StructuredLogger;
}

interface SealedEvent {
  readonly seal: Seal;
  readonly executionName: string;
}

/**
 * Passes when the seal is that of the stage before, for this execution, over these very words. Throws ENVELOPE_WRONG_STAGE, ENVELOPE_REPLAYED or ENVELOPE_ALTERED after the refusal is in the trail,
 * under a subject of its own: nothing in the event can be believed, its place in a chain included.
 */
async function openEnvelope(
  event: SealedEvent,
  { subjectId }: { readonly subjectId: string },
  ports: EnvelopePorts,
): Promise<void> {
  const refusal = await refusalOf(event, ports.sealedBefore);
  if (refusal === null) return;
  const { seal, executionName } = event;
  await ports.audit.append(`refused_${subjectId}`, null, {
    event: "request.refused",
    input: { subjectId, executionName, sealedBy: seal.stage, sealedFor: seal.executionName, labels: seal.labels },
    output: { code: refusal },
  });
  ports.logger.warn(LogCode.ENVELOPE_REFUSED, { subjectId, reason: refusal });
  throw new AppError(refusal, {
    cause: CAUSES[refusal],
    remedy: "Nothing was done. Find out who started or invoked this with another input; the trail has the request.",
    details: { subjectId, executionName },
  });
}

async function refusalOf(event: SealedEvent, sealedBefore: SealVerifier): Promise<EnvelopeRefusal | null> {
  const { seal, executionName } = event;
  const elsewhere = misdirected(seal, { stage: sealedBefore.stage, executionName });
  if (elsewhere !== null) return elsewhere;
  const content = { stage: seal.stage, executionName, labels: seal.labels, handover: handoverOf(event) };
  return (await sealedBefore.isGenuine(content, seal.mac)) ? null : "ENVELOPE_ALTERED";
}

const CAUSES: Readonly<Record<EnvelopeRefusal, string>> = {
  ENVELOPE_ALTERED: "The hand-over, its labels or its binding are not those that the stage before sealed.",
  ENVELOPE_REPLAYED: "The hand-over was sealed for another execution.",
  ENVELOPE_WRONG_STAGE: "The hand-over was not sealed by the stage that comes before this one.",
};

/** A handler's work behind its envelope: nothing is done before the seal is known to be good. */
export function opened<Event extends SealedEvent, Ports extends EnvelopePorts, Rest extends unknown[], Out>(
  subjectOf: (event: Event) => string,
  work: (event: Event, ports: Ports, ...rest: Rest) => Promise<Out>,
): (event: Event, ports: Ports, ...rest: Rest) => Promise<Out> {
  return async (event, ports, ...rest) => {
    await openEnvelope(event, { subjectId: subjectOf(event) }, ports);
    return work(event, ports, ...rest);
  };
}
