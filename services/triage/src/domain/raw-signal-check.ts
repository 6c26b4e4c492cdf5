import { rawHashOf, type SanitiseEvent, vaultKeyOf, type VaultedSignal } from "@agentic-pm/contracts";
import { AppError } from "@agentic-pm/errors";

/** Checks that what lies in the vault is what `intake` handed on, to the last field. Throws RAW_SIGNAL_MISMATCH. */
export function checkRawSignal(event: SanitiseEvent, raw: VaultedSignal): void {
  if (raw.signalId !== event.signalId) throw mismatch(event, "its id");
  if (raw.source !== event.source || raw.kind !== event.kind) throw mismatch(event, "its source or kind");
  if (rawHashOf(raw) !== event.rawSha256) throw mismatch(event, "its hash");
}

/** The only place in the vault where a signal's text may lie. */
export function checkVaultKey(event: SanitiseEvent): void {
  if (event.vaultKey !== vaultKeyOf(event.signalId, event.rawSha256)) throw mismatch(event, "its place in the vault");
}

function mismatch(event: SanitiseEvent, what: string): AppError {
  return new AppError("RAW_SIGNAL_MISMATCH", {
    cause: `The vaulted signal ${event.signalId} differs from the handoff in ${what}.`,
    remedy: "Nothing was read by a model. Compare the vault object with the signal.received record, then poll again.",
    details: { signalId: event.signalId, vaultKey: event.vaultKey },
  });
}
