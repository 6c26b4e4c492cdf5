import { canonicalHash, MAX_RAW_TEXT_BYTES, type SanitiseEvent, type VaultedSignal } from "@agentic-pm/contracts";
import { AppError } from "@agentic-pm/errors";

/**
 * Checks that what lies in the vault is what `intake` handed on. Throws RAW_SIGNAL_MISMATCH. A text that intake cut
 * has the hash of the whole, which cannot be recomputed; then only its identity and its length are checked.
 */
export function checkRawSignal(event: SanitiseEvent, raw: VaultedSignal): void {
  if (raw.signalId !== event.signalId) throw mismatch(event, "its id");
  if (raw.source !== event.source || raw.kind !== event.kind) throw mismatch(event, "its source or kind");
  const cut = raw.fields.truncated && event.rawLength > MAX_RAW_TEXT_BYTES;
  if (!cut && canonicalHash("agentic-pm/raw-text/v1", raw.texts) !== event.rawSha256) throw mismatch(event, "its hash");
}

/** The only place in the vault where a signal's text may lie. */
export function checkVaultKey(event: SanitiseEvent): void {
  if (event.vaultKey !== `signals/${event.signalId}.json`) throw mismatch(event, "its place in the vault");
}

function mismatch(event: SanitiseEvent, what: string): AppError {
  return new AppError("RAW_SIGNAL_MISMATCH", {
    cause: `The vaulted signal ${event.signalId} differs from the handoff in ${what}.`,
    remedy: "Nothing was read by a model. Compare the vault object with the signal.received record, then poll again.",
    details: { signalId: event.signalId, vaultKey: event.vaultKey },
  });
}
