import { type RecommendEvent, type SanitisedSignal, sanitisedHash } from "@agentic-pm/contracts";
import { AppError } from "@agentic-pm/errors";
import type { ProjectMemory } from "../ports/project-memory.ts";

/** The signal that was handed on with these labels, and no other. Throws SANITISED_MISSING and SANITISED_MISMATCH. */
export async function loadSignal(event: RecommendEvent, memory: ProjectMemory): Promise<SanitisedSignal> {
  const { signalId, sanitisedSha256 } = event;
  const signal = await memory.sanitisedSignal(signalId, sanitisedSha256);
  if (signal === null) {
    throw new AppError("SANITISED_MISSING", {
      cause: `There is no sanitised signal ${signalId} with the hash that was handed on.`,
      remedy: "Run the signal's workflow again from the start.",
      details: { signalId, sanitisedSha256 },
    });
  }
  if (signal.signalId !== signalId || sanitisedHash(signal, event.seal.labels) !== sanitisedSha256) {
    throw new AppError("SANITISED_MISMATCH", {
      cause: `The sanitised signal ${signalId} in the database is not the one that sanitise stored.`,
      remedy: "Nothing was recommended. Find out who wrote to pm.sanitised_signal; only sanitise may insert.",
      details: { signalId, sanitisedSha256 },
    });
  }
  return signal;
}
